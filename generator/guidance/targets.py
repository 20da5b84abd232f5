"""What a perceptor is asked to see: prompts in words and in pictures, scene by scene."""

import torch
from torch import Tensor

from generator.guidance.crops import Draws
from generator.models.perceptor import Perceptor, left_out
from generator.randomness import Streams
from generator.wire.params import Params
from generator.wire.prompts import Prompt
from words.sentence import Sentence, say

_AT_ONCE = 16  # crops of an image prompt, so that looking at it takes less memory than painting does

Targets = list[tuple[Prompt, Tensor]]
"""Prompts with their embeddings (m, d) by one perceptor."""


def encode_scenes(perceptor: Perceptor, params: Params, image_prompt: Tensor | None) -> list[Targets]:
    """Return the targets of each scene; the image prompt (1, 3, h, w) in 0..1 is in all of them."""
    scenes = [[(prompt, perceptor.encode_text(prompt.text)) for prompt in scene] for scene in params.scenes]
    if image_prompt is not None:
        seen = (Prompt("", params.image_prompt_weight), _seen(perceptor, params, image_prompt))
        scenes = [[*targets, seen] for targets in scenes]
    return scenes


@torch.no_grad()
def _seen(perceptor: Perceptor, params: Params, picture: Tensor) -> Tensor:
    """Return the embeddings of crops of a picture, as the notebooks see image prompts: (num_cutouts, d).

    They are drawn from streams of their own, so that painting draws what it would without them.
    """
    draws = Draws.draw(params, picture.shape, perceptor.cut_size, Streams(params.seed))
    picture = picture.to(perceptor.device)
    return torch.cat([perceptor.encode_image(part.cutouts(picture)) for part in draws.chunks(_AT_ONCE)])


def unread(params: Params) -> tuple[Sentence, ...]:
    """Say what of the prompt the perceptor does not read, a sentence for each part that is too long for it."""
    parts = [left_out(prompt.text) for scene in params.scenes for prompt in scene]
    if len(parts) == 1:
        return (say("note-prompt-too-long", words=parts[0]),) if parts[0] else ()
    return tuple(say("note-part-too-long", part=str(n), words=out) for n, out in enumerate(parts, 1) if out)
