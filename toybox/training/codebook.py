"""Keeping every code of a codebook in use.

Codes that nothing chooses get no gradient and stay dead. Here they are moved onto latents of the current batch. After
Dhariwal et al., "Jukebox", 2020 (random restarts).
"""

from typing import Any

import torch
from torch import Tensor, nn

_MEMORY = 0.98  # of the running average of each code's uses in a batch
_DEAD = 0.03  # average uses in a batch, under which a code is dead
_REST = 20  # steps between reseedings, so that a new code has time to be chosen


class Codebook:
    """Counts how a quantizer's codes are used, and reseeds the dead ones from latents."""

    def __init__(self, quantize: nn.Module) -> None:
        self._quantize = quantize
        self._uses: Tensor | None = None  # (codes,), none before the first latents
        self._latents = torch.empty(0)
        self._steps = 0

    @property
    def in_use(self) -> int:
        """Return how many codes are alive."""
        return 0 if self._uses is None else int((self._uses >= _DEAD).sum())

    def move_to(self, quantize: nn.Module) -> None:
        """Watch another quantizer with the same codes."""
        self._quantize = quantize

    @torch.no_grad()
    def see(self, latents: Tensor) -> None:
        """Count the uses of each code by latents (n, embed_dim, h', w'); the first latents seed all codes."""
        codes = self._codes
        self._latents = latents.permute(0, 2, 3, 1).reshape(-1, codes.shape[1])
        if self._uses is None:
            self._uses = torch.ones(len(codes))
            codes.copy_(self._drawn(len(codes)))
        nearest = torch.cdist(self._latents, codes).argmin(1)
        counts = torch.bincount(nearest, minlength=len(codes)).float()
        self._uses.lerp_(counts, 1 - _MEMORY)

    @torch.no_grad()
    def reseed_dead(self) -> None:
        """Move every dead code onto a latent of the last batch, every few steps."""
        self._steps += 1
        if self._uses is None or self._steps % _REST:
            return
        dead = (self._uses < _DEAD).nonzero()[:, 0]
        self._codes[dead] = self._drawn(len(dead))
        self._uses[dead] = 1.0

    def state_dict(self) -> dict[str, Any]:
        return {"uses": self._uses, "steps": self._steps}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self._uses, self._steps = state["uses"], state["steps"]

    @property
    def _codes(self) -> Tensor:
        weight: Tensor = self._quantize.embedding.weight.data  # type: ignore[union-attr, assignment]
        return weight

    def _drawn(self, count: int) -> Tensor:
        """Return `count` random latents, slightly moved so that no two codes are equal."""
        picked = self._latents[torch.randint(len(self._latents), (count,))]
        return picked + 0.01 * self._latents.std() * torch.randn_like(picked)
