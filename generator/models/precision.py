"""Which part of a network may be less precise."""

import torch
from torch import nn

from generator.wire.plan import Precision

_KEPT = (nn.GroupNorm, nn.LayerNorm, nn.BatchNorm2d, nn.Embedding)


def move(network: nn.Module, device: str, precision: Precision) -> None:
    """Bring `network` to a device, in place, and its weights to `precision`, but for those of norms and codebooks."""
    for module in network.modules():
        dtype = None if isinstance(module, _KEPT) else getattr(torch, precision)
        for tensor in (*module.parameters(recurse=False), *module.buffers(recurse=False)):
            tensor.data = tensor.data.to(device=device, dtype=dtype)
