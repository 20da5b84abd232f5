"""Half-painted pictures: what the VQGAN makes of scenes while many of their tokens are wrong."""

from collections import defaultdict, deque
from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as F

from toybox.networks.perceptor import IMAGE_SIZE
from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures
from toybox.scenes.central import ANY, sample_central
from toybox.training.world import Fact

_KEPT = 8  # of each fact; the oldest are dropped
_SCENES, _EACH = 2, 4  # that are painted at a time, and how often each


class Paintings:
    """Keeps paintings of a `vqgan`, at the size that perceptors see, by the facts that they are to show."""

    def __init__(self, vqgan: Vqgan, rng: Random) -> None:
        self._vqgan, self._rng = vqgan.eval().requires_grad_(False), rng
        self._kept: defaultdict[Fact, deque[Tensor]] = defaultdict(lambda: deque(maxlen=_KEPT))

    def of(self, facts: Sequence[Fact], count: int) -> list[tuple[Tensor, Fact]]:
        """Return up to `count` paintings (3, size, size) of any of `facts`, in about [-1, 1]; none of none yet."""
        known = [fact for fact in facts if fact in self._kept]
        chosen = self._rng.choices(known, k=count) if known else []
        return [(self._rng.choice(self._kept[fact]), fact) for fact in chosen]

    @torch.no_grad()
    def paint_some(self, facts: Sequence[Fact]) -> None:
        """Add a few paintings of any of `facts`, each with a share of its tokens replaced by random ones."""
        size = self._vqgan.architecture.resolution
        chosen = [self._rng.choice(facts) for _ in range(_SCENES)]
        scenes = [sample_central(self._rng, pair, ground, ANY) for pair, ground in chosen]
        with autocast():
            latents = self._vqgan.encode(pictures(scenes, size, size)).float()
            tokens = self._vqgan.nearest(latents).repeat_interleave(_EACH, 0)
            painted = self._vqgan.decode(self._vqgan.codes(exchanged(tokens, self._vqgan.architecture.n_embed, 0, 1)))
        small = F.interpolate(painted.float(), (IMAGE_SIZE, IMAGE_SIZE), mode="bilinear", antialias=True)
        for at, image in enumerate(small):
            self._kept[chosen[at // _EACH]].append(image)


def exchanged(tokens: Tensor, codes: int, least: float, most: float) -> Tensor:
    """Return `tokens` (n, h, w), of each picture a share from `least` to `most` replaced by random ones."""
    share = least + (most - least) * torch.rand(len(tokens), 1, 1)
    return torch.where(torch.rand(tokens.shape) < share, torch.randint(codes, tokens.shape), tokens)
