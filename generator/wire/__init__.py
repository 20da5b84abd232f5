"""What bot and generator say to each other, and all that the bot may import of the generator. Imports no torch."""
