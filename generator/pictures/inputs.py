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
        """Return a whole picture, of no more pixels than `size` has: (1, 3, h, w) in 0..1. Raises as `filling`."""
        picture = _read(self._checked(digest))
        scale = min(1.0, size.width * size.height / (picture.width * picture.height)) ** 0.5
        sides = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        return _tensor(picture.resize(sides, Image.Resampling.LANCZOS))

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
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePicture from None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _tensor(picture: Image.Image) -> Tensor:
    return torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1).unsqueeze(0).float() / 255
