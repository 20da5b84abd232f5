"""How far a picture is from its prompts."""

from collections.abc import Sequence

import torch
from torch import Tensor

from generator.wire.prompts import Prompt


def spherical_distance(embeddings: Tensor, target: Tensor) -> Tensor:
    """Return twice the square of half the angle between unit embeddings: (..., d) twice -> (...).

    Like `spherical_dist_loss` in Crowson's notebooks. Clamping the squared norm avoids its infinite slope at zero.
    """
    half_chord = (embeddings - target).square().sum(-1).clamp(1e-12, 4).sqrt() / 2
    return half_chord.clamp(max=1 - 1e-6).arcsin().square() * 2


def prompt_loss(embeddings: Tensor, targets: Sequence[tuple[Prompt, Tensor]]) -> Tensor:
    """Return the weighted sum of the prompts' mean distances: (). A cutout nearer than a prompt's `stop` stops pulling.

    Embeddings are (n, d) and a target is (m, d); every embedding is compared with every row of the target. A negative
    weight pushes away (Crowson's `Prompt` module).
    """
    total = embeddings.new_zeros(())
    for prompt, target in targets:
        distances = spherical_distance(embeddings.unsqueeze(1), target) * (1 if prompt.weight > 0 else -1)
        pulling = torch.where(distances > prompt.stop, distances, distances.detach())
        total = total + abs(prompt.weight) * pulling.mean()
    return total
