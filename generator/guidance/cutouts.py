"""Cutouts: random square crops of the picture, resized to the perceptor's input size.

Cropping and resizing are one linear map along each axis, so two matrix products make all cutouts. Unlike torch's
interpolation and pooling, these have a deterministic backward pass on every device.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from generator.guidance.resampling import beyond


def draw_boxes(
    num_cutouts: int,
    shape: Sequence[int],
    smallest: int,
    cut_power: float,
    rng: torch.Generator,
    spread: Callable[[int, torch.Generator], Tensor],
    *,
    padded: bool = False,
) -> Tensor:
    """Draw square boxes within a picture of `shape` (1, 3, h, w): (num_cutouts, 3) of top, left and side, in pixels.

    Sides range from the smallest (or the picture's shorter side, if that is less) to the shorter side, by a draw raised
    to `cut_power` (Crowson's VQGAN+CLIP notebook, `MakeCutouts`). `spread` makes the draws. Boxes of a `padded` picture
    reach over its edges by a fourteenth of its shorter side, so that what is there is seen as often as the rest.
    """
    height, width = shape[2:]
    shorter = min(height, width)
    reach = beyond(shorter) if padded else 0
    largest, smallest = shorter + 2 * reach, min(shorter, smallest)
    draws = spread(num_cutouts, rng)
    side = (draws[:, 0] ** cut_power * (largest - smallest) + smallest).floor()
    top = (draws[:, 1] * (height + 2 * reach - side + 1)).floor() - reach
    left = (draws[:, 2] * (width + 2 * reach - side + 1)).floor() - reach
    return torch.stack([top, left, side], 1)


def draw_anywhere(count: int, rng: torch.Generator) -> Tensor:
    """Draw the size, row and column of each cutout in 0..1, independently: (count, 3)."""
    return torch.rand(count, 3, generator=rng, dtype=torch.float64)


def draw_evenly(count: int, rng: torch.Generator) -> Tensor:
    """Draw like `draw_anywhere`, but spread the sizes, rows and columns evenly over 0..1.

    One cutout falls into each of `count` equal parts (Latin hypercube sampling, McKay et al. 1979), so a few cutouts
    cover as much of the picture as many independent ones.
    """
    parts = torch.stack([torch.randperm(count, generator=rng) for _ in range(3)], 1)
    return (parts + draw_anywhere(count, rng)) / count


def cut(
    image: Tensor,
    boxes: Tensor,
    cut_size: int,
    resampling: Callable[[Tensor, Tensor, int, int], Tensor],
) -> Tensor:
    """Crop and resize a picture: (1, 3, h, w) and boxes (n, 3) -> (n, 3, cut_size, cut_size)."""
    rows = resampling(boxes[:, 0], boxes[:, 2], image.shape[2], cut_size).to(image)  # (n, cut_size, h)
    columns = resampling(boxes[:, 1], boxes[:, 2], image.shape[3], cut_size).to(image)  # (n, cut_size, w)
    return torch.einsum("nph,chw,nqw->ncpq", rows, image[0], columns)


def draw_noise(shape: Sequence[int], strongest: float, rng: torch.Generator) -> Tensor:
    """Draw noise for cutouts of `shape` (n, 3, s, s), each with its own strength up to `strongest`.

    This is the notebooks' `noise_fac`, usually 0.1. Noise drowns out pixel patterns that only please the perceptor, but
    not what people see in the picture.
    """
    strength = strongest * torch.rand((shape[0], 1, 1, 1), generator=rng)
    return strength * torch.randn(*shape, generator=rng)
