"""Pictures and states on disk: what is painted, what people give, and the recipe in between."""
