"""Paintings under way: what a perceptor meets while it guides, and what it should then point at.

A perceptor that has only seen finished pictures misleads a painter that begins with none. Here it is taken along: each
chain is a picture on its way to a caption, painted by the gradients of the perceptor that is being trained, and the
truth is the nearest picture that the caption is true of. Learning on one's own path: Ross et al., "A Reduction of
Imitation Learning and Structured Prediction to No-Regret Online Learning", 2011 (DAgger).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.guidance.gradients import clamp_with_gradient, replace_gradient
from toybox.batches import pictures
from toybox.captions import Caption, sample_caption
from toybox.scenes import Scene, nudged, sample_scene, varied
from toybox.vqgan import Vqgan, autocast

_CANDIDATES = 24  # true pictures of which the nearest is taken
_THUMBNAIL = 32  # pixels along a side where candidates are compared
_LONGEST = 50  # steps after which a chain begins again with another caption
_RATES = (0.15, 0.5)  # the painter's learning rate, drawn for each chain
_LED_SHARE = 0.25  # of the chains follow the truth itself, so that what comes late is also seen early


@dataclass(frozen=True)
class Wish:
    """A caption, and scenes that it is true of."""

    caption: Caption
    candidates: list[Scene]

    @classmethod
    def sample(cls, rng: Random) -> "Wish":
        """A caption of any scene, and other scenes of the same kind."""
        scene = sample_scene(rng)
        caption = sample_caption(scene, rng)
        others = [varied(scene, rng) for _ in range(_CANDIDATES)]
        return cls(caption, [scene, *(other for other in others if caption.true_of(other))])

    def truth(self, image: Tensor, rng: Random) -> Scene:
        """The candidate that looks most like `image` (3, h, w), brought nearer still by small moves."""
        small = F.adaptive_avg_pool2d(image, _THUMBNAIL)
        best = _nearest(self.candidates, small)
        moved = (nudged(best, rng) for _ in range(_CANDIDATES))
        return _nearest([best, *(scene for scene in moved if self.caption.true_of(scene))], small)


def _nearest(scenes: Sequence[Scene], small: Tensor) -> Scene:
    """The scene whose thumbnail is nearest to `small` (3, thumbnail, thumbnail)."""
    drawn = pictures(scenes, _THUMBNAIL, _THUMBNAIL)
    return scenes[int((drawn - small).square().sum((1, 2, 3)).argmin())]


@dataclass(frozen=True)
class View:
    """A picture (3, h, w) in [-1, 1] on its way, and what it is to become."""

    image: Tensor
    wish: Wish


Uphill = Callable[[Tensor, Wish], Tensor]  # image (1, 3, h, w) and what it is to become -> the way there, as large


class Chain:
    """One painting after another, each from random codes towards a caption of its own."""

    def __init__(self, vqgan: Vqgan, rng: Random) -> None:
        self._vqgan, self._rng = vqgan, rng
        codebook = vqgan.quantize.embedding.weight.detach()
        self._low, self._high = (bound.view(1, -1, 1, 1) for bound in codebook.aminmax(dim=0))
        self.begin()
        self._left = rng.randint(1, _LONGEST)  # the chains of a training do not begin anew all at once

    def step(self, uphill: Uphill) -> View:
        """Paint one step along `uphill`; returns what was seen before it."""
        if not self._left:
            self.begin()
        self._left -= 1
        image = self._render()
        seen = image.detach()
        way = self._led_way(seen) if self._led else uphill(seen, self._wish)
        (gradient,) = torch.autograd.grad(image, self._latents, way)
        self._latents.grad = -gradient
        self._optimizer.step()
        with torch.no_grad():
            self._latents.clamp_(self._low, self._high)
        return View(seen[0], self._wish)

    def begin(self) -> None:
        """Leave this painting for the next."""
        self._wish = Wish.sample(self._rng)
        a = self._vqgan.architecture
        side = a.resolution // a.downsample_factor
        self._latents = self._vqgan.codes(torch.randint(a.n_embed, (1, side, side))).detach().requires_grad_()
        self._optimizer = torch.optim.Adam([self._latents], lr=self._rng.uniform(*_RATES))
        self._led, self._left = self._rng.random() < _LED_SHARE, _LONGEST

    def _led_way(self, image: Tensor) -> Tensor:
        side = image.shape[-1]
        return pictures([self._wish.truth(image[0], self._rng)], side, side) - image

    def _render(self) -> Tensor:
        """The picture (1, 3, h, w) in [-1, 1], with a gradient to the latents, as the painter has it."""
        codes = self._vqgan.codes(self._vqgan.nearest(self._latents.detach()))
        with autocast():
            image = self._vqgan.decode(replace_gradient(codes, self._latents)).float()
        return clamp_with_gradient(image, -1, 1)
