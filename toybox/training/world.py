"""The small world of one batch: a few colours of things, a few of grounds, and all shapes.

In it every caption has others that differ in one fact alone, so that each fact has to be told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from toybox.scenes.captions import caption_of
from toybox.scenes.scene import COLOURS, PAIRS, Pair
from toybox.scenes.shapes import SHAPES

NONE = -1  # in place of a fact that is not stated
KINDS = (len(COLOURS), len(SHAPES), len(COLOURS))  # how many values each fact has
SHAPE = 1  # the shape's place among the facts

_FEW = 3

Fact = tuple[Pair, str]  # what a picture of one thing shows: the pair, and the ground

_COLOURS = tuple(COLOURS)
_OF_NO_THING = ("", "a", "a picture", "a painting", "{colour}", "a {colour} background", "a {colour} painting")


@dataclass(frozen=True)
class World:
    """What can be shown in it, and the pairs among that."""

    facts: tuple[Fact, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def sample(cls, rng: Random) -> "World":
        """Draw the colours."""
        colours, grounds = rng.sample(_COLOURS, _FEW), rng.sample(_COLOURS, _FEW)
        facts = [(pair, ground) for pair in PAIRS for ground in grounds if pair[0] in colours and pair[0] != ground]
        return cls(tuple(facts), tuple(sorted({pair for pair, _ in facts})))


@dataclass(frozen=True)
class Said:
    """Four lists of captions in one: of all facts of a world, each shape alone, each pair alone, and of no thing.

    Pictures choose in the first three.
    """

    texts: list[str]
    numbers: Tensor  # (texts, 3), of the facts that each states
    lists: tuple[slice, slice, slice]
    plain: slice

    @classmethod
    def of(cls, world: World, rng: Random) -> "Said":
        """Draw a caption for each."""
        stated: list[tuple[Pair, str | None]] = [
            *world.facts,
            *((("", shape), None) for shape in SHAPES),
            *((pair, None) for pair in world.pairs),
        ]
        texts = [caption_of(pair, ground, rng).text for pair, ground in stated]
        full, shapes, pairs = len(world.facts), len(world.facts) + len(SHAPES), len(stated)
        plain = [form.format(colour=rng.choice(_COLOURS)) for form in _OF_NO_THING]
        lists = (slice(0, full), slice(full, shapes), slice(shapes, pairs))
        said = numbers([*stated, *((("", ""), None) for _ in plain)])
        return cls([*texts, *plain], said, lists, slice(pairs, pairs + len(plain)))


def numbers(stated: Sequence[tuple[Pair, str | None]]) -> Tensor:
    """Return each fact as a number, `NONE` where there is none: (stated, 3) of colour, shape and ground."""
    return torch.tensor([(_number(c, _COLOURS), _number(s, SHAPES), _number(g, _COLOURS)) for (c, s), g in stated])


def targets(world: World, facts: Sequence[tuple[Pair, str | None]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the place in each list of `Said` of what is true of pictures with these facts, `NONE` where nothing is."""
    places: list[list[int]] = [
        [_number((pair, ground), world.facts) for pair, ground in facts],
        [SHAPES.index(shape) for (_, shape), _ in facts],
        [_number(pair, world.pairs) for pair, _ in facts],
    ]
    full, shapes, pairs = (torch.tensor(each) for each in places)
    return full, shapes, pairs


def _number(value: object, among: Sequence[object]) -> int:
    return among.index(value) if value in among else NONE
