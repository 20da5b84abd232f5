"""Fourier: the picture's own frequencies are optimised until crops of it fit the prompt."""
