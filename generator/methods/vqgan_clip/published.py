"""The published step of VQGAN-CLIP, as the reference for Easel's memory and speed.

It follows Crowson's notebook "VQGAN+CLIP (z+quantize method)" (arXiv 2204.08583) and uses taming's and openai-clip's
modules, with nothing of Easel's. Only `generator.measuring` runs it, on real tensors or, to count memory, under
FakeTensorMode.
"""

import contextlib
import io
import math
import random
from typing import Any

import torch
from taming.modules.diffusionmodules.model import Decoder, Encoder
from taming.modules.vqvae.quantize import VectorQuantizer2
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.openai_clip import CLIP, MEAN, STD, convert_weights

FULL_SIZE: dict[str, Any] = {
    "embed_dim": 256, "n_embed": 1024, "z_channels": 256, "resolution": 256, "in_channels": 3, "out_ch": 3, "ch": 128,
    "ch_mult": [1, 1, 2, 2, 4], "num_res_blocks": 2, "attn_resolutions": [16], "dropout": 0.0,
}  # fmt: skip
"""vqgan_imagenet_f16_1024 (taming-transformers, that checkpoint's `model.yaml`)."""

F8: dict[str, Any] = {**FULL_SIZE, "n_embed": 8192, "ch_mult": [1, 1, 2, 4], "attn_resolutions": [32]}
"""vqgan_gumbel_f8 (likewise)."""


class Vqmodel(nn.Module):
    """The parts of taming's VQModel under its own names, so that the state dict has the published keys."""

    def __init__(self, architecture: dict[str, Any]) -> None:
        super().__init__()
        arguments = dict(architecture)
        embed_dim, n_embed = arguments.pop("embed_dim"), arguments.pop("n_embed")
        z_channels = arguments["z_channels"]
        self.downsample_factor = int(2 ** (len(arguments["ch_mult"]) - 1))
        with contextlib.redirect_stdout(io.StringIO()):  # taming prints the shape of its latents
            self.encoder, self.decoder = Encoder(**{"double_z": False, **arguments}), Decoder(**arguments)
        self.quantize = VectorQuantizer2(n_embed, embed_dim, beta=0.25)
        self.quant_conv = nn.Conv2d(z_channels, embed_dim, 1)
        self.post_quant_conv = nn.Conv2d(embed_dim, z_channels, 1)

    def decode(self, quantized: Tensor) -> Tensor:
        """Return the picture in -1..1: (1, embed_dim, h, w) -> (1, 3, h * factor, w * factor)."""
        picture: Tensor = self.decoder(self.post_quant_conv(quantized))
        return picture


def random_networks(vqgan: dict[str, Any], perceptor: dict[str, Any], dtype: torch.dtype) -> tuple[Vqmodel, CLIP]:
    """Return both networks, frozen, with random weights from torch's global generator; the perceptor is in `dtype`.

    In half precision it is as in openai-clip on a GPU: the text's embedding and the norms stay in float32.
    """
    model, clip = Vqmodel(vqgan), CLIP(**perceptor)
    if dtype == torch.float16:
        convert_weights(clip)
    return model.eval().requires_grad_(False), clip.eval().requires_grad_(False)


class PublishedStep:
    """The notebook's loop: each call takes one step and updates its `latents` (1, embed_dim, h, w).

    `target` (1, embed_dim) is the prompt's embedding from the perceptor's text tower.
    """

    def __init__(
        self, networks: tuple[Vqmodel, CLIP], latents: Tensor, target: Tensor, num_cutouts: int = 64, seed: int = 0
    ) -> None:
        self._vqgan, self._perceptor = networks
        self._target, self._num_cutouts = target, num_cutouts
        self._rng = random.Random(seed)  # noqa: S311 - crop positions are no secret
        self.latents = latents.requires_grad_()
        self._optimizer = torch.optim.Adam([self.latents], lr=0.05)
        codebook: Tensor = self._vqgan.quantize.embedding.weight
        self._low, self._high = (bound[None, :, None, None] for bound in (codebook.amin(0), codebook.amax(0)))

    def __call__(self, preview: bool = False) -> Tensor:
        """Take a step and return its picture (1, 3, h, w) in 0..1.

        With `preview` the same latents are decoded again while the graph is alive, as vqgan-clip-app's `checkin` does
        at every step.
        """
        self._optimizer.zero_grad(set_to_none=True)
        picture = self._synthesize()
        loss = self._loss(picture)
        if preview:
            with torch.no_grad():
                self._synthesize()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        with torch.no_grad():
            self.latents.copy_(self.latents.maximum(self._low).minimum(self._high))
        return picture.detach()

    def _synthesize(self) -> Tensor:
        codebook = self._vqgan.quantize.embedding.weight
        quantized = _vector_quantize(self.latents.movedim(1, 3), codebook).movedim(3, 1)
        return _clamp_with_gradient(self._vqgan.decode(quantized).add(1).div(2))

    def _loss(self, picture: Tensor) -> Tensor:
        mean, std = (picture.new_tensor(values).view(1, 3, 1, 1) for values in (MEAN, STD))
        cutouts = self._make_cutouts(picture)
        embeddings = self._perceptor.encode_image((cutouts - mean) / std).float()
        inputs, target = F.normalize(embeddings.unsqueeze(1), dim=2), F.normalize(self._target.float(), dim=1)
        distances: Tensor = inputs.sub(target).norm(dim=2).div(2).arcsin().pow(2).mul(2)
        return distances.mean()

    def _make_cutouts(self, picture: Tensor) -> Tensor:
        """Crop random squares and resize them one by one: (1, 3, h, w) -> (n, 3, cut_size, cut_size)."""
        height, width = picture.shape[2:]
        cut_size = self._perceptor.visual.input_resolution
        largest, smallest = min(height, width), min(height, width, cut_size)
        cutouts = []
        for _ in range(self._num_cutouts):
            side = int(self._rng.random() * (largest - smallest) + smallest)
            left, top = self._rng.randint(0, width - side), self._rng.randint(0, height - side)
            crop = picture[:, :, top : top + side, left : left + side]
            cutouts.append(_resample(crop, cut_size))
        return _clamp_with_gradient(torch.cat(cutouts))


def _vector_quantize(latents: Tensor, codebook: Tensor) -> Tensor:
    """Return the nearest codebook vectors, as a product with one-hot rows: (1, h, w, d) -> (1, h, w, d)."""
    distances = latents.pow(2).sum(-1, keepdim=True) + codebook.pow(2).sum(1) - 2 * latents @ codebook.T
    indices = distances.argmin(-1)
    one_hot = F.one_hot(indices, len(codebook)).to(distances.dtype)
    quantized: Tensor = _ReplaceGradient.apply(one_hot @ codebook, latents)  # type: ignore[no-untyped-call]
    return quantized


def _resample(crop: Tensor, size: int) -> Tensor:
    """Resize by a Lanczos-2 low-pass, if the crop shrinks, and then bicubic: (1, 3, s, s) -> (1, 3, size, size)."""
    channels, side = crop.shape[1], crop.shape[2]
    lines = crop.reshape(channels, 1, side, side)
    if size < side:
        kernel = _lanczos(_ramp(size / side, 2), 2).to(crop)
        pad = (len(kernel) - 1) // 2
        lines = F.conv2d(F.pad(lines, (0, 0, pad, pad), "reflect"), kernel[None, None, :, None])
        lines = F.conv2d(F.pad(lines, (pad, pad, 0, 0), "reflect"), kernel[None, None, None, :])
    return F.interpolate(lines.view(1, channels, side, side), (size, size), mode="bicubic", align_corners=True)


def _ramp(ratio: float, width: int) -> Tensor:
    """Return the kernel's positions in units of the wider grid, from -width to width."""
    half = torch.arange(math.ceil(width / ratio + 1), dtype=torch.float64) * ratio
    return torch.cat([-half[1:].flip(0), half])[1:-1]


def _lanczos(places: Tensor, lobes: int) -> Tensor:
    inside = places.abs() < lobes
    values = torch.where(inside, torch.sinc(places) * torch.sinc(places / lobes), torch.zeros_like(places))
    return values / values.sum()


class _ReplaceGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, value: Tensor, passing: Tensor) -> Tensor:
        ctx.shape = passing.shape
        return value

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[None, Tensor]:
        return None, gradient.sum_to_size(ctx.shape)


class _ClampWithGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, low: float, high: float) -> Tensor:
        ctx.bounds = low, high
        ctx.save_for_backward(values)
        return values.clamp(low, high)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        (values,) = ctx.saved_tensors
        return gradient * (gradient * (values - values.clamp(*ctx.bounds)) >= 0), None, None


def _clamp_with_gradient(values: Tensor) -> Tensor:
    clamped: Tensor = _ClampWithGradient.apply(values, 0, 1)  # type: ignore[no-untyped-call]
    return clamped
