"""Group norm of one picture, optionally followed by swish, computed in bands of whole groups.

A group's result depends only on that group, so bands do not change it, and temporary tensors are only as large as a
band. (It is the same to the last bit if a band is a multiple of the CPU's vectors of 16 numbers, because leftovers are
rounded differently. Wherever the published decoder is large enough for bands, it is.) Everything is computed in
float32, whatever the picture's own precision.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

_BAND = 2**21
"""Numbers per band: few enough to be small next to any picture, and enough to keep a device busy."""


def normalize(inputs: Tensor, norm: nn.GroupNorm, swish: bool, out: Tensor | None = None) -> Tensor:
    """Return the group norm of (1, c, h, w), with `swish` times its own sigmoid. `out` may be `inputs` itself."""
    out = torch.empty_like(inputs) if out is None else out
    for band, groups in _bands(inputs, norm):
        normalized, _, _ = _group_norm(inputs[:, band].float(), norm, band, groups)
        if swish:
            normalized.mul_(normalized.sigmoid())
        out[:, band] = normalized
    return out


def normalize_backward(gradient: Tensor, inputs: Tensor, norm: nn.GroupNorm, swish: bool) -> Tensor:
    """Turn the gradient of the output of `normalize` into that of its inputs, in place, and return it: (1, c, h, w)."""
    for band, groups in _bands(inputs, norm):
        values, outer = inputs[:, band].float(), gradient[:, band].float()
        normalized, mean, rstd = _group_norm(values, norm, band, groups)
        if swish:
            outer = _swish_backward(outer, normalized)
        sizes = (1, values.shape[1], values[0, 0].numel(), groups)
        inner, _, _ = torch.ops.aten.native_group_norm_backward(
            outer, values, mean, rstd, norm.weight[band], *sizes, [True, False, False]
        )
        gradient[:, band] = inner
    return gradient


def _swish_backward(gradient: Tensor, values: Tensor) -> Tensor:
    """Return `gradient * d(v * sigmoid(v))/dv`. Overwrites `values`."""
    sigmoid = values.sigmoid()
    # sigmoid * (1 + v * (1 - sigmoid)), in the memory of v
    return values.mul_(1 - sigmoid).add_(1).mul_(sigmoid).mul_(gradient)


def _group_norm(values: Tensor, norm: nn.GroupNorm, band: slice, groups: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the norm of a band, and the mean and reciprocal standard deviation of its groups: (1, groups) each."""
    sizes = (1, values.shape[1], values[0, 0].numel(), groups)
    normalized, mean, rstd = torch.native_group_norm(values, norm.weight[band], norm.bias[band], *sizes, norm.eps)
    return normalized, mean, rstd


def _bands(inputs: Tensor, norm: nn.GroupNorm) -> Iterator[tuple[slice, int]]:
    """Yield the channels of each band, and their number of groups."""
    channels = norm.num_channels // norm.num_groups
    at_once = min(norm.num_groups, max(1, _BAND // (channels * inputs[0, 0].numel())))
    for first in range(0, norm.num_groups, at_once):
        groups = min(at_once, norm.num_groups - first)
        yield slice(first * channels, (first + groups) * channels), groups
