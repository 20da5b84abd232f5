"""Cutouts: random square crops of the picture, resized to what the perceptor sees.

Crop and resize together are one linear map along each axis, so all cutouts are two matrix products. Unlike torch's
interpolation and pooling, these have a deterministic backward on every device.
"""

from collections.abc import Sequence

import torch
from torch import Tensor


def draw_boxes(num_cutouts: int, shape: Sequence[int], cut_size: int, cut_power: float, rng: torch.Generator) -> Tensor:
    """Draw square boxes within a picture of `shape` (1, 3, h, w): (num_cutouts, 3) of top, left and side, in pixels.

    Sides run from the perceptor's input (or the picture's shorter side, where that is less) to the shorter side, by a
    uniform draw raised to `cut_power` (Crowson's VQGAN+CLIP notebook, `MakeCutouts`).
    """
    height, width = shape[2:]
    largest = min(height, width)
    smallest = min(largest, cut_size)
    draws = torch.rand(num_cutouts, 3, generator=rng, dtype=torch.float64)
    side = (draws[:, 0] ** cut_power * (largest - smallest) + smallest).floor()
    top = (draws[:, 1] * (height - side + 1)).floor()
    left = (draws[:, 2] * (width - side + 1)).floor()
    return torch.stack([top, left, side], 1)


def cut(image: Tensor, boxes: Tensor, cut_size: int) -> Tensor:
    """Crop and resize: (1, 3, h, w) and (n, 3) -> (n, 3, cut_size, cut_size)."""
    rows = _resampling(boxes[:, 0], boxes[:, 2], image.shape[2], cut_size).to(image)  # (n, cut_size, h)
    columns = _resampling(boxes[:, 1], boxes[:, 2], image.shape[3], cut_size).to(image)  # (n, cut_size, w)
    return torch.einsum("nph,chw,nqw->ncpq", rows, image[0], columns)


def draw_noise(shape: Sequence[int], strongest: float, rng: torch.Generator) -> Tensor:
    """Draw noise for cutouts of `shape` (n, 3, s, s), each of a strength of its own, up to `strongest`.

    The notebooks' `noise_fac`, usually 0.1: what only pleases the perceptor pixel by pixel does not outlive it; what is
    seen in the picture does.
    """
    strength = strongest * torch.rand((shape[0], 1, 1, 1), generator=rng)
    return strength * torch.randn(*shape, generator=rng)


def _resampling(start: Tensor, length: Tensor, size: int, cut_size: int) -> Tensor:
    """Return the triangle filter that turns pixels start..start+length of a line into cut_size: (n, cut_size, size)."""
    scale = (length / cut_size).view(-1, 1, 1)
    centre = start.view(-1, 1, 1) + (torch.arange(cut_size, dtype=torch.float64).view(1, -1, 1) + 0.5) * scale
    pixel = torch.arange(size, dtype=torch.float64).view(1, 1, -1)
    weights = (1 - (pixel + 0.5 - centre).abs() / scale.clamp(min=1)).clamp(min=0)
    inside = (pixel >= start.view(-1, 1, 1)) & (pixel < (start + length).view(-1, 1, 1))
    weights = weights * inside
    return weights / weights.sum(2, keepdim=True)
