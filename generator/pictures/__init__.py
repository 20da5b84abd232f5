"""Pictures and checkpoints on disk: what is painted, what people give, and recipes."""
