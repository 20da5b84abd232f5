"""A judge of paintings that looks at pixels alone and uses no network.

The ground is the colour of most of the border, if it is also the colour of most pixels outside the thing. The thing is
the largest patch of other colours: its colour is that of most of its pixels, its shape the one whose template it
overlaps best.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from toybox.judging.asked import Asked
from toybox.judging.patches import NAMES, largest_patch, nearest_colours
from toybox.judging.templates import overlaps

SMALLEST_PATCH = 0.01  # of the picture; the smallest thing of the toy world has three times as much
SMALLEST_OVERLAP = 0.8  # with the best template, under which a patch has no shape; drawn things have 0.85 and more
_BORDER = 32  # the border's width is the picture's short side over this


@dataclass(frozen=True)
class Seen:
    """What a picture shows. `overlap` (0..1) is the patch's with the best template, even if it has no shape."""

    ground: str | None
    colour: str | None
    shape: str | None
    overlap: float

    def __str__(self) -> str:
        return f"{self.colour or 'mixed'} {self.shape or 'blot'} on {self.ground or 'mixed'}"


@dataclass(frozen=True)
class Verdict:
    """Which facts of a caption a picture gets right, each by itself, and what the judge saw."""

    ground_right: bool
    thing_right: bool
    shape_right: bool
    seen: Seen

    @property
    def colours_right(self) -> bool:
        """Tell whether both colours are right."""
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
    """Return the pixels (n,) along the sides of `colours` (h, w)."""
    width = max(1, min(colours.shape) // _BORDER)
    inner = torch.zeros_like(colours, dtype=torch.bool)
    inner[width:-width, width:-width] = True
    return colours[~inner]


def _most(colours: Tensor) -> str | None:
    """Return the name of the colour of more than half of the pixels (n,), None without one."""
    counts = colours.bincount(minlength=len(NAMES))
    return NAMES[int(counts.argmax())] if 2 * int(counts.max()) > len(colours) else None


def _nearer(image: Tensor, thing: Tensor, ground: Tensor) -> Tensor:
    """Return the pixels nearer to the mean of `thing` than to that of `ground`, all (h, w), bool.

    This finds the end of a soft edge; the named colours between the two would put it elsewhere.
    """
    far, near = ((image - image[:, mask].mean(1)[:, None, None]).square().sum(0) for mask in (ground, thing))
    return near < far
