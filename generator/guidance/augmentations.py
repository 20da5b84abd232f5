"""The notebooks' augmentations: mirror, rotate, shift, tilt and tint each crop by numbers drawn beforehand.

Mirroring, rotating, shifting and tilting are one homography per crop, so pixels are read only once. They are read with
`index_select`, whose backward pass is deterministic under `torch.use_deterministic_algorithms`, unlike that of
`grid_sample`. Probabilities and ranges are those of tnwei's vqgan-clip-app, without its sharpening.
"""

import math

import torch
from torch import Tensor

from generator.guidance.resampling import triangle

_MIRRORED, _TURNED, _TILTED, _TINTED = 0.5, 0.8, 0.4, 0.7  # the probability of each
_ANGLE, _SHIFT = math.radians(30), 0.1  # at most; the shift is a fraction of the side
_TILT = 0.2  # a corner moves inwards by at most half this fraction of the side
_SOFT = 0.4
_CHANNELS_ALIKE = 3  # times as strong as the shift of a single channel
_HUE, _SATURATION = 0.01, 0.01  # at most; the hue is a fraction of the colour circle

_CORNERS = torch.tensor([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]], dtype=torch.float64)
_YIQ = torch.tensor([[0.299, 0.587, 0.114], [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]], dtype=torch.float64)


def draw_warps(count: int, rng: torch.Generator) -> Tensor:
    """Draw homographies from the warped crop's coordinates to the crop's, -1..1 from edge to edge: (count, 3, 3)."""
    draws = torch.rand(count, 14, generator=rng, dtype=torch.float64)
    mirrored, turned, tilted = (draws[:, i] < chance for i, chance in enumerate((_MIRRORED, _TURNED, _TILTED)))
    angle = (2 * draws[:, 3] - 1) * _ANGLE * turned
    shift = (2 * draws[:, 4:6] - 1) * 2 * _SHIFT * turned.unsqueeze(1)
    inwards = draws[:, 6:].view(count, 4, 2) * _TILT * tilted.view(-1, 1, 1)
    warps = _turns(angle, shift) @ _homographies(_CORNERS * (1 - inwards), _CORNERS.expand(count, 4, 2))
    warps[:, 0] = torch.where(mirrored.unsqueeze(1), -warps[:, 0], warps[:, 0])
    return warps


def warp(crops: Tensor, warps: Tensor) -> Tensor:
    """Warp crops by homographies, repeating the border outside: (n, 3, s, s), (n, 3, 3) -> (n, 3, s, s)."""
    count, channels, side, _ = crops.shape
    x, y = (_pixels(position, side) for position in _read_at(warps.to(crops), side))
    left, top = x.floor(), y.floor()
    pixels = crops.permute(0, 2, 3, 1).reshape(-1, channels)
    warped = crops.new_zeros(())
    for column, along in ((left, 1 - (x - left)), (left + 1, x - left)):
        for row, down in ((top, 1 - (y - top)), (top + 1, y - top)):
            share = (along * down).reshape(-1, 1)
            warped = warped + share * pixels.index_select(0, _places(column, row, side))
    return warped.view(count, side, side, channels).permute(0, 3, 1, 2)


def draw_tints(count: int, rng: torch.Generator) -> Tensor:
    """Draw colour matrices that rotate the hue and scale the saturation: (count, 3, 3)."""
    draws = torch.rand(count, 3, generator=rng, dtype=torch.float64)
    tinted = draws[:, 0] < _TINTED
    angle = (2 * draws[:, 1] - 1) * 2 * math.pi * _HUE * tinted
    stretch = 1 + (2 * draws[:, 2] - 1) * _SATURATION * tinted
    turns = torch.eye(3, dtype=torch.float64).repeat(count, 1, 1)
    turns[:, 1:, 1:] = stretch.view(-1, 1, 1) * _rotations(angle)
    return _YIQ.inverse() @ turns @ _YIQ


def tint(crops: Tensor, tints: Tensor) -> Tensor:
    """Apply a colour matrix to each crop: (n, 3, s, s), (n, 3, 3) -> (n, 3, s, s)."""
    return torch.einsum("nij,njpq->nipq", tints.to(crops), crops)


def draw_shifts(count: int, most: float, rng: torch.Generator) -> Tensor:
    """Draw for each cutout and channel a contrast, about e to the power of `most`, and a brightness: (count, 3, 2).

    Ghiasi et al., "Plug-In Inversion", arXiv 2201.12961, call it ColorShift. Three quarters of it are the same for all
    channels of a cutout, because what is free to change colour is painted purple.
    """
    draws = 2 * torch.rand(count, 4, 2, generator=rng, dtype=torch.float64) - 1
    draws[:, :3] /= _CHANNELS_ALIKE
    contrast, brightness = (most * draws[..., 0]).exp(), most / 2 * draws[..., 1]
    of_all, alike = contrast[:, 3:], brightness[:, 3:]
    return torch.stack([contrast[:, :3] * of_all, brightness[:, :3] * of_all + alike], 2)


def shift(crops: Tensor, shifts: Tensor) -> Tensor:
    """Apply a contrast and a brightness to each channel of each crop: (n, 3, s, s), (n, 3, 2) -> (n, 3, s, s)."""
    contrast, brightness = shifts.to(crops)[..., None, None].unbind(2)
    return (crops - 0.5) * contrast + 0.5 + brightness


def soften(crops: Tensor) -> Tensor:
    """Shrink crops to 0.4 of their size and enlarge them back: what is left must hold without fine strokes."""
    side = crops.shape[2]
    small = round(_SOFT * side)
    start, whole, shrunk = torch.tensor([[0.0], [side], [small]], dtype=torch.float64)
    down, up = triangle(start, whole, side, small)[0], triangle(start, shrunk, small, side)[0]
    blur = (up @ down).to(crops)
    return torch.einsum("pi,ncij,qj->ncpq", blur, crops, blur)


def _rotations(angle: Tensor) -> Tensor:
    """Return rotation matrices: (n,) -> (n, 2, 2)."""
    return torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], 1).view(-1, 2, 2)


def _turns(angle: Tensor, shift: Tensor) -> Tensor:
    """Return rotations about the centre followed by shifts: (n,), (n, 2) -> (n, 3, 3)."""
    turns = torch.eye(3, dtype=torch.float64).repeat(len(angle), 1, 1)
    turns[:, :2, :2] = _rotations(angle)
    turns[:, :2, 2] = shift
    return turns


def _homographies(here: Tensor, there: Tensor) -> Tensor:
    """Return the homographies that map four points to four others: (n, 4, 2) twice -> (n, 3, 3)."""
    (x, y), (u, v) = here.unbind(2), there.unbind(2)
    one, none = torch.ones_like(x), torch.zeros_like(x)
    # Each pair of points gives two equations in eight of a homography's numbers; the ninth is 1.
    across = torch.stack([x, y, one, none, none, none, -u * x, -u * y], 2)
    down = torch.stack([none, none, none, x, y, one, -v * x, -v * y], 2)
    numbers = torch.linalg.solve(torch.cat([across, down], 1), torch.cat([u, v], 1))
    return torch.cat([numbers, torch.ones_like(numbers[:, :1])], 1).view(-1, 3, 3)


def _read_at(warps: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """Return where each pixel of each warped crop is read from, as x and y in -1..1: (n, side * side) twice."""
    line = (2 * torch.arange(side, device=warps.device, dtype=warps.dtype) + 1) / side - 1
    y, x = torch.meshgrid(line, line, indexing="ij")
    # Sums, not a matrix product: they are the same to the last bit however the crops are split into chunks.
    x, y, depth = (warps[..., :1] * x.flatten() + warps[..., 1:2] * y.flatten() + warps[..., 2:]).unbind(1)
    return x / depth, y / depth


def _pixels(position: Tensor, side: int) -> Tensor:
    """Map -1..1 to 0..side-1, clamping to the border."""
    return (((position + 1) * side - 1) / 2).clamp(0, side - 1)


def _places(column: Tensor, row: Tensor, side: int) -> Tensor:
    """Return indices into the flat list of all crops' pixels: (n, side * side) twice -> (n * side * side,)."""
    crop = torch.arange(len(column), device=column.device).unsqueeze(1) * side * side
    within = row.clamp(max=side - 1).long() * side + column.clamp(max=side - 1).long()
    return (crop + within).flatten()
