"""Guidance: the gradient for diffusion's predicted picture (Crowson's CLIP-guided diffusion notebooks)."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from generator.guidance.critique import Critic, gathered, seen_by
from generator.guidance.crops import Draws
from generator.guidance.penalties import glare, out_of_range, total_variation
from generator.randomness import Streams
from generator.wire.params import Params


class Guide:
    """Guides a picture towards its prompts and keeps it close to its init image.

    The notebooks compare with the init image by LPIPS, which is a separate network. Here the perceptors do it: they
    compare the picture's crops with the same crops of `init_image` (1, 3, h, w) in 0..1.
    """

    def __init__(self, params: Params, streams: Streams, at_once: int | None, init_image: Tensor | None) -> None:
        self._params, self._streams, self._at_once = params, streams, at_once
        self._init_image = init_image if params.init_scale else None

    def gradient(self, denoised: Tensor, critics: Sequence[Critic]) -> Tensor:
        """Return the gradient of all losses for a picture in -1..1, which may exceed that range: both (1, 3, h, w)."""
        pixels, picture = denoised.detach().requires_grad_(), ((denoised.detach() + 1) / 2).requires_grad_()
        _, of_pixels = gathered(pixels, self._penalties(pixels))
        seen = seen_by(critics, picture, self._params, self._streams, self._at_once, self._loss)
        _, of_picture = gathered(picture, seen)
        return of_pixels + of_picture / 2

    def _loss(self, critic: Critic, cutouts: Tensor, draws: Draws) -> Tensor:
        perceptor, seen = critic.perceptor, critic.perceptor.look(cutouts)
        weights = sum(abs(prompt.weight) for prompt, _ in critic.wanted)
        loss = self._params.clip_guidance_scale / weights * perceptor.loss(seen, critic.wanted)
        if self._init_image is not None:
            with torch.no_grad():
                held = perceptor.look(draws.cutouts(self._init_image)).embeddings
            loss = loss + self._params.init_scale * perceptor.distance(seen.embeddings, held).mean()
        return loss

    def _penalties(self, pixels: Tensor) -> Iterator[Tensor]:
        weighed = (
            (self._params.tv_scale, total_variation),
            (self._params.range_scale, out_of_range),
            (self._params.saturation_scale, glare),
        )
        return (scale * penalty(pixels) for scale, penalty in weighed if scale)


def clamped(gradient: Tensor, most: float) -> Tensor:
    """Limit the root mean square of a gradient to `most`; 0 means no limit (Disco Diffusion's clamp_grad)."""
    if not most:
        return gradient
    size = gradient.square().mean().sqrt()
    return gradient * (size.clamp(max=most) / size.clamp(min=1e-12))
