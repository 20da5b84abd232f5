"""Pictures that people give to paint from, kept under their sha256, by which params and recipes name them."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from generator.files import write_atomically
from generator.pictures import images
from generator.pictures.recipe import Recipe
from generator.wire.errors import MissingInput, UnreadablePicture
from generator.wire.size import MAX_SIDE, Size

_FORMATS = ("PNG", "JPEG", "WEBP")
_MOST_PIXELS = MAX_SIDE * MAX_SIDE


class Inputs:
    """The folder of kept pictures. Each is a file named by its sha256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Path) -> str:
        """Keep a byte for byte copy of a picture, and return its sha256. Raises UnreadablePicture."""
        try:
            content = file.read_bytes()
        except OSError:
            raise UnreadablePicture("picture-not-there", file=str(file)) from None
        digest = hashlib.sha256(content).hexdigest()
        _read(file)
        if not (self._folder / digest).exists():
            write_atomically(self._folder / digest, content)
        return digest

    def filling(self, digest: str, size: Size) -> Tensor:
        """Return a picture resized to fill `size`, with the rest cut off: (1, 3, height, width) in 0..1.

        Raises MissingInput, UnreadablePicture.
        """
        picture = _read(self._checked(digest))
        return _tensor(ImageOps.fit(picture, (size.width, size.height), Image.Resampling.LANCZOS))

    def whole(self, digest: str, size: Size) -> Tensor:
        """Return a whole picture, of at most about the pixels of `size`: (1, 3, h, w) in 0..1. Raises as `filling`.

        Its sides are rounded to whole pixels. Of a strip that would be less than a pixel wide, the length gives way.
        """
        picture = _read(self._checked(digest))
        scale = min(1.0, size.pixels / (picture.width * picture.height)) ** 0.5
        width, height = (min(max(1, round(side * scale)), size.pixels) for side in picture.size)
        return _tensor(picture.resize((width, height), Image.Resampling.LANCZOS))

    def painted(self, digest: str) -> tuple[Recipe, Tensor]:
        """Return the recipe and the codes of a picture by Easel. Raises MissingInput, NoRecipe."""
        path = self._checked(digest)
        return images.read_recipe(path), images.read_codes(path)

    def _checked(self, digest: str) -> Path:
        path = self._folder / digest
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise MissingInput
        return path


def _read(file: Path) -> Image.Image:
    """Return a picture upright and on white. Its size is checked before its pixels are unpacked."""
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadablePicture
            upright = _eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePicture from None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Scale 16-bit grey to 8 bits, which Pillow's `convert` would clip. Pillow scales all other modes as it reads them.

    A PNG may name one grey that is clear (tRNS), in 16 bits too: https://www.w3.org/TR/png-3/#11tRNS
    """
    if not picture.mode.startswith("I"):
        return picture
    grey = np.asarray(picture).astype(np.int64)
    clear = picture.info.get("transparency")
    opaque = np.full(grey.shape, 255, np.uint8) if clear is None else np.where(grey == clear, 0, 255).astype(np.uint8)
    eight = ((grey.clip(0, 65535) + 128) // 257).astype(np.uint8)
    return Image.merge("LA", (Image.fromarray(eight), Image.fromarray(opaque)))


def _tensor(picture: Image.Image) -> Tensor:
    return torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1).unsqueeze(0).float() / 255
