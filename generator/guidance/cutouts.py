"""Cutouts: random square crops of the picture, resized to what the perceptor sees.

Crop and resize together are one linear map along each axis, so all cutouts are two matrix products. Unlike torch's
interpolation and pooling, these have a deterministic backward on every device.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor


def draw_boxes(
    num_cutouts: int,
    shape: Sequence[int],
    cut_size: int,
    cut_power: float,
    rng: torch.Generator,
    spread: Callable[[int, torch.Generator], Tensor],
) -> Tensor:
    """Draw square boxes within a picture of `shape` (1, 3, h, w): (num_cutouts, 3) of top, left and side, in pixels.

    Sides run from the perceptor's input (or the picture's shorter side, where that is less) to the shorter side, by a
    draw raised to `cut_power` (Crowson's VQGAN+CLIP notebook, `MakeCutouts`). `spread` makes the draws.
    """
    height, width = shape[2:]
    largest = min(height, width)
    smallest = min(largest, cut_size)
    draws = spread(num_cutouts, rng)
    side = (draws[:, 0] ** cut_power * (largest - smallest) + smallest).floor()
    top = (draws[:, 1] * (height - side + 1)).floor()
    left = (draws[:, 2] * (width - side + 1)).floor()
    return torch.stack([top, left, side], 1)


def draw_anywhere(count: int, rng: torch.Generator) -> Tensor:
    """Draw size, row and column of each cutout in 0..1, independently of one another: (count, 3)."""
    return torch.rand(count, 3, generator=rng, dtype=torch.float64)


def draw_evenly(count: int, rng: torch.Generator) -> Tensor:
    """Draw as `draw_anywhere`, but so that sizes, rows and columns are each spread over all of 0..1.

    One cutout falls into each of `count` equal parts (Latin hypercube sampling, McKay et al. 1979), so that a few see
    of the picture what many see that fall where they may.
    """
    parts = torch.stack([torch.randperm(count, generator=rng) for _ in range(3)], 1)
    return (parts + draw_anywhere(count, rng)) / count


def cut(
    image: Tensor,
    boxes: Tensor,
    cut_size: int,
    resampling: Callable[[Tensor, Tensor, int, int], Tensor],
) -> Tensor:
    """Crop and resize: (1, 3, h, w) and (n, 3) -> (n, 3, cut_size, cut_size)."""
    rows = resampling(boxes[:, 0], boxes[:, 2], image.shape[2], cut_size).to(image)  # (n, cut_size, h)
    columns = resampling(boxes[:, 1], boxes[:, 2], image.shape[3], cut_size).to(image)  # (n, cut_size, w)
    return torch.einsum("nph,chw,nqw->ncpq", rows, image[0], columns)


def draw_noise(shape: Sequence[int], strongest: float, rng: torch.Generator) -> Tensor:
    """Draw noise for cutouts of `shape` (n, 3, s, s), each of a strength of its own, up to `strongest`.

    The notebooks' `noise_fac`, usually 0.1: what only pleases the perceptor pixel by pixel does not outlive it; what is
    seen in the picture does.
    """
    strength = strongest * torch.rand((shape[0], 1, 1, 1), generator=rng)
    return strength * torch.randn(*shape, generator=rng)
