"""The grammar of prompts before there was `prompt_syntax`: `text:weight:stop`, as in the VQGAN-CLIP notebooks.

Pictures and rows keep prompts for years, so this reads what was ordered then as it was read then. Imports no torch.
"""

import math
import re

from generator.wire.errors import InvalidParams
from generator.wire.prompts import MAX_WEIGHT, Prompt, Scene


def parse_scenes(text: str) -> tuple[Scene, ...]:
    """Parse `spring ^ summer | sun:2 ^ autumn`. Scenes share the steps evenly (the `^` of nerdyrodent's VQGAN-CLIP).

    Raises InvalidParams if a scene is empty, and as `parse_prompts` does.
    """
    scenes = text.split("^")
    if len(scenes) > 1 and not all(scene.strip(" |\t\n") for scene in scenes):
        raise InvalidParams("prompt-empty-scene")
    return tuple(parse_prompts(scene) for scene in scenes)


def parse_prompts(text: str) -> Scene:
    """Parse `a castle | fog:2 | people:-1`, where each part is `text:weight:stop`, as in the VQGAN-CLIP notebooks.

    Raises InvalidParams if there is no prompt, if the weights cancel out, or if a weight is out of range.
    """
    prompts = tuple(_prompt(part.strip()) for part in text.split("|") if part.strip())
    if not prompts:
        raise InvalidParams("prompt-empty")
    if math.isclose(sum(prompt.weight for prompt in prompts), 0, abs_tol=1e-6):
        raise InvalidParams("prompt-cancels-out")
    return prompts


def _prompt(part: str) -> Prompt:
    number = r"(?::\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+)))?"
    match = re.fullmatch(rf"(.*?){number}{number}", part, re.DOTALL)
    assert match is not None  # the first group takes whatever the numbers leave
    words, weight, stop = match[1].strip(), float(match[2] or 1), float(match[3] or -math.inf)
    if not words:
        raise InvalidParams("prompt-no-words", part=repr(part))
    if abs(weight) > MAX_WEIGHT:
        raise InvalidParams("prompt-wrong-weight", most=str(MAX_WEIGHT), weight=match[2][:40])
    return Prompt(words, weight, stop)
