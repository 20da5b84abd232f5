"""Pick the tensors of a network out of a file, by the kind of network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.methods.method import Method
from generator.methods.registry import methods
from generator.models.shapes import perceptor_tensors
from generator.weights import convert
from generator.weights.parts import Part, Weights, part_with, whole
from generator.wire.errors import WeightsRefused, WrongArchitecture

Architecture = dict[str, Any]
PERCEPTOR = "perceptor"
_PERCEPTOR_ANCHOR = "visual.conv1.weight"


@dataclass(frozen=True)
class Network:
    """A network to keep. `averaged` if the file's average over the training (EMA) was taken.

    `architecture` is None for a perceptor, whose architecture is read from its tensors each time. `told` is as in
    `Reading`.
    """

    tensors: Weights
    architecture: Architecture | None
    averaged: bool
    told: Mapping[str, Any] = field(default_factory=dict)


def kind_of(weights: Weights) -> str:
    """Return the kind of network in a file, from its tensors. Raises WrongArchitecture."""
    for method in methods():
        if method.offer.kind and method.anchor and part_with(weights, method.anchor):
            return method.offer.kind
    if part_with(weights, _PERCEPTOR_ANCHOR):
        return PERCEPTOR
    raise WrongArchitecture("checkpoint-neither")


def network(kind: str, weights: Weights, wanted: Architecture | None) -> Network:
    """Return the network of this kind in a file. Raises WrongArchitecture if it is not as `wanted`.

    A file of a kind that nothing paints with is kept whole.
    """
    method = _method_of(kind)
    anchor = _PERCEPTOR_ANCHOR if kind == PERCEPTOR else method and method.anchor
    part: Part = (anchor and part_with(weights, anchor)) or whole(weights)
    if not part.tensors:
        raise WrongArchitecture("checkpoint-empty")
    shapes = convert.shapes_of(part.tensors)
    if kind == PERCEPTOR:
        return Network(convert.only(part.tensors, perceptor_tensors(shapes)), None, part.averaged)
    if method:
        found = method.read(shapes, wanted)
        return Network(convert.only(part.tensors, found.tensors), found.architecture, part.averaged, found.told)
    return Network(part.tensors, wanted, part.averaged)


def require_told(kind: str, given: Mapping[str, str]) -> None:
    """Raise WeightsRefused if something is said of a network that its tensors show."""
    method = _method_of(kind)
    known = method.told if method else ()
    if given and not known:
        raise WeightsRefused("told-not-needed")
    if unknown := next((name for name in given if name not in known), None):
        raise WeightsRefused("told-unknown", name=unknown, names=", ".join(known))


def _method_of(kind: str) -> Method | None:
    return next((method for method in methods() if method.offer.kind == kind), None)
