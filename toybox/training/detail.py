"""The last stage: the VQGAN gets one more level, and learns to paint the same tokens at twice the size.

All other levels stay as they are, so the codes keep their meaning, and a perceptor that learned on small pictures knows
the large ones.
"""

import math
from random import Random

import torch
from torch import Tensor

from toybox.networks.growth import enlarged, grown
from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures, sample_scenes
from toybox.training.loop import Resumable
from toybox.training.vqgan import WARM_UP_STEPS, edges, pixels

_NEW = (
    "encoder.conv_in.",
    "encoder.down.0.",
    "decoder.up.0.",
    "decoder.up.1.upsample.",
    "decoder.norm_out.",
    "decoder.conv_out.",
)


class DetailTraining(Resumable):
    """A `Trainee`: `small`, grown by one level."""

    def __init__(self, seed: int, small: Vqgan, batch_size: int = 4, lr: float = 4e-4) -> None:
        torch.manual_seed(seed)
        self._rng, self._batch_size, self._lr, self._steps = Random(seed), batch_size, lr, 0
        self.model = grown(small, enlarged(small.architecture))
        for name, parameter in self.model.named_parameters():
            parameter.requires_grad_(name.startswith(_NEW))
        new = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        self._optimizer = torch.optim.AdamW(new, lr=lr, betas=(0.9, 0.98), weight_decay=0.0)

    def step(self, progress: float) -> dict[str, float]:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * progress)))
        side = self.model.architecture.resolution
        images = pictures(sample_scenes(self._rng, self._batch_size), side, side)
        losses = self._losses(images)
        self._optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        self._steps += 1
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _losses(self, images: Tensor) -> dict[str, Tensor]:
        with autocast():
            latents = self.model.encode(images).float()
        quantized, commitment, _ = self.model.quantize(latents)
        with autocast():
            painted = self.model.decode(quantized).float()
        return {"pixels": pixels(painted, images), "edges": edges(painted, images), "commitment": commitment}
