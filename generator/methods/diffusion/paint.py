"""CLIP-guided diffusion (Crowson's notebooks): guide a picture towards its prompt while removing noise from it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensor

from generator.guidance.critique import Critic, critics_at, critics_by_scene
from generator.guidance.targets import unread
from generator.methods.diffusion.classes import Classes
from generator.methods.diffusion.guide import Guide, clamped
from generator.methods.diffusion.samplers import Prediction, Sampler
from generator.models.perceptors.perceptor import Perceptor
from generator.models.schedule import schedule
from generator.models.unet import UNet
from generator.randomness import Streams
from generator.step import End, Given, State, Step
from generator.wire.errors import NotANumber
from generator.wire.params import Params
from generator.wire.plan import Keep, Plan
from generator.wire.prompts import scene_of
from generator.wire.size import Size
from words.sentence import Sentence, say


@dataclass(frozen=True)
class Models:
    """The networks that a style paints with.

    A picture's sides are multiples of `downsample_factor`. `class_names` are on the style's card, None without any.
    """

    unet: UNet
    perceptors: Sequence[Perceptor]
    downsample_factor: int
    class_names: Sequence[str] | None = None


def paint(models: Models, params: Params, plan: Plan, given: Given, resume: State | None = None) -> Iterator[Step]:
    """Paint `params` and the pictures in `given`, from the start or from a captured state, yielding each step.

    The same params, models, device and plan yield the same steps to the last bit, resumed or not. Each step runs the
    U-Net once: the critics judge the clean picture that it predicts, their gradient passes back through the U-Net, and
    the prediction serves as the preview. Skipped steps are not yielded. Raises NotANumber, NoSuchClass.
    """
    size = params.size.padded(models.downsample_factor)
    canvas = _Canvas(models, params, plan.keep, given.init_image, size)
    done = canvas.restore(resume) if resume else params.skip_timesteps
    guide = Guide(params, canvas.streams, plan.cutouts_at_once, _to_device(models, given.init_image))
    scenes = critics_by_scene(models.perceptors, params, given.image_prompt)
    labels = Classes(models.unet.num_classes or 0, models.class_names).of_scenes(params, scenes)
    models.unet.keep(plan.keep)

    for index in range(done + 1, params.steps + 1):
        label = labels[scene_of(index, params.steps, len(scenes))]
        predicted = canvas.step(params.steps - index, guide, critics_at(scenes, index, params), label)
        notes = (*unread(models.perceptors, params), *_size_note(models, size)) if index == params.steps else ()
        end = End(notes=notes) if index == params.steps else None
        image = (canvas.x if end else predicted).add(1).div(2).clamp(0, 1)
        yield Step(index, image[0], partial(canvas.capture, index), end)


class _Canvas:
    """The noisy picture `x` (1, 3, h, w), and the state that goes with it: the last prediction and random streams."""

    def __init__(self, models: Models, params: Params, keep: Keep, init_image: Tensor | None, size: Size) -> None:
        self.streams = Streams(params.seed)
        self._unet, self._clamp, self._backward = models.unet, params.clamp_grad, keep != "nothing"
        self._class_scale = params.class_scale
        self._schedule = schedule(params.steps, params.timestep_respacing, models.unet.process)
        self._sampler = Sampler(params, self._schedule, self.streams["steps"])
        self._device = next(models.unet.parameters()).device
        noise = torch.randn(1, 3, size.height, size.width, generator=self.streams["latents"]).to(self._device)
        self.x = self._noised(init_image, params, noise) if params.skip_timesteps else noise

    def step(self, at: int, guide: Guide, critics: Sequence[Critic], label: int | None) -> Tensor:
        """Take the step at a timestep and return the clean picture predicted before it. Timesteps count down to 0.

        `label` is the class, None for a U-Net without classes.
        """
        x = self.x.requires_grad_(self._backward)
        predicted = self._predict(x, at, label)
        clean = predicted["pred_xstart"]
        wanted = guide.gradient(clean, critics)
        # Without a backward pass, approximate the U-Net's gradient by that of the best guess for pictures that are
        # noise themselves: it scales by the signal (Song et al., "Pseudoinverse-Guided Diffusion Models", 2023).
        gradient = torch.autograd.grad(clean, x, wanted)[0] if self._backward else self._signal(at) * wanted
        predicted = {name: each.detach() for name, each in predicted.items()}
        self.x = self._sampler.step(x.detach(), at, predicted, clamped(gradient, self._clamp))
        if not (isinstance(self.x, FakeTensor) or bool(self.x.isfinite().all())):
            raise NotANumber("not-a-number-noise")
        return predicted["pred_xstart"]

    def capture(self, done: int) -> State:
        """Return a copy of the state after `done` steps."""
        previous = self._sampler.previous
        return {
            "done": torch.tensor(done),
            "x": self.x.detach().cpu().clone(),
            **({} if previous is None else {"previous": previous.cpu().clone()}),
            **{f"stream.{name}": tensor for name, tensor in self.streams.state().items()},
        }

    def restore(self, state: State) -> int:
        """Restore the captured `state` and return how many steps are done."""
        self.x = state["x"].to(self._device)
        self._sampler.previous = state["previous"].to(self._device) if "previous" in state else None
        self.streams.restore({k.removeprefix("stream."): v for k, v in state.items() if k.startswith("stream.")})
        return int(state["done"])

    def _predict(self, x: Tensor, at: int, label: int | None) -> Prediction:
        with torch.set_grad_enabled(self._backward):
            now = torch.full((1,), at, device=self._device)
            known: dict[str, Any] = {} if label is None else {"y": torch.full((1,), label, device=self._device)}
            seen = self._away_from_any if label and self._class_scale != 1 else self._unet
            # A view, because torch's FLOP counter cannot follow a module whose input is a leaf.
            predicted: Prediction = self._schedule.p_mean_variance(
                seen, x.view_as(x), now, clip_denoised=False, model_kwargs=known
            )
        return predicted

    def _away_from_any(self, x: Tensor, timesteps: Tensor, y: Tensor) -> Tensor:
        """Return what the U-Net predicts of a class, further from what it predicts of any (arXiv 2207.12598).

        No gradient passes through the difference, so no more is kept for the backward pass than without it.
        """
        with torch.no_grad():
            of_any = self._unet(x, timesteps, torch.zeros_like(y))[:, :3]
        seen = self._unet(x, timesteps, y)
        further = (self._class_scale - 1) * (seen[:, :3].detach() - of_any)
        return torch.cat([seen[:, :3] + further, seen[:, 3:]], 1)

    def _noised(self, init_image: Tensor | None, params: Params, noise: Tensor) -> Tensor:
        """Return the init image with the noise that remains after the skipped steps."""
        assert init_image is not None  # params that skip steps have one
        signal = self._signal(params.steps - params.skip_timesteps - 1)
        return signal * (init_image.to(noise) * 2 - 1) + math.sqrt(1 - signal**2) * noise

    def _signal(self, at: int) -> float:
        return math.sqrt(self._schedule.alphas_cumprod[at])


def _to_device(models: Models, picture: Tensor | None) -> Tensor | None:
    return None if picture is None else picture.to(next(models.unet.parameters()).device)


def _size_note(models: Models, size: Size) -> tuple[Sentence, ...]:
    """Return a note if the model was trained at another size."""
    side = models.unet.trained_at
    if size == Size(side, side):
        return ()
    return (say("note-other-size", trained=str(side), size=str(size)),)
