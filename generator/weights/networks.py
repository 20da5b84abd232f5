"""Pick the tensors of a network out of a file, by the kind of network."""

from typing import Any

from generator.methods.method import Method
from generator.methods.registry import methods
from generator.models.shapes import perceptor_tensors
from generator.weights import convert
from generator.weights.convert import Weights
from generator.wire.errors import WrongArchitecture

Architecture = dict[str, Any]
PERCEPTOR = "perceptor"


def kind_of(weights: Weights) -> str:
    """Return the kind of network in a file, from its tensors. Raises WrongArchitecture."""
    shapes = convert.shapes_of(convert.main_part(weights))
    for method in methods():
        if method.offer.kind and method.recognises(shapes):
            return method.offer.kind
    if "visual.conv1.weight" in shapes:
        return PERCEPTOR
    raise WrongArchitecture("checkpoint-neither")


def network(kind: str, weights: Weights, wanted: Architecture | None) -> tuple[Weights, Architecture | None]:
    """Return the tensors to keep and the architecture. Raises WrongArchitecture if the file is not as `wanted`.

    A file of a kind that nothing paints with is kept whole.
    """
    part = convert.main_part(weights)
    if not part:
        raise WrongArchitecture("checkpoint-empty")
    shapes = convert.shapes_of(part)
    if kind == PERCEPTOR:
        return convert.only(part, perceptor_tensors(shapes)), None
    if method := _method_of(kind):
        expected, architecture = method.read(shapes, wanted)
        return convert.only(part, expected), architecture
    return part, wanted


def _method_of(kind: str) -> Method | None:
    return next((method for method in methods() if method.offer.kind == kind), None)
