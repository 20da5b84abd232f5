"""The wire between bot and generator, and the only package of the generator that the bot may import. Without torch."""
