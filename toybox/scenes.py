"""Scenes of the toy world: one or two coloured shapes on a plain ground, drawn with Pillow.

A scene is a frozen value sampled from a `random.Random`: the same seed gives the same scene, and the same scene the
same picture. Some pairs of colour and shape are held out: no scene has them, so that a painter that can paint them
has understood colour and shape apart from each other.
"""

import zlib
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from toybox.shapes import RING_HOLE, SHAPES, outline, placed

Rgb = tuple[int, int, int]

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

BIG, SMALL = 0.33, 0.25  # radii over the picture's short side from which a thing is called big, under which small

_JITTER = 8  # how far each channel of a colour may be from the colour of its name
_SUPERSAMPLING = 2


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
    ground: str
    ground_rgb: Rgb
    things: tuple[Thing, ...]


def held_out(colour: str, shape: str) -> bool:
    """Whether this pair is kept out of every scene and every caption that a model is trained on."""
    return zlib.crc32(f"{colour} {shape}".encode()) % 10 == 0


PAIRS: tuple[tuple[str, str], ...] = tuple((c, s) for c in COLOURS for s in SHAPES if not held_out(c, s))


def sample_scene(rng: Random) -> Scene:
    """A scene: one thing in four cases of five, two beside or above each other in the fifth."""
    ground = rng.choice(list(COLOURS))
    pairs = [pair for pair in PAIRS if pair[0] != ground]
    things = _two_things(rng, pairs) if rng.random() < 0.2 else (_one_thing(rng, pairs),)
    return Scene(ground, _jittered(ground, rng), things)


def draw(scene: Scene, width: int, height: int) -> Image.Image:
    """The scene as an RGB picture of `width` x `height` pixels, with smooth edges."""
    wide, high = width * _SUPERSAMPLING, height * _SUPERSAMPLING
    image = Image.new("RGB", (wide, high), scene.ground_rgb)
    pen = ImageDraw.Draw(image)
    for thing in scene.things:
        _draw_thing(pen, thing, scene.ground_rgb, wide, high)
    return image.reduce(_SUPERSAMPLING)


def _draw_thing(pen: ImageDraw.ImageDraw, thing: Thing, ground: Rgb, width: int, height: int) -> None:
    x, y, radius = thing.x * width, thing.y * height, thing.radius * min(width, height)
    points = outline(thing.shape)
    pen.polygon(placed(points, x, y, radius, thing.angle), fill=thing.rgb)
    if thing.shape == "ring":
        pen.polygon(placed(points, x, y, radius * RING_HOLE, thing.angle), fill=ground)


def _one_thing(rng: Random, pairs: list[tuple[str, str]]) -> Thing:
    radius = rng.uniform(0.2, 0.42)
    room = 0.48 - radius
    return _thing(rng, pairs, 0.5 + rng.uniform(-room, room), 0.5 + rng.uniform(-room, room), radius)


def _two_things(rng: Random, pairs: list[tuple[str, str]]) -> tuple[Thing, Thing]:
    """Two things on one axis, far enough apart that they do not touch."""
    first, second = rng.uniform(0.24, 0.27), rng.uniform(0.73, 0.76)
    across = [0.5 + rng.uniform(-0.15, 0.15) for _ in range(2)]
    places = [(first, across[0]), (second, across[1])]
    if rng.random() < 0.5:
        places = [(y, x) for x, y in places]
    one, two = (_thing(rng, pairs, x, y, rng.uniform(0.15, 0.22)) for x, y in places)
    return one, two


def _thing(rng: Random, pairs: list[tuple[str, str]], x: float, y: float, radius: float) -> Thing:
    colour, shape = rng.choice(pairs)
    return Thing(colour, shape, _jittered(colour, rng), x, y, radius, rng.uniform(-0.12, 0.12))


def _jittered(colour: str, rng: Random) -> Rgb:
    r, g, b = (min(255, max(0, c + rng.randint(-_JITTER, _JITTER))) for c in COLOURS[colour])
    return r, g, b
