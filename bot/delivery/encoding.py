"""One file in ever smaller versions: what to send where the file itself is too large. Only this uses Pillow."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from words.sentence import Sentence, say

SMALLEST = 16 * 1024
"""Bytes. No picture's last rung has more: it is 64 pixels wide or high, 12 KiB before it is compressed."""

PREVIEW_SIDE, PREVIEW_BYTES = 512, 300 * 1024
"""The longer side of a preview in pixels, and its size, at most. A preview is only looked at."""

_LEAST_SIDE = 64
_QUALITIES = (90, 75)
_PREVIEW_QUALITIES = (80, 60, 40)
_STILL_IMAGES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}


@dataclass(frozen=True)
class Encoding:
    """A version of the file. `how` says what was done to it, None for the original."""

    suffix: str
    data: bytes
    how: Sentence | None = None


class Ladder:
    """The versions of one file, the best first. It is only climbed down. Only a still image has more than one rung."""

    def __init__(self, original: bytes, suffix: str, mime: str) -> None:
        """Start with the bytes of a file, its suffix with the dot, and its MIME type."""
        self._rungs = _rungs(original, suffix, mime)

    async def within(self, limit: int | None) -> Encoding | None:
        """Return the next version of at most `limit` bytes, None where there is none. Encodes in a thread."""
        return await asyncio.to_thread(self._next, limit)

    def _next(self, limit: int | None) -> Encoding | None:
        return next((rung for rung in self._rungs if limit is None or len(rung.data) <= limit), None)


def preview(data: bytes, limit: int | None) -> Encoding | None:
    """Return a picture small enough to be a preview: of `limit` bytes at most, None where there is none. Blocks.

    Raises what Pillow does where it cannot read the picture.
    """
    most = PREVIEW_BYTES if limit is None else min(limit, PREVIEW_BYTES)
    with Image.open(io.BytesIO(data), formats=tuple(_STILL_IMAGES.values())) as opened:
        image = opened.convert("RGB")
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    while True:
        for quality in _PREVIEW_QUALITIES:
            if len(encoded := _webp(image, quality=quality)) <= most:
                return Encoding(".webp", encoded)
        if max(image.size) == 1:
            return None
        image = _halved(image)


def _rungs(original: bytes, suffix: str, mime: str) -> Iterator[Encoding]:
    yield Encoding(suffix, original)
    image = _still_image(original, mime)
    if image is None:
        return
    yield Encoding(".webp", _webp(image, lossless=True), say("encoded-lossless"))
    for quality in _QUALITIES:
        yield Encoding(".webp", _webp(image, quality=quality), say("encoded-lossy"))
    while max(image.size) > _LEAST_SIDE:
        image = _halved(image)
        how = say("encoded-smaller", size="{}x{}".format(*image.size))
        yield Encoding(".webp", _webp(image, quality=_QUALITIES[-1]), how)


def _still_image(data: bytes, mime: str) -> Image.Image | None:
    """Return the image, None where the data is animated or no image at all."""
    if mime not in _STILL_IMAGES:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=(_STILL_IMAGES[mime],)) as opened:
            return None if getattr(opened, "is_animated", False) else opened.convert("RGB")
    except OSError:
        return None


def _halved(image: Image.Image) -> Image.Image:
    width, height = (max(1, side // 2) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", **options)
    return file.getvalue()
