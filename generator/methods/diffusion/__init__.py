"""CLIP-guided diffusion."""
