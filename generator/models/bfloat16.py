"""A perceptor in bfloat16 on a processor: what oneDNN and torch are slow at there, done in another way.

The same sums in another order, so never done to what keeps the result. Times are of torch 2.12 and ViT-B/32.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel


class Patches(nn.Module):
    """A convolution without bias whose windows lie side by side, as the matrix product that it is.

    The way back through the convolution takes as long as a tenth of the whole step.
    """

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        self.weight = convolution.weight  # (width, channels, side, side)

    def forward(self, pictures: Tensor) -> Tensor:
        """(n, channels, h * side, w * side) -> (n, width, h, w)."""
        patches: Tensor = F.pixel_unshuffle(pictures, self.weight.shape[-1])  # (n, channels * side * side, h, w)
        read = F.linear(patches.flatten(2).transpose(1, 2), self.weight.flatten(1))  # (n, h w, width)
        return read.transpose(1, 2).view(len(pictures), -1, *patches.shape[2:])


@contextmanager
def plain_attention() -> Iterator[None]:
    """Attend by matrix products, whose results stay in bfloat16.

    Tokens are few, fifty for a cutout, and the way back through flash attention takes four times as long. (The setting
    holds for every device, despite its name.)
    """
    allowed = torch.backends.cuda.fp16_bf16_reduction_math_sdp_allowed()  # type: ignore[no-untyped-call]
    torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp(True)
    try:
        with sdpa_kernel(SDPBackend.MATH):
            yield
    finally:
        torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp(allowed)
