"""Group norm, with or without swish after it, of one picture; in bands of whole groups.

A group's result depends on that group alone, so bands change nothing, and what is made on the way is as large as a
band and not as the whole. (To the bit as long as a band is a multiple of a processor's vectors of 16 numbers, whose
leftovers are rounded otherwise; where the published decoder is large enough for bands, it is.) All of it happens in
float32, whatever the picture is kept in.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

_BAND = 2**21
"""Numbers in a band: few enough to be small beside any picture, enough to keep a device busy."""


def normalize(inputs: Tensor, norm: nn.GroupNorm, swish: bool, out: Tensor | None = None) -> Tensor:
    """Return the norm of (1, c, h, w), times its own sigmoid where `swish`. `out` may be `inputs` itself."""
    out = torch.empty_like(inputs) if out is None else out
    for band, groups in _bands(inputs, norm):
        normalized, _, _ = _group_norm(inputs[:, band].float(), norm, band, groups)
        if swish:
            normalized.mul_(normalized.sigmoid())
        out[:, band] = normalized
    return out


def normalize_backward(gradient: Tensor, inputs: Tensor, norm: nn.GroupNorm, swish: bool) -> Tensor:
    """Turn the gradient of `normalize` into that of its inputs, in place, and return it: both (1, c, h, w)."""
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
    """Return `gradient * d(v * sigmoid(v))/dv`, spoiling `values`."""
    sigmoid = values.sigmoid()
    # sigmoid * (1 + v * (1 - sigmoid)), within the memory of v
    return values.mul_(1 - sigmoid).add_(1).mul_(sigmoid).mul_(gradient)


def _group_norm(values: Tensor, norm: nn.GroupNorm, band: slice, groups: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the norm of a band, and the mean and reciprocal deviation of each of its groups: (1, groups)."""
    sizes = (1, values.shape[1], values[0, 0].numel(), groups)
    normalized, mean, rstd = torch.native_group_norm(values, norm.weight[band], norm.bias[band], *sizes, norm.eps)
    return normalized, mean, rstd


def _bands(inputs: Tensor, norm: nn.GroupNorm) -> Iterator[tuple[slice, int]]:
    """Yield the channels of each band, and how many groups they are."""
    channels = norm.num_channels // norm.num_groups
    at_once = min(norm.num_groups, max(1, _BAND // (channels * inputs[0, 0].numel())))
    for first in range(0, norm.num_groups, at_once):
        groups = min(at_once, norm.num_groups - first)
        yield slice(first * channels, (first + groups) * channels), groups
