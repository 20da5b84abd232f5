"""VQGAN-CLIP."""
