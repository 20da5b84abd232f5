"""Which of the toy world's shapes a patch overlaps best.

A patch is framed: its middle in the middle, its area one. In that frame the templates of all shapes, slightly turned,
scaled and moved, are the same for every patch, and one matrix product compares them all.
"""

import functools
import itertools
import math

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor
from torch.nn import functional as F

from toybox.scenes.shapes import RING_HOLE, SHAPES, outline, placed

_GRID = 48  # cells along a side of the frame
_REACH = 1.15  # from the frame's middle to its sides, over the root of the area; the points of a star are at 0.9
_CELLS = (_GRID / (2 * _REACH)) ** 2  # in an area of one
_DRAWN = 256  # pixels along a side of a template as it is drawn

_TURNS = (-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3)  # radians
_SCALES = (0.9, 0.95, 1.0, 1.05, 1.1)
_MOVES = ((0.0, 0.0), (0.06, 0.0), (-0.06, 0.0), (0.0, 0.06), (0.0, -0.06))  # over the root of the area
_UNTOUCHED = torch.tensor([[0.0, 1.0, 0.0, 0.0]])


def overlaps(patch: Tensor) -> dict[str, float]:
    """Return for each shape its templates' best intersection over union with a patch (h, w), bool, not empty."""
    framed = _framed(patch, _UNTOUCHED)[0]
    templates = _templates()  # (shapes, fits, cells)
    shared = templates @ framed
    # A patch's cells outside the frame count too; sampling may also give a patch a few cells too many.
    either = framed.sum().clamp(min=_CELLS) + templates.sum(-1) - shared
    best = (shared / either).amax(1)
    return dict(zip(SHAPES, best.tolist(), strict=True))


@functools.cache
def _templates() -> Tensor:
    """Return every shape in every fit, 0 or 1: (shapes, fits, cells)."""
    fits = torch.tensor([(t, s, *move) for t, s, move in itertools.product(_TURNS, _SCALES, _MOVES)])
    return torch.stack([_framed(_drawn(shape), fits) for shape in SHAPES])


def _drawn(shape: str) -> Tensor:
    """Return the shape in the middle of a square: (drawn, drawn), bool."""
    image = Image.new("L", (_DRAWN, _DRAWN))
    pen, middle, radius = ImageDraw.Draw(image), _DRAWN / 2, 0.45 * _DRAWN
    pen.polygon(placed(outline(shape), middle, middle, radius, 0.0), fill=1)
    if shape == "ring":
        pen.polygon(placed(outline(shape), middle, middle, RING_HOLE * radius, 0.0), fill=0)
    return torch.from_numpy(np.array(image)) > 0


def _framed(mask: Tensor, fits: Tensor) -> Tensor:
    """Return a mask (h, w) in its frame for each fit (n, 4) of turn, scale and move: (n, cells), 0 or 1."""
    high, wide = mask.shape
    rows, columns = mask.nonzero(as_tuple=True)
    unit = math.sqrt(len(rows))  # pixels
    turn, scale, right, down = fits.T.view(4, -1, 1, 1)
    line = torch.linspace(-1, 1, 2 * _GRID + 1)[1::2] * _REACH
    y, x = torch.meshgrid(line, line, indexing="ij")
    x, y = (x - right) / scale * unit, (y - down) / scale * unit
    from_left = columns.float().mean() + turn.cos() * x + turn.sin() * y
    from_top = rows.float().mean() - turn.sin() * x + turn.cos() * y
    places = torch.stack([(2 * from_left + 1) / wide - 1, (2 * from_top + 1) / high - 1], -1)  # (n, grid, grid, 2)
    each = mask.float().expand(len(fits), 1, high, wide)
    return (F.grid_sample(each, places, align_corners=False).flatten(1) > 0.5).float()
