"""From a file's tensors to exactly those of the network that is wanted, by kind."""

from collections.abc import Callable
from typing import Any

from generator.styles.errors import WrongArchitecture
from generator.weights import architectures, convert
from generator.weights.architectures import GUMBEL_CODEBOOK
from generator.weights.catalogue import Kind
from generator.weights.convert import Weights

Architecture = dict[str, Any]


def kind_of(weights: Weights) -> Kind:
    """Tell what a file holds that nobody named. Raises WrongArchitecture."""
    part = convert.main_part(weights)
    if "decoder.conv_in.weight" in part:
        return "style"
    if "visual.conv1.weight" in part:
        return "perceptor"
    raise WrongArchitecture("This file holds neither a VQGAN nor a CLIP, which are what can be added.")


def network(kind: Kind, weights: Weights, wanted: Architecture | None) -> tuple[Weights, Architecture | None]:
    """Return the tensors to keep and the architecture. Raises WrongArchitecture where the file is not as `wanted`."""
    part = convert.main_part(weights)
    if not part:
        raise WrongArchitecture("This file holds no tensors.")
    return _BY_KIND.get(kind, _as_it_is)(part, wanted)


def _style(part: Weights, wanted: Architecture | None) -> tuple[Weights, Architecture]:
    shapes = convert.shapes_of(part)
    found = architectures.vqgan(shapes, *([wanted["resolution"]] if wanted and "resolution" in wanted else []))
    for name, value in (wanted or {}).items():
        if found.get(name, value) != value and name != "dropout":
            raise WrongArchitecture(
                f"This file holds another network than the one that is wanted: {name} is {found[name]}, not {value}."
            )
    expected = architectures.vqgan_tensors(found, gumbel=GUMBEL_CODEBOOK in shapes)
    return convert.only(part, expected), found


def _perceptor(part: Weights, wanted: Architecture | None) -> tuple[Weights, None]:
    return convert.only(part, architectures.perceptor_tensors(convert.shapes_of(part))), None


def _diffusion(part: Weights, wanted: Architecture | None) -> tuple[Weights, Architecture]:
    assert wanted is not None  # the catalogue states it of each
    return convert.only(part, architectures.diffusion_tensors(wanted)), wanted


def _as_it_is(part: Weights, wanted: Architecture | None) -> tuple[Weights, Architecture | None]:
    return part, wanted


_BY_KIND: dict[Kind, Callable[[Weights, Architecture | None], tuple[Weights, Architecture | None]]] = {
    "style": _style,
    "perceptor": _perceptor,
    "diffusion": _diffusion,
}
