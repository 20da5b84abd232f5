"""How the perceptors judge a picture: their loss, and its gradient for the pixels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import torch
from torch import Tensor

from generator.guidance.crops import Draws
from generator.guidance.penalties import total_variation
from generator.guidance.targets import encode_scenes
from generator.models.perceptors.perceptor import Perceptor, Targets
from generator.randomness import Streams
from generator.wire.params import Params
from generator.wire.prompts import scene_of


@dataclass(frozen=True)
class Critic:
    """A perceptor, its targets, and how much it counts."""

    perceptor: Perceptor
    wanted: Targets
    weight: float = 1


def critics_by_scene(
    perceptors: Sequence[Perceptor], params: Params, image_prompt: Tensor | None
) -> list[list[Critic]]:
    """Return the critics of each scene. The image prompt (1, 3, h, w) in 0..1 belongs to every scene.

    A perceptor of weight 0 is no critic: it takes no cutouts and no turn.
    """
    weights = params.perceptor_weights or (1,) * len(perceptors)
    judging = [each for each in zip(perceptors, weights, strict=True) if each[1]]
    wanted = [encode_scenes(perceptor, params, image_prompt) for perceptor, _ in judging]
    return [
        [Critic(perceptor, targets, weight) for (perceptor, weight), targets in zip(judging, of_all, strict=True)]
        for of_all in zip(*wanted, strict=True)
    ]


def critics_at(scenes: Sequence[Sequence[Critic]], step: int, params: Params) -> Sequence[Critic]:
    """Return the critics that judge at a step, counted from 1: all of its scene's, or one of them, in turn."""
    critics = scenes[scene_of(step, params.steps, len(scenes))]
    return [critics[(step - 1) % len(critics)]] if params.perceptors_in_turn else critics


def criticise(
    image: Tensor,
    critics: Sequence[Critic],
    params: Params,
    streams: Streams,
    at_once: int | None,
    *,
    whole: bool = False,
) -> tuple[Tensor, Tensor]:
    """Return the critics' loss of a picture, and its gradient: (1, 3, h, w) in 0..1 -> (), (1, 3, h, w).

    Cutouts are taken `at_once` at a time (None: all together), and each chunk's graph is freed before the next is
    built. Perceptors with the same input size share their cutouts. `whole` cutouts are as in `Draws.draw`.
    """
    leaf = image.detach().requires_grad_()
    seen = seen_by(critics, leaf, params, streams, at_once, whole=whole)
    return gathered(leaf, chain(seen, _roughness(leaf, params.tv_scale)))


def _roughness(picture: Tensor, scale: float) -> Iterator[Tensor]:
    """Yield the weighted total variation of (1, 3, h, w) as a loss (), or nothing if it has no weight."""
    if scale:
        yield scale * total_variation(picture)


def gathered(leaf: Tensor, losses: Iterable[Tensor]) -> tuple[Tensor, Tensor]:
    """Return the sum of losses () that each have their own graph, and its gradient, shaped like the leaf."""
    total, gradient = leaf.new_zeros(()), torch.zeros_like(leaf)
    for part in losses:
        total += part.detach()
        gradient += torch.autograd.grad(part, leaf)[0]
    return total, gradient


def fit(critic: Critic, cutouts: Tensor, draws: Draws) -> Tensor:
    """Return how far cutouts are from the critic's targets: ()."""
    return critic.perceptor.loss(critic.perceptor.look(cutouts), critic.wanted)


def seen_by(
    critics: Sequence[Critic],
    image: Tensor,
    params: Params,
    streams: Streams,
    at_once: int | None,
    loss: Callable[[Critic, Tensor, Draws], Tensor] = fit,
    *,
    whole: bool = False,
) -> Iterator[Tensor]:
    """Yield the parts of the critics' loss of a picture (1, 3, h, w) in 0..1, each with its own graph.

    `loss` takes a critic, its cutouts (n, 3, cut_size, cut_size) and the draws that they were taken with.
    """
    size = _whole_cut_size if whole else _cut_size
    for cut_size, sharing in groupby(sorted(critics, key=size), key=size):
        group = list(sharing)
        all_draws = Draws.draw(params, image.shape, cut_size, streams, whole=whole)
        for draws in all_draws.chunks(at_once):
            cutouts = draws.cutouts(image)
            share = len(cutouts) / len(all_draws.boxes)
            yield share * sum(
                (critic.weight * loss(critic, cutouts, draws) for critic in group),
                start=image.new_zeros(()),
            )


def _cut_size(critic: Critic) -> int:
    return critic.perceptor.cut_size


def _whole_cut_size(critic: Critic) -> int:
    return critic.perceptor.whole_cut_size
