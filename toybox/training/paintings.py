"""Pictures that the VQGAN makes for a perceptor to learn from: good ones, and ones that show nothing."""

from collections import deque
from random import Random

import torch
from torch import Tensor

from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.scene import Scene

_KEPT = 384  # of each kind; the oldest are dropped
_BATCH = 6  # of each kind, made at a time


class Paintings:
    """Keeps reconstructions with their scenes, and the same pictures with some tokens exchanged."""

    def __init__(self, vqgan: Vqgan, rng: Random) -> None:
        self._vqgan, self._rng = vqgan.eval().requires_grad_(False), rng
        self._good: deque[tuple[Tensor, Scene]] = deque(maxlen=_KEPT)
        self._bad: deque[Tensor] = deque(maxlen=_KEPT)

    @property
    def none_yet(self) -> bool:
        """Tell whether there are none, as at the start and after a resume."""
        return not self._good

    def good(self, count: int) -> tuple[Tensor, list[Scene]]:
        """Return reconstructions (count, 3, h, w) in [-1, 1], and the scenes that they show."""
        chosen = [self._rng.choice(self._good) for _ in range(count)]
        return torch.stack([image for image, _ in chosen]), [scene for _, scene in chosen]

    def bad(self, count: int) -> Tensor:
        """Return pictures (count, 3, h, w) in [-1, 1] that no caption describes."""
        return torch.stack([self._rng.choice(self._bad) for _ in range(count)])

    @torch.no_grad()
    def paint_some(self) -> None:
        """Add a few pictures of each kind."""
        scenes = sample_scenes(self._rng, _BATCH)
        size = self._vqgan.architecture.resolution
        with autocast():
            latents = self._vqgan.encode(pictures(scenes, size, size)).float()
            indices = self._vqgan.quantize(latents)[2][2]  # (n, h', w')
            mixed = torch.cat([indices, _exchanged(indices, self._vqgan.architecture.n_embed)])
            images = self._vqgan.decode(self._vqgan.codes(mixed)).float().clamp(-1, 1)
        self._good.extend(zip(images[:_BATCH], scenes, strict=True))
        self._bad.extend(images[_BATCH:])


def _exchanged(indices: Tensor, codes: int) -> Tensor:
    """Return `indices` (n, h', w') with 30 to 90 % of each picture's tokens replaced.

    They are replaced by another picture's tokens, in every third picture by random ones.
    """
    others = indices.roll(1, dims=0)
    others[::3] = torch.randint(codes, others[::3].shape)
    share = 0.3 + 0.6 * torch.rand(len(indices), 1, 1)
    return torch.where(torch.rand(indices.shape) < share, others, indices)
