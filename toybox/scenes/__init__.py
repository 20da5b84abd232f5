"""The toy world: scenes, how they are drawn, and the captions that are true of them."""
