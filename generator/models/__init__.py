"""Thin adapters around the networks of taming-transformers and openai-clip: wrapped, never forked."""
