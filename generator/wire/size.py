"""The size of a picture."""

import math
import re
from dataclasses import dataclass
from typing import Self

from generator.wire.errors import InvalidParams

MIN_SIDE, MAX_SIDE = 64, 4096


@dataclass(frozen=True)
class Size:
    """Width and height of a picture, in pixels."""

    width: int
    height: int

    @classmethod
    def parse(cls, text: object) -> Self:
        """Parse `300x200`, or `300` for a square. Raises InvalidParams."""
        if isinstance(text, cls):
            return text
        match = re.fullmatch(r"\s*(\d{1,5})\s*(?:[x×*]\s*(\d{1,5})\s*)?", str(text), re.IGNORECASE)
        width, height = (int(side or match[1]) for side in match.groups()) if match else (0, 0)
        if not (MIN_SIDE <= width <= MAX_SIDE and MIN_SIDE <= height <= MAX_SIDE):
            raise InvalidParams("size-wrong", least=str(MIN_SIDE), most=str(MAX_SIDE))
        return cls(width, height)

    @property
    def pixels(self) -> int:
        """The number of pixels."""
        return self.width * self.height

    def padded(self, factor: int) -> "Size":
        """Return the next larger size whose sides are multiples of `factor`. The picture is cropped from its centre."""
        return Size(*(math.ceil(side / factor) * factor for side in (self.width, self.height)))

    def smaller(self) -> "Size | None":
        """Return a size of about half the area, with sides that are multiples of 16, or None if that is too small."""
        width, height = (math.floor(side / math.sqrt(2) / 16) * 16 for side in (self.width, self.height))
        return Size(width, height) if min(width, height) >= MIN_SIDE else None

    def shaped(self, ratio: float) -> "Size":
        """Return a size of about the same area with this width for a height of 1, whose sides are multiples of 16.

        Raises InvalidParams if a side is out of range.
        """
        width, height = (round(math.sqrt(area) / 16) * 16 for area in (self.pixels * ratio, self.pixels / ratio))
        if not (min(width, height) >= MIN_SIDE and max(width, height) <= MAX_SIDE):
            size = f"{width}x{height}"
            raise InvalidParams("size-wrong-shape", size=size, least=str(MIN_SIDE), most=str(MAX_SIDE))
        return Size(width, height)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"
