"""Heads that read single facts from an embedding: the same ones for pictures as for captions.

A contrast alone does not teach so small a perceptor shapes. Heads do, and because both towers share them, they also
bring the towers together and give each fact a direction of its own. They are thrown away after the training.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from toybox.training.world import KINDS, NONE, SHAPE

_SHARPNESS = 12.0  # of the choice, as a perceptor's logit scale


class Heads(nn.Module):
    """A row for each value of each fact."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.rows = nn.ParameterList([nn.Parameter(torch.randn(kinds, width)) for kinds in KINDS])

    def forward(self, embeddings: Tensor, facts: Tensor) -> Tensor:
        """Return how badly facts (n, 3) are read from embeddings (n, width): a sum of cross-entropies."""
        loss = torch.zeros(())
        for rows, values in zip(self.rows, facts.T, strict=True):
            if bool((values != NONE).any()):
                loss = loss + F.cross_entropy(_choice(rows, embeddings), values, ignore_index=NONE)
        return loss

    def of_no_shape(self, embeddings: Tensor) -> Tensor:
        """Return how far from an even choice among the shapes embeddings (n, width) are, which should have none."""
        return -_choice(self.rows[SHAPE], embeddings).log_softmax(1).mean()


def _choice(rows: Tensor, embeddings: Tensor) -> Tensor:
    return _SHARPNESS * embeddings @ F.normalize(rows, dim=1).T
