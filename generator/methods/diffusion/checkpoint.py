"""Published U-Net checkpoints, and which of their tensors to keep."""

from collections.abc import Mapping
from typing import Any

from generator.models.guided import create_model
from generator.models.shapes import Shapes, shapes_of


def read(shapes: Shapes, wanted: Mapping[str, Any] | None) -> tuple[Shapes, dict[str, Any]]:
    """Return the tensors to keep and the architecture, as stated in the catalogue."""
    assert wanted is not None  # the catalogue states it for every U-Net
    return tensors(wanted), dict(wanted)


def tensors(architecture: Mapping[str, Any]) -> Shapes:
    """Return the tensors of the U-Net that guided-diffusion builds from these arguments."""
    return shapes_of(lambda: create_model(**architecture))
