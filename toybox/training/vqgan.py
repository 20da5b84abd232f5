"""The first stage: a VQGAN learns to encode scenes as few tokens, from small pictures to large ones."""

import math
from random import Random
from typing import Any

import torch
from torch import Tensor

from toybox.networks.growth import grown, shrunk
from toybox.networks.vqgan import Architecture, Vqgan, autocast
from toybox.scenes.batches import pictures, sample_scenes
from toybox.training.codebook import Codebook

GROW_AT = (0.12, 0.35)  # progress at which the resolution doubles
QUANTIZE_FROM = 0.04  # before, it is a plain autoencoder, whose latents then seed the codes
RESEED_UNTIL = 0.9
WIDE_SHARE = 0.1  # of the batches, with pictures twice as wide or high, so that the attention sees other grids
WARM_UP_STEPS = 30
THING_WEIGHT = 2.0  # of a pixel on a thing, beside the ground's 1


class VqganTraining:
    """A `Trainee`."""

    def __init__(self, seed: int, architecture: Architecture, batch_size: int = 16, lr: float = 4e-4) -> None:
        torch.manual_seed(seed)
        self._rng = Random(seed)
        self._final, self._batch_size, self._lr = architecture, batch_size, lr
        self._begin_stage(Vqgan(shrunk(architecture, len(GROW_AT))))
        self._codebook = Codebook(self.model.quantize)

    def step(self, progress: float) -> dict[str, float]:
        if len(self.model.architecture.ch_mult) < len(self._architecture_at(progress).ch_mult):
            self._grow()
        self._set_learning_rate(progress)
        images = self._images()
        losses = self._losses(images, quantized=progress >= QUANTIZE_FROM)
        self._optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self._steps += 1
        if QUANTIZE_FROM <= progress < RESEED_UNTIL:
            self._codebook.reseed_dead()
        return {name: float(loss.detach()) for name, loss in losses.items()} | {"codes": self._codebook.in_use}

    def state_dict(self) -> dict[str, Any]:
        return {
            "resolution": self.model.architecture.resolution,
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "codebook": self._codebook.state_dict(),
            "steps": self._steps,
            "rng": self._rng.getstate(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        times = int(math.log2(self._final.resolution // state["resolution"]))
        self._begin_stage(Vqgan(shrunk(self._final, times)))
        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._codebook = Codebook(self.model.quantize)
        self._codebook.load_state_dict(state["codebook"])
        self._steps = state["steps"]
        self._rng.setstate(state["rng"])

    def _architecture_at(self, progress: float) -> Architecture:
        return shrunk(self._final, sum(progress < at for at in GROW_AT))

    def _begin_stage(self, model: Vqgan) -> None:
        self.model = model
        self._optimizer = torch.optim.AdamW(model.parameters(), lr=self._lr, betas=(0.9, 0.98), weight_decay=0.0)
        self._steps = 0

    def _grow(self) -> None:
        levels = len(self._final.ch_mult) - len(self.model.architecture.ch_mult)
        self._begin_stage(grown(self.model, shrunk(self._final, levels - 1)))
        self._codebook.move_to(self.model.quantize)

    def _set_learning_rate(self, progress: float) -> None:
        """Set the rate: a warm-up in each stage, and a cosine down to a tenth over the whole training."""
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        cosine = 0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * progress))
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * cosine

    def _images(self) -> Tensor:
        width = height = self.model.architecture.resolution
        count, shape = self._count(), self._rng.random()
        if shape < WIDE_SHARE:
            count //= 2
            width, height = (2 * width, height) if shape < WIDE_SHARE / 2 else (width, 2 * height)
        return pictures(sample_scenes(self._rng, count), width, height)

    def _count(self) -> int:
        """Return the pictures in a batch: half as many at the last resolution, which costs most."""
        last = self.model.architecture == self._final
        return self._batch_size // 2 if last else self._batch_size

    def _losses(self, images: Tensor, quantized: bool) -> dict[str, Tensor]:
        with autocast():
            latents = self.model.encode(images).float()
        codebook_loss = torch.zeros(())
        if quantized:
            self._codebook.see(latents)
            latents, codebook_loss, _ = self.model.quantize(latents)
        with autocast():
            painted = self.model.decode(latents).float()
        return {"pixels": pixels(painted, images), "edges": edges(painted, images), "codebook": codebook_loss}


def pixels(painted: Tensor, images: Tensor) -> Tensor:
    """Return the mean distance of pixels. Things weigh more, because their colours are learned last otherwise."""
    ground = images[:, :, :1, :1]  # a scene's corner is always ground
    on_thing = (images - ground).abs().amax(1, keepdim=True) > 0.1  # (n, 1, h, w)
    wrong = (painted - images).abs()
    return ((wrong + wrong.square()) * (1 + THING_WEIGHT * on_thing)).mean()


def edges(painted: Tensor, images: Tensor) -> Tensor:
    """Return the mean absolute difference of the differences of neighbouring pixels, which are outlines."""
    wrong = painted - images
    across, down = wrong.diff(dim=3).abs().mean(), wrong.diff(dim=2).abs().mean()
    return across + down
