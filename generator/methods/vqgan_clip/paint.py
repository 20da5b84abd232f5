"""VQGAN-CLIP (Crowson et al., arXiv 2204.08583): optimise latents until crops of their picture fit the prompt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from generator.guidance.critique import criticise, critics_at, critics_by_scene
from generator.guidance.gradients import clamp_with_gradient, replace_gradient
from generator.guidance.penalties import departure_gradient, init_weight_at
from generator.guidance.targets import unread
from generator.methods.canvas.canvas import Canvas
from generator.methods.canvas.optimizers import learning_rate_at
from generator.models.perceptors.perceptor import Perceptor
from generator.models.vqgan import Vqgan
from generator.randomness import Streams
from generator.step import End, Given, State, Step
from generator.wire.params import Params
from generator.wire.plan import Keep, Plan


@dataclass(frozen=True)
class Models:
    """The networks that a style paints with."""

    vqgan: Vqgan
    perceptors: Sequence[Perceptor]


def paint(models: Models, params: Params, plan: Plan, given: Given, resume: State | None = None) -> Iterator[Step]:
    """Paint `params` and the pictures in `given`, from the start or from a captured state, yielding each step.

    The same params, models, device and plan yield the same steps to the last bit, resumed or not. Each step decodes
    once: the critics judge the picture, their gradient passes back through the decoder, and the picture serves as the
    preview. Raises NotANumber if nothing could be painted.
    """
    vqgan, streams = models.vqgan, Streams(params.seed)
    start = _start(vqgan, params, given, streams["latents"])
    canvas = Canvas(start, params, streams)
    done = canvas.restore(resume) if resume else 0
    scenes = critics_by_scene(models.perceptors, params, given.image_prompt)
    low, high = (bound.view(1, -1, 1, 1) for bound in vqgan.codebook.aminmax(dim=0))

    for index in range(done + 1, params.steps + 1):
        image = render(vqgan, canvas.latents, plan.keep)
        loss, wanted = criticise(image, critics_at(scenes, index, params), params, streams, plan.cutouts_at_once)
        (gradient,) = torch.autograd.grad(image, canvas.latents, wanted)
        if weight := init_weight_at(index, params.steps, params.init_weight, params.init_fade):
            gradient = gradient + weight * departure_gradient(canvas.latents.detach(), start)
        rate = learning_rate_at(index, params.steps, params.learning_rate, params.learning_rate_drop)
        canvas.move(gradient, rate)
        canvas.clamp(low, high)
        stopped = canvas.settle(loss, index)
        end = None
        if stopped or index == params.steps:
            image, codes = _finish(vqgan, canvas.average.value, plan.keep)
            end = End(codes, (*unread(models.perceptors, params), *stopped))
        yield Step(index, image.detach()[0], partial(canvas.capture, index), end)
        if end:
            return


def render(vqgan: Vqgan, latents: Tensor, keep: Keep) -> Tensor:
    """Decode the codebook vectors nearest to the latents, passing the gradient straight through to the latents.

    (1, embed_dim, h, w) -> (1, 3, h * factor, w * factor) in 0..1.
    """
    quantized = vqgan.look_up(vqgan.nearest(latents.detach()))
    return clamp_with_gradient(vqgan.decode(replace_gradient(quantized, latents), keep), 0, 1)


@torch.no_grad()
def _finish(vqgan: Vqgan, latents: Tensor, keep: Keep) -> tuple[Tensor, Tensor]:
    """Return the finished picture (1, 3, h * factor, w * factor) in 0..1 and its codes (h, w)."""
    codes = vqgan.nearest(latents)
    return vqgan.decode(vqgan.look_up(codes), keep).clamp(0, 1), codes[0]


def _start(vqgan: Vqgan, params: Params, given: Given, rng: torch.Generator) -> Tensor:
    """Return the codebook vectors to start from, given or random: (1, embed_dim, h, w)."""
    size = params.size.padded(vqgan.downsample_factor)
    grid = (1, size.height // vqgan.downsample_factor, size.width // vqgan.downsample_factor)
    codes = torch.randint(len(vqgan.codebook), grid, generator=rng) if given.codes is None else given.codes
    return vqgan.look_up(codes.to(vqgan.codebook.device))
