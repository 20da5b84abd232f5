"""Lower precision for the parts of a network that tolerate it."""

import torch
from torch import nn

from generator.wire.plan import Precision

_KEPT = (nn.GroupNorm, nn.LayerNorm, nn.BatchNorm2d, nn.Embedding)


def move(network: nn.Module, device: str, precision: Precision) -> None:
    """Move `network` to a device in place, and convert its weights to `precision`, except norms and codebooks."""
    for module in network.modules():
        dtype = None if isinstance(module, _KEPT) else getattr(torch, precision)
        for tensor in (*module.parameters(recurse=False), *module.buffers(recurse=False)):
            tensor.data = tensor.data.to(device=device, dtype=dtype)
