"""The diffusion model: a U-Net learns to see scenes through noise, with and without their class.

It uses the published models' schedule, 1000 steps of noise (Nichol and Dhariwal, "Improved Denoising Diffusion
Probabilistic Models", 2021). Their variance is learned; this one stays in the middle of its range. For a network that
sees patches of pixels the best variance lies far beyond it, since it makes up for pictures that are not exact, and then
a painting of few steps falls apart. An hour and a half of one core is enough because each step's loss is weighted
(after Hang et al., "Efficient Diffusion Training via Min-SNR Weighting Strategy", 2023), the steps of a batch are
spread evenly, half of them where shapes are decided, and a moving average is kept.
"""

import copy
import math
from random import Random
from typing import Any

import torch
from torch import Tensor

from generator.models.schedule import schedule
from generator.models.unet import UNet
from toybox.networks.unet import ARCHITECTURE
from toybox.networks.vqgan import autocast
from toybox.scenes.batches import pictures
from toybox.scenes.central import sample_mixed
from toybox.scenes.classes import CLASSES, NO_CLASS, class_of
from toybox.scenes.scene import Scene
from toybox.training.loop import Resumable

NO_CLASS_SHARE = 0.35  # of the scenes, shown without their class
WARM_UP_STEPS = 100
FREE_SHARE = 0.33  # of the scenes, in free colours
SHAPING = (250, 850)  # timesteps at which shapes are decided
LEAST, MOST = 0.2, 3.0  # bounds of the clean picture's weight, which is else the signal-to-noise ratio
DECAY = 0.999  # of the moving average


class UNetTraining(Resumable):
    """A trainee (`toybox.training.loop.Trainee`); `average` is what is shipped."""

    def __init__(
        self, seed: int, architecture: dict[str, Any] | None = None, batch_size: int = 32, lr: float = 1.2e-3
    ) -> None:
        torch.manual_seed(seed)
        self._rng, self._batch_size, self._lr, self._steps = Random(seed), batch_size, lr, 0
        self.architecture = architecture or ARCHITECTURE
        self.model = UNet(self.architecture)
        self._side = self.architecture["image_size"] * self.model.patch
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self._diffusion = schedule(process=self.model.process)
        ratio = self._diffusion.alphas_cumprod / (1 - self._diffusion.alphas_cumprod)
        self._weights = torch.from_numpy(ratio.clip(LEAST, MOST)).float()  # of the clean picture's error: (timesteps,)
        self._optimizer = torch.optim.AdamW(self.model.parameters(), lr=lr, betas=(0.9, 0.99), weight_decay=0.0)

    def step(self, progress: float) -> dict[str, float]:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        clean = self._loss()
        self._optimizer.zero_grad(set_to_none=True)
        clean.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self._steps += 1
        self._follow()
        return {"clean": float(clean.detach())}

    def state_dict(self) -> dict[str, Any]:
        return {**super().state_dict(), "average": self.average.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        super().load_state_dict(state)
        self.average.load_state_dict(state["average"])

    def _loss(self) -> Tensor:
        """Return the weighted error of the clean picture: ()."""
        scenes = sample_mixed(self._rng, self._batch_size, FREE_SHARE)
        classes = torch.tensor([self._class(scene) for scene in scenes])
        half = len(scenes) // 2
        at = torch.cat([_spread(0, len(self._weights), len(scenes) - half), _spread(*SHAPING, half)])
        images = pictures(scenes, self._side, self._side)
        errors: Tensor = self._diffusion.training_losses(self._seen, images, at, {"y": classes})["mse"]
        return (self._weights[at] * errors).mean()

    def _seen(self, x: Tensor, timesteps: Tensor, y: Tensor) -> Tensor:
        with autocast():
            seen: Tensor = self.model(x, timesteps, y)
        return seen.float()

    def _class(self, scene: Scene) -> int:
        return CLASSES.index(NO_CLASS if self._rng.random() < NO_CLASS_SHARE else class_of(scene))

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the model; the decay is shorter at first, to forget the first steps soon."""
        decay = min(DECAY, (1 + self._steps) / (10 + self._steps))
        for kept, new in zip(self.average.parameters(), self.model.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)


def _spread(first: int, end: int, count: int) -> Tensor:
    """Return `count` timesteps from `first` up to `end`, evenly apart from a random start."""
    return (first + (torch.arange(count) + torch.rand(())) * (end - first) / max(count, 1)).long()
