"""The stages of taming's decoder, each with a forward pass and a backward pass written by hand.

`forward` builds no graph. `backward` takes the stage's input and the gradient of its output, which it may overwrite,
and returns the gradient of the input. Pictures come one at a time: (1, channels, h, w).
"""

from abc import ABC, abstractmethod
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.lean.convolution import input_gradient
from generator.models.lean.normalization import normalize, normalize_backward


class Stage(ABC):
    """One link of the chain; `module` is taming's."""

    def __init__(self, module: Any) -> None:
        self._module = module

    @abstractmethod
    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, Tensor | None]:
        """Return the output and, with `keep_middle`, the tensor between the stage's convolutions, if it has one."""

    @abstractmethod
    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        """Return the gradient of `inputs`. A `middle` that was not kept is recomputed."""


class Convolution(Stage):
    """A single convolution."""

    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, None]:
        return self._module(inputs), None

    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        return input_gradient(self._module, gradient)


class Block(Stage):
    """taming's ResnetBlock: norm, swish and convolution, twice, with a shortcut."""

    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, Tensor | None]:
        middle = self._middle(inputs)
        outputs = self._module.conv2(normalize(middle, self._module.norm2, True, None if keep_middle else middle))
        shortcut = self._shortcut
        outputs += inputs if shortcut is None else shortcut(inputs)
        return outputs, middle if keep_middle else None

    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        if middle is None:
            middle = self._middle(inputs)
        inner = normalize_backward(input_gradient(self._module.conv2, gradient), middle, self._module.norm2, True)
        del middle
        inner = normalize_backward(input_gradient(self._module.conv1, inner), inputs, self._module.norm1, True)
        shortcut = self._shortcut
        inner += gradient if shortcut is None else input_gradient(shortcut, gradient)
        return inner

    def _middle(self, inputs: Tensor) -> Tensor:
        middle: Tensor = self._module.conv1(normalize(inputs, self._module.norm1, True))
        return middle

    @property
    def _shortcut(self) -> nn.Conv2d | None:
        """The shortcut's convolution, if the number of channels changes."""
        if self._module.in_channels == self._module.out_channels:
            return None
        shortcut: nn.Conv2d = (
            self._module.conv_shortcut if self._module.use_conv_shortcut else self._module.nin_shortcut
        )
        return shortcut


class Attention(Stage):
    """taming's AttnBlock. It runs at the lowest resolution, so its backward pass can afford autograd."""

    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, None]:
        outputs: Tensor = self._module.proj_out(_attend(*self._project(inputs)))
        outputs += inputs
        return outputs, None

    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        with torch.enable_grad():
            projected = [one.requires_grad_() for one in self._project(inputs)]
            attended = _attend(*projected)
        outer = input_gradient(self._module.proj_out, gradient)
        gradients = torch.autograd.grad(attended, projected, outer)
        inner = torch.zeros_like(inputs)
        for convolution, one in zip(self._convolutions, gradients, strict=True):
            inner += input_gradient(convolution, one)
        return normalize_backward(inner, inputs, self._module.norm, swish=False).add_(gradient)

    @property
    def _convolutions(self) -> tuple[nn.Conv2d, ...]:
        return self._module.q, self._module.k, self._module.v

    @torch.no_grad()
    def _project(self, inputs: Tensor) -> list[Tensor]:
        normalized = normalize(inputs, self._module.norm, swish=False)
        return [convolution(normalized) for convolution in self._convolutions]


class Enlargement(Stage):
    """taming's Upsample: each pixel becomes four, followed by a convolution."""

    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, None]:
        return self._module(inputs), None

    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        if self._module.with_conv:
            gradient = input_gradient(self._module.conv, gradient)
        return gradient.view(1, -1, inputs.shape[2], 2, inputs.shape[3], 2).sum((3, 5))


class Head(Stage):
    """The end of the decoder: norm, swish and the convolution to red, green and blue."""

    def forward(self, inputs: Tensor, keep_middle: bool = False) -> tuple[Tensor, None]:
        return self._module.conv_out(normalize(inputs, self._module.norm_out, True)), None

    def backward(self, inputs: Tensor, gradient: Tensor, middle: Tensor | None) -> Tensor:
        inner = input_gradient(self._module.conv_out, gradient)
        return normalize_backward(inner, inputs, self._module.norm_out, True)


def _attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Compute attention between all positions, with the same operations as taming's AttnBlock: (1, c, h, w) each."""
    channels = q.shape[1]
    weights = torch.bmm(q.flatten(2).permute(0, 2, 1), k.flatten(2)) * channels**-0.5  # (1, h w, h w)
    weights = F.softmax(weights, dim=2)
    return torch.bmm(v.flatten(2), weights.permute(0, 2, 1)).view(v.shape)
