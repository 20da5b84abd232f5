"""A published U-Net: the tensors that are kept of it."""

from collections.abc import Mapping
from typing import Any

from generator.models.guided import create_model
from generator.models.shapes import Shapes, shapes_of


def read(shapes: Shapes, wanted: Mapping[str, Any] | None) -> tuple[Shapes, dict[str, Any]]:
    """Return the tensors to keep and the architecture, which is as the catalogue states it."""
    assert wanted is not None  # the catalogue states it of each
    return tensors(wanted), dict(wanted)


def tensors(architecture: Mapping[str, Any]) -> Shapes:
    """Return the tensors of the UNet that guided-diffusion makes with these arguments."""
    return shapes_of(lambda: create_model(**architecture))
