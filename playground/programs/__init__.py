"""What `python -m playground` runs: the demo, and one picture from the command line."""
