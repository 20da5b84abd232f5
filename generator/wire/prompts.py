"""The grammar of prompts, as docs/prompts.md describes it. Imports no torch.

Prompts are `visible` text: scenes one after another, each with weighted parts.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.wire.errors import InvalidParams
from generator.wire.visible import visible

MAX_WEIGHT = 100


@dataclass(frozen=True)
class Prompt:
    """One part of a prompt: its text, its weight, and the loss below which it stops pulling."""

    text: str
    weight: float = 1.0
    stop: float = -math.inf


Scene = tuple[Prompt, ...]

_NUMBER = r"[-+−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
# What separates: `|`; `::` with the weight and the stop that follow at once, and a comma behind them; a `^` alone.
SEPARATOR = re.compile(
    rf"(?P<bar>\|)"
    rf"|(?P<mark>::)(?:(?P<weight>{_NUMBER})(?::(?P<stop>{_NUMBER}))?(?=\s|$|\||::|[,;](?![0-9]))(?:\s*[,;]\s*)?)?"
    rf"|(?P<scene>(?<![^\s|:,;])\^(?![^\s|:,;]))"
)
# `text:weight` and `text:weight:stop`, as in the VQGAN-CLIP notebooks.
_COLONS = (
    re.compile(rf"(.*[^\s:]):\s*({_NUMBER}):\s*({_NUMBER})", re.DOTALL),
    re.compile(rf"(.*[^\s:]):\s*({_NUMBER})()", re.DOTALL),
)


def parse_scenes(text: str) -> tuple[Scene, ...]:
    """Parse `a castle:: fog::-0.5 ^ a ruin | fog:2`. Scenes share the steps evenly, as in nerdyrodent's VQGAN-CLIP.

    Raises InvalidParams if a scene is empty, if a part has a weight but no words, if a number is out of range, or if
    the weights of a scene do not add up to more than 0, as Midjourney demands.
    """
    text = visible(text)
    scenes = [tuple(scene) for scene in _scenes(text)]
    if not any(scenes):
        raise InvalidParams("prompt-empty")
    if not all(scenes):
        raise InvalidParams("prompt-empty-scene")
    for scene in scenes:
        _check_weights(scene)
    return tuple(scenes)


def show_scenes(scenes: tuple[Scene, ...]) -> str:
    """Return the scenes as a prompt that states every weight. `parse_scenes` returns the same scenes for it.

    Words alone stay as they are.
    """
    words = " ^ ".join(part.text for scene in scenes for part in scene)
    if all(len(scene) == 1 for scene in scenes) and _read(words) == scenes:
        return words
    return " ^ ".join(" | ".join(map(_shown, scene)) for scene in scenes)


def scene_of(step: int, steps: int, scenes: int) -> int:
    """Return the index of the scene that a step paints. Scenes count from 0 and steps from 1."""
    return (step - 1) * scenes // steps


def _read(text: str) -> tuple[Scene, ...] | None:
    """Return what `parse_scenes` returns, or None if it refuses the text."""
    try:
        return parse_scenes(text)
    except InvalidParams:
        return None


def _scenes(text: str) -> Iterator[list[Prompt]]:
    """Yield the parts of each scene, however few."""
    separators = list(SEPARATOR.finditer(text))
    separated = any(not match["scene"] for match in separators)
    parts: list[Prompt] = []
    at = 0
    for match in separators:
        words, at = text[at : match.start()].strip(), match.end()
        if match["mark"]:
            parts += _marked(words, match["weight"], match["stop"])
        else:
            parts += _plain(words, separated)
        if match["scene"]:
            yield parts
            parts = []
    yield parts + _plain(text[at:].strip(), separated)


def _marked(words: str, weight: str | None, stop: str | None) -> list[Prompt]:
    """Return the part that stands before a `::`, none for a `::` without words and weight."""
    if words:
        return [_part(words, weight, stop)]
    if weight:
        raise InvalidParams("prompt-no-words", part=repr(f"::{weight}"))
    return []


def _plain(words: str, separated: bool) -> list[Prompt]:
    """Return a part that no `::` ends. Its own last colon may give it a weight.

    It does so directly behind a word. A whole number without a sign counts only where `|` or `::` separates parts, and
    never behind a digit, as in 12:30, 16:9 and John 3:16. A colon in an address is part of the address.
    """
    if not words:
        return []
    for colons in _COLONS:
        if match := colons.fullmatch(words):
            text, weight, stop = match.groups()
            whole = re.fullmatch("[0-9]+", weight + stop)
            is_text = whole and (text[-1].isdigit() or not separated)
            if not is_text and "://" not in text.split()[-1]:
                return [_part(text, weight, stop)]
    return [Prompt(words)]


def _part(words: str, weight: str | None, stop: str | None) -> Prompt:
    part = Prompt(words, _number(weight) if weight else 1.0, _number(stop) if stop else -math.inf)
    if abs(part.weight) > MAX_WEIGHT:
        raise InvalidParams("prompt-wrong-weight", most=str(MAX_WEIGHT), weight=str(weight)[:40])
    if stop and abs(part.stop) > MAX_WEIGHT:
        raise InvalidParams("prompt-wrong-stop", most=str(MAX_WEIGHT), stop=stop[:40])
    return part


def _number(written: str) -> float:
    return float(written.replace("−", "-"))


def _check_weights(scene: Scene) -> None:
    if all(part.weight <= 0 for part in scene):
        raise InvalidParams("prompt-only-negative")
    total = sum(part.weight for part in scene)
    if total < 1e-6:
        raise InvalidParams("prompt-weights", total=f"{total:.6g}")


def _shown(part: Prompt) -> str:
    between = " " if part.text.endswith(":") else ""
    stop = "" if part.stop == -math.inf else f":{_written(part.stop)}"
    return f"{part.text}{between}::{_written(part.weight)}{stop}"


def _written(number: float) -> str:
    """Return a number as `_NUMBER` reads it, without an exponent."""
    return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")
