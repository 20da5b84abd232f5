"""Which way diffusion's idea of the finished picture should change (Crowson's CLIP-guided diffusion notebooks)."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from generator.guidance.critique import Critic, gathered, seen_by
from generator.guidance.crops import Draws
from generator.guidance.losses import prompt_loss, spherical_distance
from generator.guidance.penalties import glare, out_of_range, total_variation
from generator.randomness import Streams
from generator.wire.params import Params


class Guide:
    """Leads a picture to its prompts, and holds it to its beginning.

    The notebooks hold on to an init image by LPIPS, a network of its own. Here the perceptors do it: what they see in
    the picture's crops is to be what they see in the same crops of `init_image` (1, 3, h, w) in 0..1.
    """

    def __init__(self, params: Params, streams: Streams, at_once: int | None, init_image: Tensor | None) -> None:
        self._params, self._streams, self._at_once = params, streams, at_once
        self._init_image = init_image if params.init_scale else None

    def gradient(self, denoised: Tensor, critics: Sequence[Critic]) -> Tensor:
        """Return the gradient of all losses, for a picture in -1..1 that may go beyond: both (1, 3, h, w)."""
        pixels, picture = denoised.detach().requires_grad_(), ((denoised.detach() + 1) / 2).requires_grad_()
        _, of_pixels = gathered(pixels, self._penalties(pixels))
        seen = seen_by(critics, picture, self._params, self._streams, self._at_once, self._loss)
        _, of_picture = gathered(picture, seen)
        return of_pixels + of_picture / 2

    def _loss(self, critic: Critic, cutouts: Tensor, draws: Draws) -> Tensor:
        embeddings = critic.perceptor.encode_image(cutouts)
        weights = sum(abs(prompt.weight) for prompt, _ in critic.wanted)
        loss = self._params.clip_guidance_scale / weights * prompt_loss(embeddings, critic.wanted)
        if self._init_image is not None:
            with torch.no_grad():
                held = critic.perceptor.encode_image(draws.cutouts(self._init_image))
            loss = loss + self._params.init_scale * spherical_distance(embeddings, held).mean()
        return loss

    def _penalties(self, pixels: Tensor) -> Iterator[Tensor]:
        weighed = (
            (self._params.tv_scale, total_variation),
            (self._params.range_scale, out_of_range),
            (self._params.saturation_scale, glare),
        )
        return (scale * penalty(pixels) for scale, penalty in weighed if scale)


def clamped(gradient: Tensor, most: float) -> Tensor:
    """Return a gradient whose root mean square is `most` at the most; 0 for no limit (Disco Diffusion's clamp_grad)."""
    if not most:
        return gradient
    size = gradient.square().mean().sqrt()
    return gradient * (size.clamp(max=most) / size.clamp(min=1e-12))
