"""taming's decoder as a chain of stages: what the forward pass keeps, and what the backward pass recomputes."""

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from taming.modules.diffusionmodules.model import Decoder
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from generator.models.lean.stages import Attention, Block, Convolution, Enlargement, Head, Stage
from generator.wire.plan import Keep


class LeanDecoder:
    """Decodes with taming's modules to the same picture, bit for bit, in a fraction of the memory.

    In float32 the gradient equals autograd's to within 1e-5, because sums are taken in another order.
    """

    def __init__(self, post_quant_conv: nn.Conv2d, decoder: Decoder) -> None:
        self._stages = [Convolution(post_quant_conv), *_stages(decoder)]

    def decode(self, quantized: Tensor, keep: Keep) -> Tensor:
        """Return the picture that taming's decoder makes: (1, embed_dim, h, w) -> (1, 3, h * factor, w * factor)."""
        if not (torch.is_grad_enabled() and quantized.requires_grad):
            return _pass(self._stages, quantized)
        picture: Tensor = _Decode.apply(quantized, self._stages, keep)  # type: ignore[no-untyped-call]
        return picture


class _Decode(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, quantized: Tensor, stages: Sequence[Stage], keep: Keep) -> Tensor:
        ctx.stages, ctx.tape = stages, []
        for inputs_kept in _inputs_kept(stages, keep):
            inputs = quantized
            quantized, middle = stages[len(ctx.tape)].forward(inputs, keep == "convolutions")
            ctx.tape.append((inputs if inputs_kept else None, middle))
            del inputs, middle
        return quantized

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        while ctx.tape:
            stage = ctx.stages[len(ctx.tape) - 1]
            inputs = _inputs(ctx.stages, ctx.tape)
            gradient = stage.backward(inputs, gradient, ctx.tape.pop()[1])
            del inputs
        return gradient, None, None


def _inputs_kept(stages: Sequence[Stage], keep: Keep) -> list[bool]:
    """Return whether each stage's input is kept.

    At full resolution a tensor is as large as all those of the lower levels together, so `levels` keeps none there.
    """
    enlargements = [index for index, stage in enumerate(stages) if isinstance(stage, Enlargement)]
    last = max(enlargements, default=0) if keep == "levels" else len(stages)
    return [index <= last for index in range(len(stages))]


def _inputs(stages: Sequence[Stage], tape: Sequence[tuple[Tensor | None, Tensor | None]]) -> Tensor:
    """Return the input of the tape's last stage, recomputed from the last kept one if necessary."""
    kept = max(index for index, (inputs, _) in enumerate(tape) if inputs is not None)
    inputs = tape[kept][0]
    assert inputs is not None  # the first stage's input is always kept
    return _pass(stages[kept : len(tape) - 1], inputs)


@torch.no_grad()
def _pass(stages: Sequence[Stage], inputs: Tensor) -> Tensor:
    for stage in stages:
        inputs, _ = stage.forward(inputs)
    return inputs


def _stages(decoder: Decoder) -> Iterator[Stage]:
    """Yield the decoder's stages in the order of its own `forward`."""
    yield Convolution(decoder.conv_in)
    yield Block(decoder.mid.block_1)
    yield Attention(decoder.mid.attn_1)
    yield Block(decoder.mid.block_2)
    for level in reversed(decoder.up):
        for index, block in enumerate(level.block):
            yield Block(block)
            if len(level.attn) > 0:
                yield Attention(level.attn[index])
        if level is not decoder.up[0]:
            yield Enlargement(level.upsample)
    yield Head(decoder)
