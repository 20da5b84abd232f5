"""The small upscaler that Easel ships: Real-ESRGAN's realesr-animevideov3 (Wang et al., arXiv 2107.10833).

It is an SRVGGNetCompact, which spandrel loads. `data/upscaler/README.md` says where it comes from.
"""

from functools import cache

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from generator.styles.cards import checked
from generator.styles.shipped import UPSCALER, UPSCALER_SHA256
from words.sentence import say

FACTOR = 4

_BORDER = 18  # pixels: it has 18 convolutions of 3x3, so it sees no farther
_ROWS = 128  # that are enlarged at once


@torch.no_grad()
def enlarge(picture: Tensor) -> Tensor:
    """Return a picture four times as large: (1, 3, h, w) in 0..1 -> (1, 3, 4h, 4w) in 0..1.

    It is done in strips, which differ from the whole by the rounding of float32. Raises MissingWeights, BadWeights.
    """
    network = _network(str(picture.device))
    strips = []
    for first in range(0, picture.shape[2], _ROWS):
        above, end = min(first, _BORDER), min(first + _ROWS, picture.shape[2])
        strip = network(picture[:, :, first - above : end + _BORDER])
        strips.append(strip[:, :, FACTOR * above : FACTOR * (above + end - first)])
    return torch.cat(strips, 2).clamp(0, 1)


@cache
def _network(device: str) -> nn.Module:
    from spandrel import ModelLoader  # it imports every architecture that it knows, which takes a second

    path = checked(UPSCALER, UPSCALER_SHA256, say("upscaler-file"))
    loaded = ModelLoader(device=device).load_from_state_dict(load_file(path))
    network: nn.Module = loaded.model.eval().requires_grad_(False)
    return network
