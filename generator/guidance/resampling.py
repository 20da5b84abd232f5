"""Resampling matrices: each resizes a segment of a line of pixels, so matrix products resize pictures.

Unlike torch's interpolation, padding and pooling, a matrix product has a deterministic backward pass on every device.
"""

import math

import torch
from torch import Tensor

_BICUBIC = -0.75  # the free coefficient of torch's bicubic interpolation


def triangle(start: Tensor, length: Tensor, size: int, cut_size: int) -> Tensor:
    """Return the triangle filter that resizes pixels start..start+length of a line to cut_size: (n, cut_size, size)."""
    scale = (length / cut_size).view(-1, 1, 1)
    centre = start.view(-1, 1, 1) + (torch.arange(cut_size, dtype=torch.float64).view(1, -1, 1) + 0.5) * scale
    pixel = torch.arange(size, dtype=torch.float64).view(1, 1, -1)
    weights = (1 - (pixel + 0.5 - centre).abs() / scale.clamp(min=1)).clamp(min=0)
    inside = (pixel >= start.view(-1, 1, 1)) & (pixel < (start + length).view(-1, 1, 1))
    weights = weights * inside
    return weights / weights.sum(2, keepdim=True)


def beyond(size: int) -> int:
    """Return how many pixels a padded cutout may reach over the ends of a line of `size` pixels."""
    return size // 14


def mirrored_triangle(start: Tensor, length: Tensor, size: int, cut_size: int) -> Tensor:
    """Return the triangle filter of segments that may reach `beyond` the line, which is mirrored at its ends."""
    reach = beyond(size)
    wide = triangle(start + reach, length, size + 2 * reach, cut_size)
    pixels = _mirrored(torch.arange(-reach, size + reach), size)
    return torch.zeros(len(start), cut_size, size, dtype=wide.dtype).index_add_(2, pixels, wide)


def lanczos_bicubic(start: Tensor, length: Tensor, size: int, cut_size: int) -> Tensor:
    """Return the filter that the notebooks resize crops with, shaped as in `triangle`: (n, cut_size, size).

    It combines a Lanczos-2 filter with mirrored borders, if the crop is larger than cut_size, and bicubic interpolation
    with aligned corners (Crowson's VQGAN+CLIP notebook, `resample`).
    """
    weights = torch.zeros(len(start), cut_size, size, dtype=torch.float64)
    for row, first, side in zip(weights, start.long().tolist(), length.long().tolist(), strict=True):
        pixels, shares = _taps(side, cut_size)  # (cut_size, taps) each
        places = torch.arange(cut_size).view(-1, 1) * size + first + pixels
        row.view(-1).index_add_(0, places.flatten(), shares.flatten())
    return weights


def _taps(length: int, cut_size: int) -> tuple[Tensor, Tensor]:
    """Return the source pixels of each resized pixel, and their weights: (cut_size, taps) twice."""
    points = torch.arange(cut_size, dtype=torch.float64) * (length - 1) / max(cut_size - 1, 1)
    around = torch.arange(-1, 3)
    near = points.floor().long().view(-1, 1) + around
    shares = _cubic((points.view(-1, 1) - near).abs())
    near = near.clamp(0, length - 1)
    offsets, kernel = _lanczos(cut_size / length)
    pixels = _mirrored(near.unsqueeze(2) + offsets, length)
    return pixels.flatten(1), (shares.unsqueeze(2) * kernel).flatten(1)


def _cubic(distance: Tensor) -> Tensor:
    """Return the cubic convolution kernel (Keys 1981) at distances up to 2."""
    a, d = _BICUBIC, distance
    inner = ((a + 2) * d - (a + 3)) * d * d + 1
    outer = ((a * d - 5 * a) * d + 8 * a) * d - 4 * a
    return torch.where(d <= 1, inner, torch.where(d < 2, outer, torch.zeros_like(d)))


def _lanczos(ratio: float) -> tuple[Tensor, Tensor]:
    """Return the offsets of the filter's taps in pixels, and their weights. An enlarged line is not filtered."""
    reach = math.ceil(2 / ratio + 1) - 2 if ratio < 1 else 0
    offsets = torch.arange(-reach, reach + 1)
    at = offsets.double() * ratio
    kernel = torch.where(at.abs() < 2, torch.sinc(at) * torch.sinc(at / 2), torch.zeros_like(at))
    return offsets, kernel / kernel.sum()


def _mirrored(pixels: Tensor, length: int) -> Tensor:
    """Mirror positions outside 0..length-1 back in, without repeating the border."""
    folded = pixels.abs()
    return torch.where(folded > length - 1, 2 * (length - 1) - folded, folded)
