"""A perceptor's targets: prompts in words and in pictures, scene by scene."""

from collections.abc import Sequence

import torch
from torch import Tensor

from generator.guidance.crops import Draws
from generator.models.perceptors.perceptor import Perceptor, Targets
from generator.randomness import Streams
from generator.wire.params import Params
from generator.wire.prompts import Prompt
from words.sentence import Sentence, say

_AT_ONCE = 16  # crops of an image prompt, so that encoding it takes less memory than painting


def encode_scenes(perceptor: Perceptor, params: Params, image_prompt: Tensor | None) -> list[Targets]:
    """Return the targets of each scene. The image prompt (1, 3, h, w) in 0..1 belongs to every scene."""
    scenes = [[(prompt, perceptor.encode_text(prompt.text)) for prompt in scene] for scene in params.scenes]
    if image_prompt is not None:
        target = (Prompt("", params.image_prompt_weight), _embed_crops(perceptor, params, image_prompt))
        scenes = [[*targets, target] for targets in scenes]
    return [*scenes]


@torch.no_grad()
def _embed_crops(perceptor: Perceptor, params: Params, picture: Tensor) -> Tensor:
    """Return the embeddings of crops of a picture, as the notebooks encode image prompts: (num_cutouts, d).

    The crops come from their own random streams, so an image prompt does not shift the draws of the painting.
    """
    draws = Draws.draw(params, picture.shape, perceptor.cut_size, Streams(params.seed))
    picture = picture.to(perceptor.device)
    return torch.cat([perceptor.look(part.cutouts(picture)).embeddings for part in draws.chunks(_AT_ONCE)])


def unread(perceptors: Sequence[Perceptor], params: Params) -> tuple[Sentence, ...]:
    """Return a sentence for each part of the prompt that is too long for one of the perceptors."""
    texts = [prompt.text for scene in params.scenes for prompt in scene]
    parts = [max(perceptor.left_out(text) for perceptor in perceptors) for text in texts]
    if len(parts) == 1:
        return (say("note-prompt-too-long", words=parts[0]),) if parts[0] else ()
    return tuple(say("note-part-too-long", part=str(n), words=out) for n, out in enumerate(parts, 1) if out)
