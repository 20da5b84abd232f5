"""Scenes of the toy world, drawn with Pillow: one or two coloured shapes on a plain ground, or a whole place.

A scene is a frozen value drawn from a `random.Random`: the same seed gives the same scene, and the same scene the same
picture. Some pairs of colour and shape are held out: no scene has them, so a painter that can paint them has learned
colour and shape separately.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from toybox.scenes.looks import LOOKS, with_look
from toybox.scenes.places import PLACES, Part, Rgb, sample_place
from toybox.scenes.shapes import RING_HOLE, SHAPES, outline, placed

COLOURS: dict[str, Rgb] = {
    "red": (220, 40, 40),
    "green": (40, 165, 60),
    "blue": (40, 80, 220),
    "yellow": (240, 215, 50),
    "orange": (245, 140, 30),
    "purple": (140, 60, 190),
    "pink": (250, 150, 190),
    "brown": (120, 75, 40),
    "black": (20, 20, 20),
    "white": (245, 245, 245),
}

BIG, SMALL = 0.33, 0.25  # radii over the picture's short side: big from the first up, small from the second down

_JITTER = 4  # the largest distance of each channel from the colour's nominal value
_SUPERSAMPLING = 2
_RADII, _RADII_OF_TWO = (0.22, 0.42), (0.16, 0.22)  # over the picture's short side

PLACE_SHARE, TWO_SHARE, LOOK_SHARE = 1 / 12, 0.15, 0.1

Pair = tuple[str, str]  # a colour and a shape


@dataclass(frozen=True)
class Thing:
    """A shape with its place: x and y over the width and the height, radius over the short side, angle in radians."""

    colour: str
    shape: str
    rgb: Rgb
    x: float
    y: float
    radius: float
    angle: float


@dataclass(frozen=True)
class Scene:
    """Things on a ground with a named colour, or the parts of a place; and the look of the whole."""

    ground: str | None
    ground_rgb: Rgb
    things: tuple[Thing, ...] = ()
    place: str | None = None
    parts: tuple[Part, ...] = ()
    look: str | None = None


def held_out(colour: str, shape: str) -> bool:
    """Tell whether this pair is kept out of every scene and every caption that a model is trained on."""
    return zlib.crc32(f"{colour} {shape}".encode()) % 10 == 0


PAIRS: tuple[Pair, ...] = tuple((c, s) for c in COLOURS for s in SHAPES if not held_out(c, s))


def sample_scene(rng: Random) -> Scene:
    """Draw a scene: in one case of twelve a place, else things on a ground, one in ten of these with a look."""
    if rng.random() < PLACE_SHARE:
        return _whole(rng.choice(PLACES), rng)
    ground = rng.choice(list(COLOURS))
    pairs = [pair for pair in PAIRS if pair[0] != ground]
    count = 2 if rng.random() < TWO_SHARE else 1
    look = rng.choice(LOOKS) if rng.random() < LOOK_SHARE else None
    return Scene(ground, jittered(ground, rng), _things([rng.choice(pairs) for _ in range(count)], rng), look=look)


def draw(scene: Scene, width: int, height: int) -> Image.Image:
    """Return the scene as an RGB picture of `width` x `height` pixels, with smooth edges."""
    wide, high = width * _SUPERSAMPLING, height * _SUPERSAMPLING
    image = Image.new("RGB", (wide, high), scene.ground_rgb)
    pen = ImageDraw.Draw(image)
    for points, rgb in scene.parts:
        pen.polygon([(x * wide, y * high) for x, y in points], fill=rgb)
    for thing in scene.things:
        _draw_thing(pen, thing, scene.ground_rgb, wide, high)
    image = image.reduce(_SUPERSAMPLING)
    return with_look(image, scene.look) if scene.look else image


def placed_thing(pair: Pair, rng: Random, x: float, y: float, radius: float) -> Thing:
    """Return the thing at (x, y), its colour slightly changed and itself slightly turned."""
    colour, shape = pair
    return Thing(colour, shape, jittered(colour, rng), x, y, radius, rng.uniform(-0.12, 0.12))


def jittered(colour: str, rng: Random) -> Rgb:
    """Return the colour, each channel slightly changed."""
    r, g, b = (min(255, max(0, c + rng.randint(-_JITTER, _JITTER))) for c in COLOURS[colour])
    return r, g, b


def _draw_thing(pen: ImageDraw.ImageDraw, thing: Thing, ground: Rgb, width: int, height: int) -> None:
    x, y, radius = thing.x * width, thing.y * height, thing.radius * min(width, height)
    points = outline(thing.shape)
    pen.polygon(placed(points, x, y, radius, thing.angle), fill=thing.rgb)
    if thing.shape == "ring":
        pen.polygon(placed(points, x, y, radius * RING_HOLE, thing.angle), fill=ground)


def _whole(place: str, rng: Random) -> Scene:
    rgb, parts = sample_place(place, rng)
    return Scene(None, rgb, place=place, parts=parts)


def _things(pairs: Sequence[Pair], rng: Random) -> tuple[Thing, ...]:
    """Place one thing anywhere in the picture, or two side by side or one above the other, without touching."""
    if len(pairs) == 1:
        radius = rng.uniform(*_RADII)
        room = 0.48 - radius
        return (placed_thing(pairs[0], rng, 0.5 + rng.uniform(-room, room), 0.5 + rng.uniform(-room, room), radius),)
    first, second = rng.uniform(0.24, 0.27), rng.uniform(0.73, 0.76)
    places = [(along, 0.5 + rng.uniform(-0.15, 0.15)) for along in (first, second)]
    if rng.random() < 0.5:
        places = [(y, x) for x, y in places]
    return tuple(
        placed_thing(pair, rng, x, y, rng.uniform(*_RADII_OF_TWO)) for pair, (x, y) in zip(pairs, places, strict=True)
    )
