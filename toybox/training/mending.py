"""The decoder learns to mend: to paint a scene although many of its tokens are wrong.

A painting begins with random tokens. A decoder that has only seen right ones makes a mess of them, in whose pixels a
perceptor's gradient finds no way. One that mends paints the likeliest scene instead, from the first step on, and few
tokens change it as a whole (after Chang et al., "MaskGIT: Masked Generative Image Transformer", 2022, where a
transformer does this).

Its lower levels alone learn it, as these decide what is shown: they are to return what they returned of the right
tokens. This takes a fifteenth of the time of whole pictures. The encoder, the codes and all higher levels stay.
"""

import copy
import math
from collections import deque
from random import Random
from typing import Any

import torch
from torch import Tensor, nn

from toybox.networks.vqgan import Vqgan, autocast
from toybox.scenes.batches import pictures
from toybox.scenes.central import sample_mixed
from toybox.training.loop import Resumable
from toybox.training.paintings import exchanged

LEVELS = 2  # of the decoder, from the lowest resolution up
FREE_SHARE = 0.33  # of the scenes, in free colours
LEAST, MOST = 0.0, 0.9  # shares of the tokens that are wrong
KEPT, NEW = 2000, 3  # scenes whose tokens are kept, and how many are new in a step
WARM_UP_STEPS = 50


class MendingTraining(Resumable):
    """A `Trainee`: `model`, whose decoder learns."""

    def __init__(self, seed: int, vqgan: Vqgan, batch_size: int = 32, lr: float = 1e-3) -> None:
        torch.manual_seed(seed)
        self._rng, self._batch_size, self._lr, self._steps = Random(seed), batch_size, lr, 0
        self.model = vqgan.requires_grad_(False)
        self._right = copy.deepcopy(nn.ModuleDict({"conv": vqgan.post_quant_conv, "decoder": vqgan.decoder}))
        self._tokens: deque[Tensor] = deque(maxlen=KEPT)
        self._learning = [*vqgan.post_quant_conv.parameters(), *_lower(vqgan.decoder)]
        for parameter in self._learning:
            parameter.requires_grad_(True)
        self._optimizer = torch.optim.AdamW(self._learning, lr=lr, betas=(0.9, 0.98), weight_decay=0.0)

    def step(self, progress: float) -> dict[str, float]:
        warm = min(1.0, (self._steps + 1) / WARM_UP_STEPS)
        for group in self._optimizer.param_groups:
            group["lr"] = self._lr * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        right = self._draw()
        wrong = exchanged(right, self.model.architecture.n_embed, LEAST, MOST)
        with torch.no_grad(), autocast():
            wanted = _features(self._right["conv"], self._right["decoder"], self.model.codes(right)).float()
        with autocast():
            mended = _features(self.model.post_quant_conv, self.model.decoder, self.model.codes(wrong)).float()
        spread = wanted.std((0, 2, 3), keepdim=True) + 1e-3
        loss = ((mended - wanted) / spread).square().mean()
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._learning, 1.0)
        self._optimizer.step()
        self._steps += 1
        return {"features": float(loss.detach())}

    @torch.no_grad()
    def _draw(self) -> Tensor:
        """Return the tokens (n, h, w) of a batch of scenes, a few of which are new."""
        size = self.model.architecture.resolution
        new = NEW if self._tokens else self._batch_size
        scenes = sample_mixed(self._rng, new, FREE_SHARE)
        with autocast():
            latents = self.model.encode(pictures(scenes, size, size))
        self._tokens.extend(self.model.nearest(latents.float()))
        return torch.stack(self._rng.choices(self._tokens, k=self._batch_size))


def _lower(decoder: Any) -> list[nn.Parameter]:
    """Return the parameters of the levels that learn."""
    lowest = len(decoder.up) - LEVELS
    names = ("conv_in.", "mid.", *(f"up.{level}." for level in range(lowest + 1, len(decoder.up))))
    last = f"up.{lowest}.block."
    return [parameter for name, parameter in decoder.named_parameters() if name.startswith((*names, last))]


def _features(post_quant_conv: Any, decoder: Any, quantized: Tensor) -> Tensor:
    """Return what taming's Decoder computes up to the last of its levels that learn."""
    h: Tensor = decoder.conv_in(post_quant_conv(quantized))
    h = decoder.mid.block_2(decoder.mid.attn_1(decoder.mid.block_1(h, None)), None)
    for level in reversed(range(len(decoder.up) - LEVELS, len(decoder.up))):
        up = decoder.up[level]
        for at, block in enumerate(up.block):
            h = block(h, None)
            h = up.attn[at](h) if len(up.attn) else h
        if level > len(decoder.up) - LEVELS:
            h = up.upsample(h)
    return h
