"""The published step of CLIP-guided diffusion, as the reference for Easel's memory and speed.

It follows Crowson's notebook "CLIP Guided Diffusion HQ" and uses guided-diffusion's and openai-clip's modules, with
nothing of Easel's. Only `generator.measuring` runs it, on real tensors or, to count memory, under FakeTensorMode.
"""

import math
import random
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.models.guided import UNetModel, create_gaussian_diffusion, create_model
from generator.models.openai_clip import CLIP, MEAN, STD, convert_weights

_UNET: dict[str, Any] = {
    "num_channels": 256, "num_res_blocks": 2, "num_head_channels": 64, "attention_resolutions": "32,16,8",
    "resblock_updown": True, "use_scale_shift_norm": True, "learn_sigma": True,
}  # fmt: skip
UNETS: dict[str, dict[str, Any]] = {
    "256": {**_UNET, "image_size": 256, "class_cond": False},
    "512": {**_UNET, "image_size": 512, "class_cond": False},
    "512_cond": {**_UNET, "image_size": 512, "class_cond": True},
}
"""Arguments of guided-diffusion's create_model for the three published models (its README, Crowson's notebooks)."""


class PublishedDiffusionStep:
    """The notebooks' guided DDPM step: each call moves its `x` (1, 3, h, w) to the next timestep.

    `target` (1, embed_dim) is the prompt's embedding. The unconditional notebooks compute the guidance from the step's
    own pass through the U-Net; the class-conditional one runs a second pass, which giving a `label` (1,) selects.
    """

    def __init__(
        self, networks: tuple[UNetModel, CLIP], x: Tensor, target: Tensor, label: Tensor | None = None, seed: int = 0
    ) -> None:
        self._unet, self._perceptor = networks
        self._target, self._label, self._rng = target, label, random.Random(seed)  # noqa: S311 - as above
        self._schedule = create_gaussian_diffusion(steps=1000, learn_sigma=True)
        self.x, self._at = x, 999

    def __call__(self) -> Tensor:
        """Take a step and return the predicted clean picture (1, 3, h, w) in -1..1."""
        if self._label is None:
            predicted, gradient = self._guided()
        else:
            with torch.no_grad():
                predicted = self._predict(self.x)
            _, gradient = self._guided()
        mean = predicted["mean"].detach() + predicted["variance"].detach() * gradient
        deviation = (predicted["log_variance"].detach() / 2).exp()
        self.x, self._at = mean + deviation * torch.randn_like(self.x), self._at - 1
        clean: Tensor = predicted["pred_xstart"].detach()
        return clean

    def _predict(self, x: Tensor) -> dict[str, Tensor]:
        now = torch.full((1,), self._at, device=x.device)
        known = {} if self._label is None else {"y": self._label}
        # A view, because torch's FLOP counter cannot follow a module whose input is a leaf.
        predicted: dict[str, Tensor] = self._schedule.p_mean_variance(
            self._unet, x.view_as(x), now, clip_denoised=False, model_kwargs=known
        )
        return predicted

    def _guided(self) -> tuple[dict[str, Tensor], Tensor]:
        """Return the U-Net's prediction and the guidance from 2 x 32 cutouts, with the notebooks' scales."""
        x = self.x.detach().requires_grad_()
        predicted = self._predict(x)
        share = math.sqrt(1 - self._schedule.alphas_cumprod[self._at])
        seen = predicted["pred_xstart"] * share + x * (1 - share)
        gradient = torch.zeros_like(x)
        for _ in range(2):
            embeddings = self._perceptor.encode_image(self._cutouts(seen.add(1).div(2))).float()
            inputs, target = F.normalize(embeddings.unsqueeze(1), dim=2), F.normalize(self._target.float(), dim=1)
            distances = inputs.sub(target).norm(dim=2).div(2).arcsin().pow(2).mul(2)
            gradient += torch.autograd.grad(distances.mean() * 1000, seen)[0] / 2
        across, down = (F.pad(seen, (0, 1, 0, 1), "replicate").diff(dim=dim) for dim in (3, 2))
        rough = (across[..., :-1, :].square() + down[..., :-1].square()).mean()
        beyond = (predicted["pred_xstart"] - predicted["pred_xstart"].clamp(-1, 1)).square().mean()
        gradient += torch.autograd.grad(rough * 150 + beyond * 50, seen)[0]
        return predicted, -torch.autograd.grad(seen, x, gradient)[0]

    def _cutouts(self, picture: Tensor) -> Tensor:
        """Crop random squares and average-pool them: (1, 3, h, w) -> (32, 3, cut_size, cut_size)."""
        mean, std = (picture.new_tensor(values).view(1, 3, 1, 1) for values in (MEAN, STD))
        height, width = picture.shape[2:]
        cut_size = self._perceptor.visual.input_resolution
        largest, smallest = min(height, width), min(height, width, cut_size)
        cutouts = []
        for _ in range(32):
            side = int(self._rng.random() ** 0.5 * (largest - smallest) + smallest)
            left, top = self._rng.randint(0, width - side), self._rng.randint(0, height - side)
            cutouts.append(F.adaptive_avg_pool2d(picture[:, :, top : top + side, left : left + side], cut_size))
        return (torch.cat(cutouts) - mean) / std


def random_networks(unet: dict[str, Any], perceptor: dict[str, Any], dtype: torch.dtype) -> tuple[UNetModel, CLIP]:
    """Return both networks, frozen, in `dtype` as published, with random weights from torch's global generator."""
    half = dtype == torch.float16
    model, clip = create_model(**unet, use_fp16=half), CLIP(**perceptor)
    if half:
        model.convert_to_fp16()
        convert_weights(clip)
    return model.eval().requires_grad_(False), clip.eval().requires_grad_(False)
