"""What the perceptors make of a picture: the way in which its pixels should change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch
from torch import Tensor

from generator.guidance.crops import Draws
from generator.guidance.losses import prompt_loss
from generator.guidance.penalties import total_variation
from generator.guidance.targets import Targets
from generator.models.perceptor import Perceptor
from generator.params import Params
from generator.randomness import Streams


@dataclass(frozen=True)
class Critic:
    """A perceptor and what it wants to see."""

    perceptor: Perceptor
    wanted: Targets


def criticise(
    image: Tensor, critics: Sequence[Critic], params: Params, streams: Streams, at_once: int | None
) -> tuple[Tensor, Tensor]:
    """Return the critics' loss of a picture, and its gradient: (1, 3, h, w) in 0..1 -> (), (1, 3, h, w).

    Cutouts are taken `at_once` (None: all), each chunk's graph gone before the next is built. Perceptors of one input
    size share their cutouts.
    """
    leaf = image.detach().requires_grad_()
    total, gradient = image.new_zeros(()), torch.zeros_like(image)
    for part in _losses(leaf, critics, params, streams, at_once):
        total += part.detach()
        gradient += torch.autograd.grad(part, leaf)[0]
    return total, gradient


def _losses(
    image: Tensor, critics: Sequence[Critic], params: Params, streams: Streams, at_once: int | None
) -> Iterator[Tensor]:
    """Yield the parts of the loss, each with a graph of its own."""
    for cut_size, sharing in groupby(sorted(critics, key=_cut_size), key=_cut_size):
        group = list(sharing)
        for draws in Draws.draw(params, image.shape, cut_size, streams).chunks(at_once):
            cutouts = draws.cutouts(image)
            share = len(cutouts) / params.num_cutouts
            yield share * sum(
                (prompt_loss(critic.perceptor.encode_image(cutouts), critic.wanted) for critic in group),
                start=image.new_zeros(()),
            )
    if params.tv_scale:
        yield params.tv_scale * total_variation(image)


def _cut_size(critic: Critic) -> int:
    return critic.perceptor.cut_size
