"""Weights on disk: what is installed, and whether it is what it says it is."""
