"""A toy world that models learn in minutes: captioned scenes, and the training of the small weights in data/toy."""
