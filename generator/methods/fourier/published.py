"""The published step: what eps696's Aphantasia does, with CLIP alone.

Its picture is Lucid's `fft_image`; crops are random squares, resized by torch (`clip_fft.py`,
https://github.com/eps696/aphantasia).
"""

import random
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from generator.models.openai_clip import CLIP, MEAN, STD, convert_weights

_COLOURS = ((0.26, 0.09, 0.02), (0.27, 0.00, -0.05), (0.27, -0.09, 0.03))
_DECAY = 1.5


def random_clip(perceptor: dict[str, Any], dtype: torch.dtype) -> CLIP:
    """Return a frozen CLIP in `dtype` as published, with random weights from torch's global generator."""
    clip = CLIP(**perceptor)
    if dtype == torch.float16:
        convert_weights(clip)
    return clip.eval().requires_grad_(False)


class PublishedStep:
    """Each call takes one step and updates the coefficients. `target` (1, embed_dim) is the prompt's embedding."""

    def __init__(self, clip: CLIP, size: tuple[int, int], target: Tensor, num_cutouts: int = 64, seed: int = 0) -> None:
        self._clip, self._size, self._target, self._num_cutouts = clip, size, target, num_cutouts
        self._rng = random.Random(seed)  # noqa: S311 - crop positions are no secret
        device, (height, width) = target.device, size
        down, across = torch.fft.fftfreq(height)[:, None], torch.fft.rfftfreq(width)[None]
        cycles = torch.hypot(down, across).clamp(min=1 / max(size))
        self._scale = (cycles**-_DECAY * (height * width) ** 0.5).to(device)
        colours = torch.tensor(_COLOURS)
        self._colours = (colours / colours.norm(dim=0).max()).to(device)
        self._coefficients = (0.01 * torch.randn(1, 3, *self._scale.shape, 2)).to(device).requires_grad_()
        self._optimizer = torch.optim.Adam([self._coefficients], lr=0.05)

    def __call__(self, preview: bool = False) -> Tensor:
        """Take a step and return its picture (1, 3, h, w) in 0..1. The preview is the picture itself."""
        self._optimizer.zero_grad(set_to_none=True)
        picture = self._picture()
        mean, std = (picture.new_tensor(values).view(1, 3, 1, 1) for values in (MEAN, STD))
        cutouts = (self._make_cutouts(picture) - mean) / std
        embeddings = self._clip.encode_image(cutouts.to(self._clip.dtype)).float()
        loss = -F.cosine_similarity(embeddings, self._target.float()).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        return picture.detach()

    def _picture(self) -> Tensor:
        waves = torch.view_as_complex(self._coefficients) * self._scale
        plain = torch.fft.irfft2(waves, s=self._size, norm="ortho") / 4
        return torch.sigmoid(torch.einsum("ij,njhw->nihw", self._colours, plain))

    def _make_cutouts(self, picture: Tensor) -> Tensor:
        """Crop random squares and resize them one by one: (1, 3, h, w) -> (n, 3, cut_size, cut_size)."""
        height, width = picture.shape[2:]
        cut_size = self._clip.visual.input_resolution
        largest, smallest = min(height, width), min(height, width, cut_size)
        cutouts = []
        for _ in range(self._num_cutouts):
            side = self._rng.randint(smallest, largest)
            left, top = self._rng.randint(0, width - side), self._rng.randint(0, height - side)
            crop = picture[:, :, top : top + side, left : left + side]
            cutouts.append(F.interpolate(crop, (cut_size, cut_size), mode="bicubic", align_corners=False))
        return torch.cat(cutouts)
