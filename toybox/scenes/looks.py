"""Looks: styles that are applied to a whole picture after it is drawn."""

from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

_STRIPES, _PIXELS = 8, 16  # along a side


def _striped(image: Image.Image) -> Image.Image:
    """Darken every other band across the picture."""
    shade = Image.new("RGB", image.size, (255, 255, 255))
    pen, high = ImageDraw.Draw(shade), image.height / _STRIPES
    for band in range(0, _STRIPES, 2):
        pen.rectangle((0, round(band * high), image.width, round((band + 1) * high) - 1), fill=(195, 195, 195))
    return ImageChops.multiply(image, shade)


def _watercolour(image: Image.Image) -> Image.Image:
    """Soften the edges and thin the paint, so that paper shows through."""
    soft = image.filter(ImageFilter.GaussianBlur(image.width / 20))
    return Image.blend(soft, Image.new("RGB", image.size, (255, 252, 240)), 0.35)


def _pixelated(image: Image.Image) -> Image.Image:
    """Draw the picture on a coarse grid."""
    wide, high = (max(1, _PIXELS * side // min(image.size)) for side in image.size)
    return image.resize((wide, high), Image.Resampling.BOX).resize(image.size, Image.Resampling.NEAREST)


_LOOKS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "stripes": _striped,
    "watercolour": _watercolour,
    "pixel art": _pixelated,
}

LOOKS: tuple[str, ...] = tuple(_LOOKS)


def with_look(image: Image.Image, look: str) -> Image.Image:
    """Return a new picture of the same size in one of the `LOOKS`."""
    return _LOOKS[look](image)
