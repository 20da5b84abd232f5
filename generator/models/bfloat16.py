"""Faster ways to run a perceptor in bfloat16 on a CPU, for operations that are slow in oneDNN and torch.

They sum in another order, so plans that keep the published result do not use them. Timings are for torch 2.12 and
ViT-B/32.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel


class Patches(nn.Module):
    """A bias-free convolution with non-overlapping windows, computed as a matrix product.

    The backward pass of the convolution itself would take a tenth of the whole step.
    """

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        self.weight = convolution.weight  # (width, channels, side, side)

    def forward(self, pictures: Tensor) -> Tensor:
        """Apply the convolution: (n, channels, h * side, w * side) -> (n, width, h, w)."""
        patches: Tensor = F.pixel_unshuffle(pictures, self.weight.shape[-1])  # (n, channels * side * side, h, w)
        read = F.linear(patches.flatten(2).transpose(1, 2), self.weight.flatten(1))  # (n, h w, width)
        return read.transpose(1, 2).view(len(pictures), -1, *patches.shape[2:])


@contextmanager
def plain_attention() -> Iterator[None]:
    """Compute attention as plain matrix products that stay in bfloat16.

    A cutout has only fifty tokens, and the backward pass of flash attention takes four times as long. Despite its name,
    the setting applies to every device.
    """
    allowed = torch.backends.cuda.fp16_bf16_reduction_math_sdp_allowed()  # type: ignore[no-untyped-call]
    torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp(True)
    try:
        with sdpa_kernel(SDPBackend.MATH):
            yield
    finally:
        torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp(allowed)
