"""Find a network among the tensors of a file, however the file was wrapped around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.weights.archives import Lazy

Weights = Mapping[str, Lazy]

# Files of networks that nothing paints with yet are only unwrapped: Lightning's, Real-ESRGAN's. The first match wins.
_WRAPPERS = ("state_dict.", "params_ema.", "params.", "")


@dataclass(frozen=True)
class Part:
    """A network's tensors by their own names; `averaged` if they are its average over the training (EMA)."""

    tensors: Weights
    averaged: bool = False


def part_with(weights: Weights, anchor: str) -> Part | None:
    """Return the network that has a tensor called `anchor`, None where there is none.

    Training programs put a network under names of their own: `state_dict.`, `module.` (DistributedDataParallel),
    `model.`, or several of them. So whatever stands before the anchor is the wrapper. Where there are several
    networks, the average over the training is preferred, as its authors show it, and a transformer's first stage.
    What an average lacks, such as buffers, is taken from the network itself.
    """
    prefixes = [name.removesuffix(anchor) for name in weights if name == anchor or name.endswith(f".{anchor}")]
    prefixes = [prefix for prefix in prefixes if "cond_stage_model." not in prefix]
    plain = _below(weights, _first([prefix for prefix in prefixes if not _averaged(prefix)]))
    average = _below(weights, _first([prefix for prefix in prefixes if _averaged(prefix)]))
    average = average or _without_dots(weights, plain, anchor)
    if average:
        return Part({**{name: tensor for name, tensor in plain.items() if name not in average}, **average}, True)
    return Part(plain) if plain else None


def whole(weights: Weights) -> Part:
    """Return all tensors of a file, their names without its wrapper."""
    wrapper = next(each for each in _WRAPPERS if any(name.startswith(each) for name in weights) or not each)
    return Part(_below(weights, wrapper), _averaged(wrapper))


def _first(prefixes: list[str]) -> str | None:
    return min(prefixes, key=lambda prefix: "first_stage_model." not in prefix, default=None)


def _averaged(prefix: str) -> bool:
    return any("ema" in segment.lower().split("_") for segment in prefix.split("."))


def _below(weights: Weights, prefix: str | None) -> Weights:
    if prefix is None:
        return {}
    return {name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}


def _without_dots(weights: Weights, plain: Weights, anchor: str) -> Weights:
    """Return the average that latent-diffusion's LitEma keeps, whose names have lost their dots.

    https://github.com/CompVis/latent-diffusion/blob/main/ldm/modules/ema.py
    """
    flat = anchor.replace(".", "")
    prefix = next((name.removesuffix(flat) for name in weights if name.endswith(f"model_ema.{flat}")), None)
    average = _below(weights, prefix)
    return {name: average[name.replace(".", "")] for name in plain if name.replace(".", "") in average}
