"""What a style knows of a prompt, said before it is painted. Imports no torch."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Protocol

from generator.wire.errors import NothingKnown
from generator.wire.labels import near, reading
from generator.wire.labels.tokens import key, tokens
from generator.wire.params import Params
from generator.wire.protocol import Style

EXAMPLES = (
    "a volcano",
    "a lighthouse by the sea",
    "goldfish in a coral reef",
    "a hot air balloon over a valley",
    "a snail",
)
"""Prompts that ImageNet's labels say."""
_LOOKED_AT = 5  # unknown words that neighbours are looked for


@dataclass(frozen=True)
class Understood:
    """Whether anything of a prompt is known, and the words and emoji that are not, each once and in order."""

    anything: bool
    unknown: tuple[str, ...] = ()


class Vocabulary(Protocol):
    """The words that a style knows."""

    def read(self, text: str) -> Understood:
        """Return what is known of one part of a prompt."""

    def nearest(self, word: str, count: int) -> tuple[str, ...]:
        """Return the known words most like an unknown one, at most `count`, the likest first."""


def understood(style: Style, params: Params) -> Understood:
    """Return what a style knows of a prompt. A part that it avoids is no part that it can paint."""
    vocabulary = _vocabulary(style)
    if vocabulary is None:
        return Understood(True)
    read = [(part, vocabulary.read(part.text)) for scene in params.scenes for part in scene]
    unknown = {key(word): word for _, each in reversed(read) for word in reversed(each.unknown)}
    return Understood(any(each.anything for part, each in read if part.weight > 0), tuple(reversed(unknown.values())))


def check_known(style: Style, params: Params) -> None:
    """Raise NothingKnown if a style knows nothing of the prompt, and no picture is there in place.

    One that lists its words on its card paints anything: what it knows is told with its receipt.
    """
    if style.words is None and params.image_prompt is None and not understood(style, params).anything:
        raise NothingKnown(style=style.name)


def near_words(style: Style, params: Params, count: int = 5) -> tuple[tuple[str, str], ...]:
    """Return unknown words of the prompt, each with a known word like it: the likest of each word first."""
    vocabulary = _vocabulary(style)
    if vocabulary is None:
        return ()
    unknown = [word for word in understood(style, params).unknown if _places(params.prompt, word)][:_LOOKED_AT]
    pairs = ([(word, known) for known in vocabulary.nearest(word, count)] for word in unknown)
    return tuple(pair for pair in chain.from_iterable(zip_longest(*pairs)) if pair)[:count]


def near_prompts(style: Style, params: Params) -> tuple[str, ...]:
    """Return prompts that are known, at least in part: at most four with another word in this one, then examples."""
    changed = [with_word(params.prompt, word, known) for word, known in near_words(style, params, 4)]
    examples = EXAMPLES if style.vocabulary == "imagenet" else style.words or ()
    return tuple(dict.fromkeys([*changed, *examples]))


def with_word(prompt: str, word: str, known: str) -> str:
    """Return a prompt with `known` wherever `word` stands as a whole word."""
    for start, end in reversed(_places(prompt, word)):
        prompt = prompt[:start] + known + prompt[end:]
    return prompt


class _Labels:
    """The words that name ImageNet's labels, or colours."""

    def read(self, text: str) -> Understood:
        read = reading.read(text)
        return Understood(bool(read), read.unknown)

    def nearest(self, word: str, count: int) -> tuple[str, ...]:
        return near.nearest(word, count)


class _Listed:
    """The words on a style's card."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._keys = {key(word) for word in words}
        self._neighbours = near.Neighbours(words)

    def read(self, text: str) -> Understood:
        typed: dict[str, str] = {}
        for token in tokens(text):
            if not token.number:
                typed.setdefault(token.key, text[token.start : token.end])
        unknown = tuple(word for each, word in typed.items() if each not in self._keys)
        return Understood(len(unknown) < len(typed), unknown)

    def nearest(self, word: str, count: int) -> tuple[str, ...]:
        return self._neighbours.nearest(word, count)


def _vocabulary(style: Style) -> Vocabulary | None:
    """Return the words that a style knows, or None if it knows all."""
    if style.vocabulary == "imagenet":
        return _Labels()
    return None if style.words is None else _listed(style.words)


@cache
def _listed(words: tuple[str, ...]) -> _Listed:
    return _Listed(words)


def _places(prompt: str, word: str) -> list[tuple[int, int]]:
    """Return where a word stands in a prompt, in whatever case, as a whole word."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", prompt, re.IGNORECASE)]
