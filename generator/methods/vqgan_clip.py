"""VQGAN-CLIP (Crowson et al., arXiv 2204.08583): latents are moved until crops of their picture fit the prompt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from generator.guidance import critique
from generator.guidance.critique import Critic
from generator.guidance.gradients import clamp_with_gradient, replace_gradient
from generator.methods.step import State, Step
from generator.models.perceptor import Perceptor
from generator.models.vqgan import Vqgan
from generator.params import Params
from generator.plan import Keep, Plan, painted_size
from generator.randomness import Streams

_ADAM = ("step", "exp_avg", "exp_avg_sq")


@dataclass(frozen=True)
class Models:
    """The networks that a style paints with."""

    vqgan: Vqgan
    perceptors: Sequence[Perceptor]


def paint(models: Models, params: Params, plan: Plan, resume: State | None = None) -> Iterator[Step]:
    """Paint `params`, from the start or from a captured state, yielding each step.

    Same params, same models, same device and plan: the same steps to the last bit, resumed or not. A step decodes once:
    its picture goes to the critics, their gradient comes back through the decoder, and the picture is what is shown.
    """
    streams = Streams(params.seed)
    latents = _random_latents(models.vqgan, params, streams["latents"]).requires_grad_()
    optimizer = torch.optim.Adam([latents], lr=params.learning_rate)
    done = _restore(resume, latents, optimizer, streams) if resume else 0
    critics = [
        Critic(perceptor, [(prompt, perceptor.encode_text(prompt.text)) for prompt in params.prompts])
        for perceptor in models.perceptors
    ]
    low, high = (bound.view(1, -1, 1, 1) for bound in models.vqgan.codebook.aminmax(dim=0))

    for index in range(done + 1, params.steps + 1):
        image = render(models.vqgan, latents, plan.keep)
        gradient = critique.gradient(image, critics, params, streams, plan.cutouts_at_once)
        (latents.grad,) = torch.autograd.grad(image, latents, gradient)
        optimizer.step()
        with torch.no_grad():
            latents.clamp_(low, high)
            if index == params.steps:
                image = render(models.vqgan, latents, plan.keep)
        capture = partial(_capture, index, latents, optimizer, streams)
        yield Step(index, image.detach()[0], capture)


def render(vqgan: Vqgan, latents: Tensor, keep: Keep) -> Tensor:
    """Decode the codebook vectors nearest to the latents; the gradient passes straight through to the latents.

    (1, embed_dim, h, w) -> (1, 3, h * factor, w * factor) in 0..1.
    """
    quantized = vqgan.look_up(vqgan.nearest(latents.detach()))
    return clamp_with_gradient(vqgan.decode(replace_gradient(quantized, latents), keep), 0, 1)


def _random_latents(vqgan: Vqgan, params: Params, rng: torch.Generator) -> Tensor:
    """Return a grid of random codebook vectors: (1, embed_dim, h, w)."""
    size = painted_size(params.size, vqgan.downsample_factor)
    grid = (1, size.height // vqgan.downsample_factor, size.width // vqgan.downsample_factor)
    return vqgan.look_up(torch.randint(len(vqgan.codebook), grid, generator=rng).to(vqgan.codebook.device))


def _capture(done: int, latents: Tensor, optimizer: torch.optim.Adam, streams: Streams) -> State:
    adam = optimizer.state[latents]
    return {
        "done": torch.tensor(done),
        "latents": latents.detach().cpu().clone(),
        **{f"adam.{name}": adam[name].detach().cpu().clone() for name in _ADAM},
        **{f"stream.{purpose}": position for purpose, position in streams.state().items()},
    }


def _restore(state: State, latents: Tensor, optimizer: torch.optim.Adam, streams: Streams) -> int:
    """Put everything where `state` left it and return how many steps are done."""
    with torch.no_grad():
        latents.copy_(state["latents"])
    optimizer.state[latents] = {name: state[f"adam.{name}"].clone() for name in _ADAM}
    for name in _ADAM[1:]:
        optimizer.state[latents][name] = optimizer.state[latents][name].to(latents.device)
    streams.restore({name.removeprefix("stream."): s for name, s in state.items() if name.startswith("stream.")})
    return int(state["done"])
