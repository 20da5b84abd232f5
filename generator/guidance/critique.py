"""What the perceptors make of a picture: the way in which its pixels should change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from generator.guidance.cutouts import cut, draw_boxes, draw_noise
from generator.guidance.losses import prompt_loss
from generator.models.perceptor import Perceptor
from generator.params import Params, Prompt
from generator.randomness import Streams


@dataclass(frozen=True)
class Critic:
    """A perceptor and what it wants to see: each prompt with its embedding (1, embed_dim)."""

    perceptor: Perceptor
    wanted: Sequence[tuple[Prompt, Tensor]]


@dataclass(frozen=True)
class Draws:
    """All that is random in one step's cutouts: `boxes` (n, 3) and, where there is any, `noise` (n, 3, s, s).

    Drawn for the whole step before the first is cut, so that chunks see what all at once would.
    """

    boxes: Tensor
    noise: Tensor | None

    @classmethod
    def draw(cls, params: Params, shape: Sequence[int], cut_size: int, streams: Streams) -> "Draws":
        """Draw for a picture of `shape` (1, 3, h, w)."""
        boxes = draw_boxes(params.num_cutouts, shape, cut_size, params.cut_power, streams["cutouts"])
        noise = (params.num_cutouts, 3, cut_size, cut_size)
        strongest = params.cutout_noise
        return cls(boxes, draw_noise(noise, strongest, streams["noise"]) if strongest else None)

    def chunks(self, at_once: int | None) -> Iterator["Draws"]:
        """Yield the same draws, `at_once` of them at a time, or all."""
        for first in range(0, len(self.boxes), at_once or len(self.boxes)):
            chunk = slice(first, first + at_once if at_once else None)
            yield Draws(self.boxes[chunk], None if self.noise is None else self.noise[chunk])


def gradient(image: Tensor, critics: Sequence[Critic], params: Params, streams: Streams, at_once: int | None) -> Tensor:
    """Return the gradient of the critics' loss with respect to the picture: (1, 3, h, w) in 0..1 -> (1, 3, h, w).

    Cutouts are taken `at_once` (None: all), each chunk's graph gone before the next is built.
    """
    leaf = image.detach().requires_grad_()
    total = torch.zeros_like(image)
    for critic in critics:
        draws = Draws.draw(params, image.shape, critic.perceptor.cut_size, streams)
        for chunk in draws.chunks(at_once):
            loss = _loss(leaf, critic, chunk) * (len(chunk.boxes) / params.num_cutouts)
            total += torch.autograd.grad(loss, leaf)[0]
    return total


def _loss(image: Tensor, critic: Critic, draws: Draws) -> Tensor:
    """Return how far cutouts of the picture are from what is wanted: a mean over the cutouts."""
    cutouts = cut(image, draws.boxes, critic.perceptor.cut_size)
    if draws.noise is not None:
        cutouts = cutouts + draws.noise.to(cutouts)
    return prompt_loss(critic.perceptor.encode_image(cutouts), critic.wanted)
