"""Unfinished paintings: what a perceptor sees while it guides, and what its gradient should then point at.

A perceptor that has only seen finished pictures misleads a painter that begins without one. So each chain is a picture
on its way to a caption, painted by the gradients of the perceptor in training, and its truth is the nearest picture
that the caption is true of. A learner that sees the states to which its own steps lead: Ross et al., "A Reduction of
Imitation Learning and Structured Prediction to No-Regret Online Learning", 2011 (DAgger).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.guidance.gradients import clamp_with_gradient, replace_gradient
from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures
from toybox.scenes.captions import Caption, sample_caption
from toybox.scenes.scene import Scene, nudged, sample_scene, varied

_CANDIDATES = 24  # true pictures, of which the nearest is taken
_THUMBNAIL = 32  # pixels along a side where candidates are compared
_LONGEST = 50  # steps until a chain begins again with another caption
_RATES = (0.15, 0.5)  # the painter's learning rate, drawn for each chain
_LED_SHARE = 0.25  # of the chains, which follow the truth itself and so show late stages early in the training


@dataclass(frozen=True)
class Wish:
    """A caption, and scenes that it is true of."""

    caption: Caption
    candidates: list[Scene]

    @classmethod
    def sample(cls, rng: Random) -> "Wish":
        """Draw a caption of a random scene, and other scenes that it is true of."""
        scene = sample_scene(rng)
        caption = sample_caption(scene, rng)
        others = [varied(scene, rng) for _ in range(_CANDIDATES)]
        return cls(caption, [scene, *(other for other in others if caption.true_of(other))])

    def truth(self, image: Tensor, rng: Random) -> Scene:
        """Return the candidate that looks most like `image` (3, h, w), after small moves that bring it nearer."""
        small = F.adaptive_avg_pool2d(image, _THUMBNAIL)
        best = _nearest(self.candidates, small)
        moved = (nudged(best, rng) for _ in range(_CANDIDATES))
        return _nearest([best, *(scene for scene in moved if self.caption.true_of(scene))], small)


def _nearest(scenes: Sequence[Scene], small: Tensor) -> Scene:
    """Return the scene whose thumbnail is nearest to `small` (3, thumbnail, thumbnail)."""
    drawn = pictures(scenes, _THUMBNAIL, _THUMBNAIL)
    return scenes[int((drawn - small).square().sum((1, 2, 3)).argmin())]


@dataclass(frozen=True)
class View:
    """An unfinished picture (3, h, w) in [-1, 1], and what it is to become."""

    image: Tensor
    wish: Wish


Uphill = Callable[[Tensor, Wish], Tensor]  # image (1, 3, h, w), what it is to become -> direction (1, 3, h, w)


class Chain:
    """One painting after another, each from random codes towards its own caption."""

    def __init__(self, vqgan: Vqgan, rng: Random) -> None:
        self._vqgan, self._rng = vqgan, rng
        codebook = vqgan.quantize.embedding.weight.detach()
        self._low, self._high = (bound.view(1, -1, 1, 1) for bound in codebook.aminmax(dim=0))
        self.begin()
        self._left = rng.randint(1, _LONGEST)  # so that a training's chains do not all begin again at once

    def step(self, uphill: Uphill) -> View:
        """Take one step along `uphill`, and return the view before it."""
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
        """Begin another painting."""
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
        """Return the picture (1, 3, h, w) in [-1, 1], with the painter's gradient to the latents."""
        codes = self._vqgan.codes(self._vqgan.nearest(self._latents.detach()))
        with autocast():
            image = self._vqgan.decode(replace_gradient(codes, self._latents)).float()
        return clamp_with_gradient(image, -1, 1)
