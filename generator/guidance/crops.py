"""What the perceptors see of a picture in one step: cutouts with augmentations and noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from torch import Tensor

from generator.guidance.augmentations import draw_tints, draw_warps, tint, warp
from generator.guidance.cutouts import cut, draw_anywhere, draw_boxes, draw_evenly, draw_noise
from generator.guidance.gradients import clamp_with_gradient
from generator.guidance.resampling import lanczos_bicubic, triangle
from generator.randomness import Streams
from generator.wire.params import Params

_SPREADS = {"plain": draw_anywhere, "exact": draw_anywhere, "fast": draw_evenly}


@dataclass(frozen=True)
class Draws:
    """All random numbers of one step's cutouts; the first dimension of each tensor is the cutout. None if unused.

    They are drawn for the whole step before the first cutout is taken, so the chunk size does not change the result.
    """

    cut_size: int
    exact: bool
    boxes: Tensor
    warps: Tensor | None = None
    tints: Tensor | None = None
    noise: Tensor | None = None

    @classmethod
    def draw(cls, params: Params, shape: Sequence[int], cut_size: int, streams: Streams) -> "Draws":
        """Draw the numbers for a picture of `shape` (1, 3, h, w)."""
        count, strongest = params.num_cutouts, params.cutout_noise
        spread = _SPREADS[params.cutouts]
        return cls(
            cut_size=cut_size,
            exact=params.cutouts == "exact",
            boxes=draw_boxes(count, shape, cut_size, params.cut_power, streams["cutouts"], spread),
            warps=draw_warps(count, streams["warps"]) if params.augment else None,
            tints=draw_tints(count, streams["tints"]) if params.augment else None,
            noise=draw_noise((count, 3, cut_size, cut_size), strongest, streams["noise"]) if strongest else None,
        )

    def chunks(self, at_once: int | None) -> Iterator["Draws"]:
        """Yield the same draws, `at_once` at a time (None: all together)."""
        count = len(self.boxes)
        for first in range(0, count, at_once or count):
            yield self._part(slice(first, first + (at_once or count)))

    def cutouts(self, image: Tensor) -> Tensor:
        """Return the cutouts of a picture: (1, 3, h, w) in 0..1 -> (n, 3, cut_size, cut_size)."""
        cutouts = cut(image, self.boxes, self.cut_size, lanczos_bicubic if self.exact else triangle)
        if self.exact:  # bicubic resampling overshoots
            cutouts = clamp_with_gradient(cutouts, 0, 1)
        if self.warps is not None:
            cutouts = warp(cutouts, self.warps)
        if self.tints is not None:
            cutouts = tint(cutouts, self.tints)
        return cutouts if self.noise is None else cutouts + self.noise.to(cutouts)

    def _part(self, part: slice) -> "Draws":
        warps, tints, noise = (None if draws is None else draws[part] for draws in (self.warps, self.tints, self.noise))
        return replace(self, boxes=self.boxes[part], warps=warps, tints=tints, noise=noise)
