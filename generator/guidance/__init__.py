"""Guidance towards the prompt: cutouts, augmentations and losses."""
