"""A judge of paintings that looks at pixels alone, and at no network.

The ground is the colour that most of the border has, and most of the picture outside the largest patch that is not of
this colour. That patch is the thing: its colour is the one that most of its pixels have, its shape the one whose
template it overlaps best.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from toybox.asked import Asked
from toybox.patches import NAMES, largest_patch, nearest_colours
from toybox.templates import overlaps

SMALLEST_PATCH = 0.01  # of the picture; the smallest thing of the toy world has three times as much
SMALLEST_OVERLAP = 0.8  # with the best template: below, a patch has no shape; drawn ones have 0.85 and more
_BORDER = 32  # the border's width is the picture's short side over this


@dataclass(frozen=True)
class Seen:
    """What a picture shows. `overlap` (0..1) is that of the patch with the best template, also where no shape is."""

    ground: str | None
    colour: str | None
    shape: str | None
    overlap: float

    def __str__(self) -> str:
        return f"{self.colour or 'mixed'} {self.shape or 'blot'} on {self.ground or 'mixed'}"


@dataclass(frozen=True)
class Verdict:
    """What of a caption is right in a picture, each by itself, and what was seen."""

    ground_right: bool
    thing_right: bool
    shape_right: bool
    seen: Seen

    @property
    def colours_right(self) -> bool:
        return self.ground_right and self.thing_right


def judge(image: Tensor, asked: Asked) -> Verdict:
    """Compare a picture (3, h, w) in 0..1 with what was asked for."""
    seen = look(image)
    return Verdict(seen.ground == asked.ground, seen.colour == asked.colour, seen.shape == asked.shape, seen)


def look(image: Tensor) -> Seen:
    """Name what a picture (3, h, w) in 0..1 shows."""
    colours = nearest_colours(image)
    border = _border(colours)
    ground = int(border.bincount().argmax())
    patch = largest_patch(colours != ground)
    named = _most(border) if _most(border) == _most(colours[~patch]) else None
    if patch.float().mean() < SMALLEST_PATCH:
        return Seen(named, None, None, 0.0)
    colour = int(colours[patch].bincount().argmax())
    fits = overlaps(patch & _nearer(image, patch & (colours == colour), colours == ground))
    shape = max(fits, key=fits.__getitem__)
    return Seen(named, _most(colours[patch]), shape if fits[shape] >= SMALLEST_OVERLAP else None, fits[shape])


def _border(colours: Tensor) -> Tensor:
    """The pixels (n,) along the sides of `colours` (h, w)."""
    width = max(1, min(colours.shape) // _BORDER)
    inner = torch.zeros_like(colours, dtype=torch.bool)
    inner[width:-width, width:-width] = True
    return colours[~inner]


def _most(colours: Tensor) -> str | None:
    """The name of the colour that more than half of the pixels (n,) have."""
    counts = colours.bincount(minlength=len(NAMES))
    return NAMES[int(counts.argmax())] if 2 * int(counts.max()) > len(colours) else None


def _nearer(image: Tensor, thing: Tensor, ground: Tensor) -> Tensor:
    """The pixels that are nearer to the mean of `thing` than to that of `ground`, all (h, w), bool.

    This is where a soft edge ends; the names of the colours in between would put it elsewhere.
    """
    far, near = ((image - image[:, mask].mean(1)[:, None, None]).square().sum(0) for mask in (ground, thing))
    return near < far
