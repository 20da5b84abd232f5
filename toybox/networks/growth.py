"""Growing a VQGAN: learn at a fraction of the resolution, then double it, and again.

Most of a picture's cost lies in its highest resolution, but little of what a VQGAN learns. So the coarse levels are
learned first, on small pictures of the same scenes with the same grid of tokens, and a new level starts by changing as
little as it can. After Karras et al., "Progressive Growing of GANs", 2018.
"""

from dataclasses import replace

import torch
from torch import Tensor, nn

from toybox.networks.vqgan import Architecture, Vqgan


def shrunk(architecture: Architecture, times: int) -> Architecture:
    """Return the architecture without its `times` highest resolutions: the same tokens, pictures 2**times smaller."""
    mult = architecture.ch_mult[times:]
    return replace(architecture, resolution=architecture.resolution // 2**times, ch_mult=mult)


def enlarged(architecture: Architecture) -> Architecture:
    """Return the architecture with one more resolution on top, with the channels of the highest."""
    mult = (architecture.ch_mult[0], *architecture.ch_mult)
    return replace(architecture, resolution=2 * architecture.resolution, ch_mult=mult)


@torch.no_grad()
def grown(small: Vqgan, architecture: Architecture) -> Vqgan:
    """Return a VQGAN of `architecture`, one resolution larger than `small`, with all that `small` has learned."""
    large = Vqgan(architecture)
    _quieten_new_level(large)
    ours = large.state_dict()
    for name, tensor in small.state_dict().items():
        name = _name_one_level_up(name)
        if name in ours and ours[name].shape == tensor.shape:
            ours[name] = tensor
    large.load_state_dict(ours)
    return large


def _name_one_level_up(name: str) -> str:
    """Return the name in the large model, where level i of the small one is level i + 1."""
    parts = name.split(".")
    if parts[1] in ("down", "up"):
        parts[2] = str(int(parts[2]) + 1)
    return ".".join(parts)


def _quieten_new_level(large: Vqgan) -> None:
    """Make the new level's blocks add nothing, its downsampling average, and its upsampling repeat."""
    level_in, level_out = large.encoder.down[0], large.decoder.up[0]
    last_convs = [block.conv2 for block in (*level_in.block, *level_out.block)]
    for conv in last_convs:
        nn.init.zeros_(conv.weight)
    downsample, upsample = level_in.downsample.conv, large.decoder.up[1].upsample.conv
    _average(downsample.weight)
    nn.init.dirac_(upsample.weight)
    for conv in (*last_convs, downsample, upsample):
        nn.init.zeros_(conv.bias)


def _average(weight: Tensor) -> None:
    """Fill a strided 3 x 3 kernel (channels, channels, 3, 3) that averages its upper left 2 x 2."""
    weight.zero_()
    weight[:, :, :2, :2] = torch.eye(len(weight))[:, :, None, None] / 4
