"""Pictures on disk: PNG files that carry their recipe."""

import hashlib
import io
import json
from pathlib import Path

import torch
from PIL import Image, PngImagePlugin
from pydantic import TypeAdapter
from torch import Tensor

from generator.files import write_atomically
from generator.pictures.recipe import Recipe
from generator.step import End
from generator.wire.errors import NoCodes, NoRecipe
from generator.wire.size import Size

_KEY, _CODES, _NOTES = "easel", "easel-codes", "Comment"


def crop(image: Tensor, size: Size) -> Tensor:
    """Cut the middle out of a picture that was painted too large: (3, h, w) -> (3, size.height, size.width)."""
    top, left = (image.shape[1] - size.height) // 2, (image.shape[2] - size.width) // 2
    return image[:, top : top + size.height, left : left + size.width]


def save(path: Path, image: Tensor, recipe: Recipe | None = None, end: End | None = None) -> str:
    """Write (3, h, w) in 0..1 as PNG and return the file's sha256. Without a recipe it is a preview.

    A finished picture carries its notes, and its codes if it has any, so that another picture can continue from it.
    """
    pixels = image.mul(255).round().byte().permute(1, 2, 0).cpu().numpy()
    info = PngImagePlugin.PngInfo()
    if recipe:
        info.add_text("Software", "Easel")
        info.add_itxt(_KEY, recipe.model_dump_json())
    if end:
        if end.codes is not None:
            info.add_itxt(_CODES, json.dumps(end.codes.tolist()), zip=True)
        if end.notes:
            info.add_itxt(_NOTES, "\n".join(map(str, end.notes)))
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", pnginfo=info)
    write_atomically(path, buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a picture. Raises NoRecipe if it has none that can be read."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            return Recipe.model_validate_json(picture.info[_KEY])
    except (OSError, KeyError, ValueError):
        raise NoRecipe from None


def read_codes(path: Path) -> Tensor:
    """Return the codes in a picture: (h, w). Raises NoCodes if it has none that can be read."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            codes = torch.tensor(TypeAdapter(list[list[int]]).validate_json(picture.info[_CODES]))
    except (OSError, KeyError, ValueError, OverflowError):
        raise NoCodes from None
    if codes.dim() != 2:
        raise NoCodes
    return codes
