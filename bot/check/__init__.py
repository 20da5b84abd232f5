"""`python -m bot check`: one line for each thing that the bot needs, and what to do where something is not right."""
