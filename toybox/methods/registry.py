"""The methods that the toy's own weights paint with, the usual one first."""

from toybox.methods import diffusion, vqgan_clip
from toybox.methods.method import Method

METHODS: dict[str, Method] = {each.METHOD.name: each.METHOD for each in (vqgan_clip, diffusion)}
