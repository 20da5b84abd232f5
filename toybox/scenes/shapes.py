"""The outlines of the toy world's shapes, as polygons inside the unit circle (y points down, as in pictures)."""

import math
from collections.abc import Callable

Point = tuple[float, float]
Outline = list[Point]

HARDNESS = {"star": 4, "ring": 2, "cross": 2}
"""How much more often some shapes are drawn than the others, since they are learned more slowly."""

RING_HOLE = 0.55  # inner radius of a ring over its outer radius


def _regular(corners: int, radii: tuple[float, ...] = (1.0,)) -> Outline:
    """Return points at equal angles, clockwise from the top, with radii taken in turn from `radii`."""
    turns = [2 * math.pi * i / corners for i in range(corners)]
    return [(radii[i % len(radii)] * math.sin(a), -radii[i % len(radii)] * math.cos(a)) for i, a in enumerate(turns)]


def _square() -> Outline:
    return [(-0.78, -0.78), (0.78, -0.78), (0.78, 0.78), (-0.78, 0.78)]


def _cross() -> Outline:
    arm, end = 0.32, 0.95
    right = [(arm, -end), (arm, -arm), (end, -arm), (end, arm), (arm, arm), (arm, end)]
    return right + [(-x, -y) for x, y in right]


def _heart() -> Outline:
    turns = [2 * math.pi * i / 48 for i in range(48)]
    return [
        (
            16 * math.sin(t) ** 3 / 17,
            -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t) + 2.5) / 17,
        )
        for t in turns
    ]


_OUTLINES: dict[str, Callable[[], Outline]] = {
    "circle": lambda: _regular(48),
    "square": _square,
    "triangle": lambda: [(0.0, -0.95), (0.95, 0.72), (-0.95, 0.72)],
    "star": lambda: _regular(10, (1.0, 0.42)),
    "ring": lambda: _regular(48),
    "cross": _cross,
    "heart": _heart,
    "diamond": lambda: [(0.0, -1.0), (0.66, 0.0), (0.0, 1.0), (-0.66, 0.0)],
}

SHAPES: tuple[str, ...] = tuple(_OUTLINES)


def outline(shape: str) -> Outline:
    """Return the outer outline of `shape`; a ring's hole is the same outline scaled by `RING_HOLE`."""
    return _OUTLINES[shape]()


def placed(points: Outline, x: float, y: float, radius: float, angle: float) -> Outline:
    """Return `points` turned by `angle` radians, scaled to `radius` and moved to (x, y), all in pixels."""
    cos, sin = math.cos(angle) * radius, math.sin(angle) * radius
    return [(x + cos * px - sin * py, y + sin * px + cos * py) for px, py in points]
