"""What the perceptors see of a picture in one step: cutouts with augmentations and noise."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from generator.guidance.augmentations import draw_shifts, draw_tints, draw_warps, shift, soften, tint, warp
from generator.guidance.cutouts import cut, draw_anywhere, draw_boxes, draw_evenly, draw_noise
from generator.guidance.gradients import clamp_with_gradient
from generator.guidance.resampling import lanczos_bicubic, mirrored_triangle, triangle
from generator.randomness import Streams
from generator.wire.params import Params

_WHOLE = 0.88  # of the picture's shorter side: the smallest side of whole cutouts
_WHOLE_COUNT = 0.75  # of the number of others
_SPREADS = {"plain": draw_anywhere, "exact": draw_anywhere, "fast": draw_evenly, "padded": draw_evenly}
_RESAMPLING = {"plain": triangle, "exact": lanczos_bicubic, "fast": triangle, "padded": mirrored_triangle}


@dataclass(frozen=True)
class Draws:
    """All random numbers of one step's cutouts; the first dimension of each tensor is the cutout. None if unused.

    They are drawn for the whole step before the first cutout is taken, so the chunk size does not change the result.
    """

    cut_size: int
    kind: str
    boxes: Tensor
    warps: Tensor | None = None
    tints: Tensor | None = None
    shifts: Tensor | None = None
    mirrored: Tensor | None = None
    soft: Tensor | None = None
    noise: Tensor | None = None

    @classmethod
    def draw(
        cls, params: Params, shape: Sequence[int], cut_size: int, streams: Streams, *, whole: bool = False
    ) -> "Draws":
        """Draw the numbers for a picture of `shape` (1, 3, h, w).

        `whole` cutouts show nearly all of it, as it is: neither shifted nor softened. There are a quarter fewer.
        """
        count = math.ceil(params.num_cutouts * _WHOLE_COUNT) if whole else params.num_cutouts
        strongest = params.cutout_noise
        spread = _SPREADS[params.cutouts]
        smallest = round(_WHOLE * min(shape[2:])) if whole else cut_size
        padded = params.cutouts == "padded"
        softened, shifted = (0 if whole else share for share in (params.soft_share, params.colour_shift))
        return cls(
            cut_size=cut_size,
            kind=params.cutouts,
            boxes=draw_boxes(count, shape, smallest, params.cut_power, streams["cutouts"], spread, padded=padded),
            warps=draw_warps(count, streams["warps"]) if params.augment else None,
            tints=draw_tints(count, streams["tints"]) if params.augment else None,
            mirrored=torch.rand(count, generator=streams["mirrored"]) < 0.5 if padded else None,
            soft=_every(softened, count) if softened else None,
            shifts=draw_shifts(count, shifted, streams["shifts"]) if shifted else None,
            noise=draw_noise((count, 3, cut_size, cut_size), strongest, streams["noise"]) if strongest else None,
        )

    def chunks(self, at_once: int | None) -> Iterator["Draws"]:
        """Yield the same draws, `at_once` at a time (None: all together)."""
        count = len(self.boxes)
        for first in range(0, count, at_once or count):
            yield self._part(slice(first, first + (at_once or count)))

    def cutouts(self, image: Tensor) -> Tensor:
        """Return the cutouts of a picture: (1, 3, h, w) in 0..1 -> (n, 3, cut_size, cut_size)."""
        cutouts = cut(image, self.boxes, self.cut_size, _RESAMPLING[self.kind])
        if self.kind == "exact":  # bicubic resampling overshoots
            cutouts = clamp_with_gradient(cutouts, 0, 1)
        if self.warps is not None:
            cutouts = warp(cutouts, self.warps)
        if self.tints is not None:
            cutouts = tint(cutouts, self.tints)
        if self.shifts is not None:
            cutouts = shift(cutouts, self.shifts)
        if self.mirrored is not None:
            cutouts = torch.where(self.mirrored.to(cutouts.device).view(-1, 1, 1, 1), cutouts.flip(3), cutouts)
        if self.soft is not None:
            cutouts = torch.where(self.soft.to(cutouts.device).view(-1, 1, 1, 1), soften(cutouts), cutouts)
        return cutouts if self.noise is None else cutouts + self.noise.to(cutouts)

    def _part(self, part: slice) -> "Draws":
        optional = {name: getattr(self, name) for name in ("warps", "tints", "shifts", "mirrored", "soft", "noise")}
        of_part: dict[str, Any] = {name: draws if draws is None else draws[part] for name, draws in optional.items()}
        return replace(self, boxes=self.boxes[part], **of_part)


def _every(share: float, count: int) -> Tensor:
    """Return which of `count` cutouts make up this share of them, spread evenly: (count,), for a half every second."""
    reached = (torch.arange(count + 1, dtype=torch.float64) * share).floor()
    return reached.diff() > 0
