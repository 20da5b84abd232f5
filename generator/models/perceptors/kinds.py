"""The kinds of perceptors that a style's card may name. One line a kind."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from generator.models.perceptors.perceptor import Perceptor
from generator.wire.plan import Precision

Load = Callable[[Path, str, Precision], Perceptor]
"""Loads a hashed file onto a device, in a precision."""

_LOADS = {
    "clip": "generator.models.perceptors.clip:ClipPerceptor.load",
    "classifier": "generator.models.perceptors.classifier:Classifier.load",
}


def load(kind: str, path: Path, device: str, precision: Precision) -> Perceptor:
    """Load a perceptor of this kind. The file must already be hashed. Raises KeyError."""
    module, _, names = _LOADS[kind].partition(":")
    loads = import_module(module)
    for name in names.split("."):
        loads = getattr(loads, name)
    found: Load = loads  # type: ignore[assignment]
    return found(path, device, precision)
