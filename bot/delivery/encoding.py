"""One picture in ever smaller files: what to send where the file itself is too large. Pillow is used here alone."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

SMALLEST = 16 * 1024
"""Bytes. The last rung has at most as many: it is 64 pixels wide or high, and 12 KiB before it is compressed."""

_LEAST_SIDE = 64
_QUALITIES = (90, 75)


@dataclass(frozen=True)
class Encoding:
    """A file of the picture. `how` says what became of it, None for the original."""

    suffix: str
    data: bytes
    how: str | None = None


class Ladder:
    """The files of one picture, the best first. It is only climbed down."""

    def __init__(self, original: bytes) -> None:
        """Begin with the bytes of a PNG."""
        self._rungs = _rungs(original)

    async def within(self, limit: int | None) -> Encoding | None:
        """Return the next file of at most `limit` bytes, None where there is none. Encodes in a thread."""
        return await asyncio.to_thread(self._next, limit)

    def _next(self, limit: int | None) -> Encoding | None:
        return next((rung for rung in self._rungs if limit is None or len(rung.data) <= limit), None)


def _rungs(original: bytes) -> Iterator[Encoding]:
    yield Encoding("png", original)
    try:
        with Image.open(io.BytesIO(original), formats=("PNG",)) as opened:
            image = opened.convert("RGB")
    except OSError:  # what is no picture has no smaller file
        return
    yield Encoding("webp", _webp(image, lossless=True), "as WebP, the same to the last pixel")
    for quality in _QUALITIES:
        yield Encoding("webp", _webp(image, quality=quality), "as WebP, with a little loss")
    while max(image.size) > _LEAST_SIDE:
        width, height = (max(1, side // 2) for side in image.size)
        image = image.resize((width, height), Image.Resampling.LANCZOS)
        yield Encoding("webp", _webp(image, quality=_QUALITIES[-1]), f"as WebP, at {width}x{height}")


def _webp(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", **options)
    return file.getvalue()
