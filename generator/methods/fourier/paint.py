"""Fourier painting: optimise a picture's frequencies until crops of it fit the prompt."""

import math
from collections.abc import Iterator, Sequence
from functools import partial

import torch
from torch import Tensor

from generator.guidance.critique import criticise, critics_at, critics_by_scene, gathered
from generator.guidance.penalties import departure_gradient, init_weight_at, out_of_range
from generator.guidance.targets import unread
from generator.methods.canvas.canvas import Canvas
from generator.methods.fourier.spectrum import Spectrum
from generator.models.perceptors.perceptor import Perceptor
from generator.randomness import Streams
from generator.step import End, Given, State, Step
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size

_WARM_UP = 8  # steps, while Adam has seen too few gradients to judge them
_LAST_RATE = 0.1  # of the learning rate, at the end of a cosine
_SMALLEST = 256  # pixels along the longer side, where painting begins
_WHOLE = 0.5  # of the steps, after which the picture is painted at its whole size
_SQUEEZED = 2.2  # the value beyond which the sigmoid changes a colour by less than a tenth of its steepest


def paint(
    perceptors: Sequence[Perceptor], params: Params, plan: Plan, given: Given, resume: State | None = None
) -> Iterator[Step]:
    """Paint `params` and the pictures in `given`, from the start or from a captured state, yielding each step.

    The same params, perceptors, device and plan yield the same steps to the last bit, resumed or not. A picture is
    painted from small to large: its first steps move the low frequencies alone. Raises NotANumber.
    """
    streams = Streams(params.seed)
    spectrum = Spectrum(params.size, params.decay_power, params.highest_frequency, perceptors[0].device)
    drawn = spectrum.random(streams["latents"])
    start = drawn if given.init_image is None else spectrum.of(given.init_image)
    canvas = Canvas(start, params, streams)
    done = canvas.restore(resume) if resume else 0
    scenes = critics_by_scene(perceptors, params, given.image_prompt)

    for index in range(done + 1, params.steps + 1):
        size = size_at(index, params)
        values = spectrum.values(canvas.latents, size)
        picture, whole = values.detach().sigmoid(), index - 1 < params.whole_share * params.steps
        critics = critics_at(scenes, index, params)
        loss, of_picture = criticise(picture, critics, params, streams, plan.cutouts_at_once, whole=whole)
        wanted = of_picture * picture * (1 - picture) + _held_back(values, params.range_scale)
        if weight := init_weight_at(index, params.steps, params.init_weight, params.init_fade):
            wanted = wanted + weight * departure_gradient(values.detach(), spectrum.values(start, size))
        (gradient,) = torch.autograd.grad(values, canvas.latents, wanted)
        canvas.move(gradient, learning_rate_at(index, params.steps, params.learning_rate))
        stopped = canvas.settle(loss, index)
        end = None
        if stopped or index == params.steps:
            picture = spectrum.values(canvas.average.value, params.size).sigmoid()
            end = End(notes=(*unread(perceptors, params), *stopped))
        yield Step(index, picture[0], partial(canvas.capture, index), end)
        if end:
            return


def size_at(step: int, params: Params) -> Size:
    """Return the size that a step, counted from 1, paints at: it doubles evenly, and is whole from half of them on."""
    longest = max(params.size.width, params.size.height)
    halvings = max(0, math.ceil(math.log2(longest / _SMALLEST)))
    left = math.ceil(halvings * max(0.0, 1 - (step - 1) / (_WHOLE * params.steps)))
    return Size(*(max(1, round(side / 2**left)) for side in (params.size.width, params.size.height)))


def learning_rate_at(step: int, steps: int, learning_rate: float) -> float:
    """Return the learning rate at a step, counted from 1: a short warm-up, then a cosine down to a tenth."""
    fallen = (1 + math.cos(math.pi * (step - 1) / steps)) / 2
    return learning_rate * min(1.0, step / _WARM_UP) * (_LAST_RATE + (1 - _LAST_RATE) * fallen)


def _held_back(values: Tensor, scale: float) -> Tensor:
    """Return the gradient that holds back colours where the sigmoid hardly changes them any more: (1, 3, h, w)."""
    if not scale:
        return torch.zeros_like(values)
    leaf = values.detach().requires_grad_()
    return gathered(leaf, [scale * _SQUEEZED**2 * out_of_range(leaf / _SQUEEZED)])[1]
