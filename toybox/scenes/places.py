"""Places: whole scenes of the toy world, each of a few polygons that vary from picture to picture."""

import math
from collections.abc import Callable
from random import Random

Rgb = tuple[int, int, int]
Part = tuple[tuple[tuple[float, float], ...], Rgb]  # a polygon over the picture's width and height, and its colour

_NIGHT, _DAY, _DUSK = (20, 25, 60), (130, 195, 245), (250, 190, 150)
_SUN, _MOON, _GRASS, _HILL = (250, 215, 60), (245, 240, 215), (60, 160, 65), (95, 180, 80)
_SEA, _HULL, _SAIL = (35, 85, 190), (120, 75, 40), (245, 245, 245)
_WALLS, _ROOF, _DOOR = ((225, 200, 150), (235, 235, 225), (220, 120, 100)), (160, 50, 45), (95, 60, 35)


def _disc(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    turns = [2 * math.pi * i / 24 for i in range(24)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _box(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _night_sky(rng: Random) -> tuple[Rgb, list[Part]]:
    moon = (_disc(rng.uniform(0.25, 0.75), rng.uniform(0.25, 0.5), rng.uniform(0.12, 0.18)), _MOON)
    stars = [(_disc(rng.uniform(0.05, 0.95), rng.uniform(0.05, 0.95), 0.012), _MOON) for _ in range(6)]
    return _NIGHT, [*stars, moon]


def _hills(rng: Random) -> tuple[Rgb, list[Part]]:
    sun = (_disc(rng.uniform(0.2, 0.8), rng.uniform(0.18, 0.3), rng.uniform(0.09, 0.13)), _SUN)
    far = (_disc(rng.uniform(0.15, 0.4), 1.1, rng.uniform(0.5, 0.6)), _HILL)
    near = (_disc(rng.uniform(0.65, 0.9), 1.15, rng.uniform(0.5, 0.6)), _GRASS)
    return _DAY, [sun, far, near]


def _house(rng: Random) -> tuple[Rgb, list[Part]]:
    x, width, top = rng.uniform(0.4, 0.6), rng.uniform(0.2, 0.26), rng.uniform(0.45, 0.52)
    grass = (_box(0.0, 0.78, 1.0, 1.0), _GRASS)
    walls = (_box(x - width, top, x + width, 0.82), rng.choice(_WALLS))
    roof = (((x - width - 0.05, top), (x, top - 0.25), (x + width + 0.05, top)), _ROOF)
    return _DAY, [grass, walls, roof, (_box(x - 0.06, 0.64, x + 0.06, 0.82), _DOOR)]


def _boat(rng: Random) -> tuple[Rgb, list[Part]]:
    x, water = rng.uniform(0.35, 0.65), rng.uniform(0.6, 0.68)
    sea = (_box(0.0, water, 1.0, 1.0), _SEA)
    hull = (
        ((x - 0.22, water - 0.06), (x + 0.22, water - 0.06), (x + 0.14, water + 0.07), (x - 0.14, water + 0.07)),
        _HULL,
    )
    sail = (((x, water - 0.45), (x + 0.2, water - 0.1), (x, water - 0.1)), _SAIL)
    return rng.choice((_DAY, _DUSK)), [sea, hull, sail]


_PLACES: dict[str, Callable[[Random], tuple[Rgb, list[Part]]]] = {
    "a night sky with a moon": _night_sky,
    "hills under the sun": _hills,
    "a house": _house,
    "a boat on the sea": _boat,
}

PLACES: tuple[str, ...] = tuple(_PLACES)


def sample_place(name: str, rng: Random) -> tuple[Rgb, tuple[Part, ...]]:
    """Draw one picture of a place: return the ground's colour and the polygons on it, the lowest first."""
    ground, parts = _PLACES[name](rng)
    return ground, tuple(parts)
