"""Small changes of pictures that mislead a perceptor most, so that it learns not to be misled.

The gradients of a network that has learned so point at what a person would change, too (Madry et al., "Towards Deep
Learning Models Resistant to Adversarial Attacks", 2018; Santurkar et al., "Image Synthesis with a Single (Robust)
Classifier", 2019). A painter follows these gradients.
"""

from collections.abc import Callable

import torch
from torch import Tensor

_STEPS = 2
_STEP = 1.2  # over the radius, all steps together
_BEGIN = 0.3  # over the radius: the largest random start
_TINY = 1e-9


def attacked(images: Tensor, loss: Callable[[Tensor], Tensor], radius: float) -> Tensor:
    """Return pictures (n, 3, h, w), each moved by up to `radius` in the Euclidean distance where `loss` is larger.

    Each has a radius of its own, drawn evenly from 0 on.
    """
    reach = radius * torch.rand(len(images), 1, 1, 1)
    moved = _unit(torch.randn_like(images)) * reach * _BEGIN * torch.rand(len(images), 1, 1, 1)
    for _ in range(_STEPS):
        moved.requires_grad_()
        (uphill,) = torch.autograd.grad(loss(images + moved), moved)
        moved = moved.detach() + _unit(uphill) * reach * _STEP / _STEPS
        moved = moved * (reach / (_length(moved) + _TINY)).clamp(max=1)
    return images + moved


def _unit(images: Tensor) -> Tensor:
    return images / (_length(images) + _TINY)


def _length(images: Tensor) -> Tensor:
    length: Tensor = torch.linalg.vector_norm(images.flatten(1), dim=1)
    return length.view(-1, 1, 1, 1)
