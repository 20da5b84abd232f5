"""Thin wrappers, never forks, around the networks of taming-transformers, openai-clip and guided-diffusion."""
