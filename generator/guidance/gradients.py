"""Operations whose gradient is not their derivative."""

from typing import Any

import torch
from torch import Tensor


class _ClampWithGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, values: Tensor, low: float, high: float) -> Tensor:
        ctx.save_for_backward(values)
        ctx.bounds = low, high
        return values.clamp(low, high)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        (values,) = ctx.saved_tensors
        # Where this is negative, a step against the gradient leads outwards: stop it only there.
        inwards = gradient * (values - values.clamp(*ctx.bounds)) >= 0
        return gradient * inwards, None, None


def clamp_with_gradient(values: Tensor, low: float, high: float) -> Tensor:
    """Clamp, but keep gradients that lead values back into range (Crowson's VQGAN+CLIP notebook, `ClampWithGrad`)."""
    clamped: Tensor = _ClampWithGradient.apply(values, low, high)  # type: ignore[no-untyped-call]
    return clamped


class _ReplaceGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, value: Tensor, passing: Tensor) -> Tensor:
        return value.clone()

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[None, Tensor]:
        return None, gradient


def replace_gradient(value: Tensor, passing: Tensor) -> Tensor:
    """Return `value`, but pass its gradient to `passing`: the straight-through trick (same notebook, `ReplaceGrad`)."""
    replaced: Tensor = _ReplaceGradient.apply(value, passing)  # type: ignore[no-untyped-call]
    return replaced
