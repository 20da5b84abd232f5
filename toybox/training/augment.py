"""What a painter shows a perceptor: random square crops of a picture, flipped and noisy."""

import torch
from torch import Tensor
from torch.nn import functional as F

_GROUP = 4  # pictures that share a crop
SMALLEST_CROP = 0.6  # of the picture's side; of smaller crops the caption is often untrue
NOISE = 0.1


def crops(images: Tensor, size: int) -> Tensor:
    """Return one crop (n, c, size, size) of each square picture (n, c, side, side), by torch's global generator."""
    return torch.cat([_crop(group, size) for group in torch.split(images, _GROUP)])


def noisy(images: Tensor) -> Tensor:
    """Return pictures (n, 3, size, size), each with noise of its own strength, up to `NOISE`."""
    return images + NOISE * torch.rand(len(images), 1, 1, 1) * torch.randn_like(images)


def _crop(images: Tensor, size: int) -> Tensor:
    side = images.shape[-1]
    cut = int(side * (SMALLEST_CROP + (1 - SMALLEST_CROP) * torch.rand(()).item()))
    top, left = (int(torch.randint(side - cut + 1, ())) for _ in range(2))
    window = images[:, :, top : top + cut, left : left + cut]
    if torch.rand(()) < 0.5:
        window = window.flip(3)
    return F.interpolate(window, (size, size), mode="bilinear", align_corners=False, antialias=True)
