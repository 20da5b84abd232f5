"""Pictures on disk: PNG files that carry their recipe."""

import hashlib
import io
from pathlib import Path

from PIL import Image, PngImagePlugin
from torch import Tensor

from generator.errors import GeneratorError
from generator.files import write_atomically
from generator.params import Size
from generator.recipe import Recipe

_KEY = "easel"


class NoRecipe(GeneratorError):
    """This picture carries no recipe of Easel; give one that Easel painted."""


def crop(image: Tensor, size: Size) -> Tensor:
    """Cut the middle out of a picture that was painted larger than asked: (3, h, w) -> (3, size.height, size.width)."""
    top, left = (image.shape[1] - size.height) // 2, (image.shape[2] - size.width) // 2
    return image[:, top : top + size.height, left : left + size.width]


def save(path: Path, image: Tensor, recipe: Recipe | None = None) -> str:
    """Write (3, h, w) in 0..1 as PNG and return the file's sha256. Without a recipe it is a preview."""
    pixels = image.mul(255).round().byte().permute(1, 2, 0).cpu().numpy()
    info = PngImagePlugin.PngInfo()
    if recipe:
        info.add_text("Software", "Easel")
        info.add_itxt(_KEY, recipe.model_dump_json())
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", pnginfo=info)
    write_atomically(path, buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a picture. Raises NoRecipe where there is none that can be read."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            return Recipe.model_validate_json(picture.info[_KEY])
    except (OSError, KeyError, ValueError):
        raise NoRecipe from None
