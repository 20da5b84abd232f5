"""`python -m bot check`: a line for each thing that the bot needs, with what to do where something is wrong."""
