"""Separate random streams from one seed, so that a new draw for one purpose does not shift the others."""

import hashlib

import torch
from torch import Tensor


class Streams:
    """One `torch.Generator` per purpose, all derived from one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._streams: dict[str, torch.Generator] = {}

    def __getitem__(self, purpose: str) -> torch.Generator:
        if purpose not in self._streams:
            digest = hashlib.sha256(f"{self._seed}:{purpose}".encode()).digest()
            self._streams[purpose] = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big", signed=True))
        return self._streams[purpose]

    def state(self) -> dict[str, Tensor]:
        """Return the state of every stream, by purpose."""
        return {purpose: stream.get_state() for purpose, stream in self._streams.items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        """Restore every stream to its saved state."""
        for purpose, position in state.items():
            self[purpose].set_state(position)
