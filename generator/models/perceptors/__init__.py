"""Perceptors: networks that judge how well a picture fits a text."""
