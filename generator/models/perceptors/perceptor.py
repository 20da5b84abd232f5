"""The interface of a perceptor: everything that guidance needs from a network that judges pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor, nn

from generator.wire.prompts import Prompt

Targets = Sequence[tuple[Prompt, Tensor]]
"""Prompts with one perceptor's embeddings of them (m, d). A prompt in a picture has no text."""


@dataclass(frozen=True)
class Seen:
    """What a perceptor sees in cutouts: their `embeddings` (n, d).

    `strange` is a loss (): how far the cutouts are from what the perceptor was trained on. None if it does not tell.
    """

    embeddings: Tensor
    strange: Tensor | None = None


class Perceptor(Protocol):
    """Judges how well square cutouts of a picture, `cut_size` pixels wide, fit prompts.

    Where it can look at larger ones, `whole_cut_size` is more. What looks at pictures is `on_device`; what reads
    texts may stay `on_host`.
    """

    cut_size: int
    whole_cut_size: int
    device: str
    on_device: nn.Module
    on_host: nn.Module

    @property
    def bytes(self) -> int:
        """The device memory that its weights take."""

    def encode_text(self, text: str) -> Tensor:
        """Return the text's embeddings: (m, d), on the device."""

    def look(self, cutouts: Tensor) -> Seen:
        """Return what it sees in cutouts (n, 3, cut_size, cut_size) in 0..1."""

    def distance(self, embeddings: Tensor, others: Tensor) -> Tensor:
        """Return how far embeddings of cutouts are from each other: (..., d) twice -> (...)."""

    def loss(self, seen: Seen, wanted: Targets) -> Tensor:
        """Return how far cutouts are from all targets together: ()."""

    def left_out(self, text: str) -> int:
        """Return how many words at the end of a text it does not read, because the text is too long for it."""
