"""Scenes to learn shapes from: one large thing near the middle, in named colours or in free ones.

Free colours are any two that differ enough. They let a network learn each shape in colours that its name is never shown
with, and yet a held-out pair stays held out: a thing whose nearest named colour would make one is thrown away.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from toybox.scenes.places import Rgb
from toybox.scenes.scene import COLOURS, PAIRS, Pair, Scene, held_out, jittered, placed_thing, sample_scene
from toybox.scenes.shapes import HARDNESS, SHAPES

Range = tuple[float, float]

LARGE, ANY = (0.27, 0.42), (0.22, 0.42)  # radii over the picture's short side
NEAR, FAR = 0.07, 0.3  # the largest distance from the middle, over a side
OTHER_SHARE = 0.1  # of the scenes, which are those of `sample_scene`

_FREE = (5, 250)  # of each channel
_APART = 90  # the least distance of the two free colours
_MARGIN = 0.02  # between a thing and the picture's border


def sample_central(
    rng: Random, pair: Pair | None = None, ground: str | None = None, radii: Range = LARGE, room: float = NEAR
) -> Scene:
    """Draw a scene with one thing near the middle, of a pair and on a ground, drawn where not given."""
    ground = ground or rng.choice(list(COLOURS))
    if pair is None:
        pair = _one(rng, [pair for pair in PAIRS if pair[0] != ground])
    radius = rng.uniform(*radii)
    most = min(0.5 - _MARGIN - radius, room)
    x, y = (0.5 + rng.uniform(-most, most) for _ in range(2))
    return Scene(ground, jittered(ground, rng), (placed_thing(pair, rng, x, y, radius),))


def sample_free(rng: Random, radii: Range = LARGE, room: float = NEAR) -> Scene:
    """Draw a scene as `sample_central` does, but in free colours. The names of its colours mean nothing."""
    _, shape = _one(rng, [("", shape) for shape in SHAPES])
    thing, ground = _free_colours(rng, shape)
    colour = next(colour for colour, other in PAIRS if other == shape)
    scene = sample_central(rng, (colour, shape), None, radii, room)
    return replace(scene, ground=None, ground_rgb=ground, things=(replace(scene.things[0], rgb=thing),))


def sample_mixed(rng: Random, count: int, free_share: float) -> list[Scene]:
    """Draw scenes of all kinds, `free_share` of them in free colours."""
    return [_sample_one(rng, free_share) for _ in range(count)]


def _sample_one(rng: Random, free_share: float) -> Scene:
    drawn = rng.random()
    if drawn < free_share:
        return sample_free(rng)
    return sample_scene(rng) if drawn < free_share + OTHER_SHARE else sample_central(rng)


def _one(rng: Random, pairs: Sequence[Pair]) -> Pair:
    """Draw one of some pairs, those of shapes that are learned slowly more often."""
    return rng.choices(pairs, [HARDNESS.get(shape, 1) for _, shape in pairs])[0]


def _free_colours(rng: Random, shape: str) -> tuple[Rgb, Rgb]:
    while True:
        thing, ground = (_rgb(rng) for _ in range(2))
        if _distance(thing, ground) >= _APART and not held_out(_nearest(thing), shape):
            return thing, ground


def _rgb(rng: Random) -> Rgb:
    return rng.randint(*_FREE), rng.randint(*_FREE), rng.randint(*_FREE)


def _nearest(rgb: Rgb) -> str:
    return min(COLOURS, key=lambda name: _distance(COLOURS[name], rgb))


def _distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
