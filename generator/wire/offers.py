"""What each method offers: its name, defaults, plans and contradictions. Imports no torch.

A method is a package with two modules. `offer` holds its OFFER, the only part that the bot sees. `method` holds the
METHOD that paints (`generator.methods.registry`). To add a method, add a package and a line in `_PACKAGES`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Literal

from generator.wire.plan import Device, Keep, Plan, Precision, current_name
from words.sentence import Sentence

# One line per method. The first is the usual one.
_PACKAGES = [
    "generator.methods.vqgan_clip",
    "generator.methods.diffusion",
    "generator.methods.fourier",
]

OPTIMIZED = frozenset(
    {
        *("learning_rate", "optimizer", "ema_decay", "init_weight", "init_fade"),
        *("early_stop", "early_stop_improvement"),
    }
)
"""The params that every method with an optimiser reads, and no other."""

Architecture = Mapping[str, Any]
"""The arguments that a network is built from."""


@dataclass(frozen=True)
class Rung:
    """One plan of a method, for any device.

    `precision` is that of the method's own network: `float32`, `bfloat16`, or `half`, which is float32 without a GPU.
    On a GPU the perceptor is always in half precision, as published.
    """

    keep: Keep
    cutouts_at_once: int
    precision: Literal["float32", "half", "bfloat16"] = "float32"

    def plan(self, name: str, device: Device) -> Plan:
        """Return this rung as a plan for `device`."""
        half: Precision = "float16" if device.kind == "cuda" else "float32"
        elsewhere: Precision = "bfloat16" if self.precision == "bfloat16" else "float32"
        return Plan(
            name=name,
            device=device.kind,
            threads=device.threads,
            keep=self.keep,
            cutouts_at_once=self.cutouts_at_once,
            decoder=half if self.precision == "half" else self.precision,
            perceptor="float16" if device.kind == "cuda" else elsewhere,
        )


Ladder = Mapping[str, Rung]
"""Plans by name, from fast to lean."""


class Offer(ABC):
    """The torch-free description of a method. Subclasses fill in the attributes.

    - `defaults`: the params where neither a person nor a style states any.
    - `only`: the params that no other method reads.
    - `optimizes`: whether it reads those in `OPTIMIZED`.
    - `ladders`: the first keeps the published result; a second trades it for speed on devices that multiply bfloat16.
    - `kind`: the kind of the catalogue's checkpoints that become styles of this method.
    - `file`: the name of the network's file in a style's folder.
    - `sample`: the params of a style's sample.
    - `any_size`: whether a network paints well at any size.
    - `table`: the figures that `generator memory --write` counted for its networks.
    - `factor`: the sides of the pictures in the table are multiples of this.
    - `gflop_per_pixel`: the cost of a published step with 64 cutouts.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    defaults: ClassVar[Mapping[str, Any]]
    ladders: ClassVar[tuple[Ladder, ...]]
    gflop_per_pixel: ClassVar[float]
    table: ClassVar[Path]
    needs_network: ClassVar[bool] = True
    factor: ClassVar[int] = 1
    only: ClassVar[frozenset[str]] = frozenset()
    optimizes: ClassVar[bool] = False
    any_size: ClassVar[bool] = True
    kind: ClassVar[str | None] = None
    file: ClassVar[str] = "model.safetensors"
    sample: ClassVar[Mapping[str, Any]] = {}
    card_key: ClassVar[str | None] = None
    """The key of this method's network in cards from before they had `methods`."""

    @abstractmethod
    def example(self, *, toy: bool = False, trained_at: int | None = None, factor: int | None = None) -> str:
        """Return the network in `table` that stands for a style's: for the toy's, or for one that is no toy.

        `trained_at` and `factor` are what `trained_at` and `downsample_factor` say of it.
        """

    def contradiction(self, params: Any) -> Sentence | None:
        """Say what in a `Params` this method cannot paint, or None if it can paint it."""
        return None

    def downsample_factor(self, architecture: Architecture | None) -> int:
        """Return the number that a picture's sides must be multiples of."""
        return 1

    def trained_at(self, architecture: Architecture | None) -> int | None:
        """Return the side of the pictures that a network was trained on, in pixels, or None if any size will do."""
        return None

    def style_defaults(self, architecture: Architecture) -> Mapping[str, Any]:
        """Return the defaults of a style with this network that differ from the method's."""
        return {}

    @property
    def plans(self) -> tuple[str, ...]:
        """The names of all plans."""
        return tuple(name for ladder in self.ladders for name in ladder)

    def ladder(self, device: Device, *, toy: bool) -> Ladder:
        """Return the plans for this device. Toys always keep the precision that they were evaluated in."""
        return self.ladders[-1] if device.bf16 and not toy else self.ladders[0]

    def plan(self, name: str, device: Device) -> Plan:
        """Return a plan by its name or former name. Raises KeyError."""
        name = current_name(name)
        return next(ladder for ladder in self.ladders if name in ladder)[name].plan(name, device)

    def leaner(self, plan: Plan, device: Device) -> Plan | None:
        """Return the next leaner plan of the same ladder or, after its last rung, the leanest of all.

        None if there is no leaner plan.
        """
        name = current_name(plan.name)
        usual = self.ladders[-1] if plan.decoder == "bfloat16" else self.ladders[0]
        ladder = next((ladder for ladder in self.ladders if name in ladder), usual)
        rungs = list(ladder)
        after = rungs.index(name) + 1 if name in rungs else 0
        if after < len(rungs):
            return self.plan(rungs[after], device)
        leanest = list(self.ladders[-1])[-1]
        return self.plan(leanest, device) if device.bf16 and name != leanest else None


def register(package: str) -> None:
    """Add a method from a package outside Easel."""
    if package not in _PACKAGES:
        _PACKAGES.append(package)


def packages() -> dict[str, str]:
    """Return the package of each method, by the method's name."""
    return {import_module(f"{package}.offer").OFFER.name: package for package in _PACKAGES}


def offers() -> dict[str, Offer]:
    """Return the offer of each method, by its name, the usual method first."""
    return {name: import_module(f"{package}.offer").OFFER for name, package in packages().items()}


def offer(method: str | None = None) -> Offer:
    """Return a method's offer, or the usual method's for None. Raises KeyError."""
    known = offers()
    return known[method or next(iter(known))]


def offer_of_kind(kind: str) -> Offer | None:
    """Return the offer whose styles are made from checkpoints of this kind, or None if there is none."""
    return next((each for each in offers().values() if each.kind == kind), None)
