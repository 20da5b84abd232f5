"""What each method offers: its name, its defaults, its plans and what contradicts what. Imports no torch.

A method is a package with two modules: `offer`, which holds its OFFER and is all that the bot sees of it, and `method`,
which holds the METHOD that paints (`generator.methods.registry`). A new method is a folder, and a line in `_PACKAGES`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Literal

from generator.wire.plan import Device, Keep, Plan, Precision, current_name
from words.sentence import Sentence

# One line a method. The first is the usual one.
_PACKAGES = [
    "generator.methods.vqgan_clip",
    "generator.methods.diffusion",
]

Architecture = Mapping[str, Any]
"""The arguments that a network is built from."""


@dataclass(frozen=True)
class Rung:
    """One plan of a method, for any device.

    `precision` is that of the method's own network: `float32`, `half` on a card and float32 elsewhere, or `bfloat16`.
    On a card the perceptor is always in half precision, as published.
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
    """The torch-free face of a method. Subclasses fill in the attributes.

    `defaults` are painted where neither a person nor a style says anything. `only` are the params that no other method
    reads. The first of `ladders` keeps the published result; a second one trades it for speed on devices that multiply
    bfloat16. `kind` is the catalogue's kind of checkpoints that become styles of this method, `file` the name of their
    network in a style's folder and `sample` the params of a style's sample. `any_size` says whether a network paints
    well at any size. `table` is what `generator memory --write` counted of its networks, whose sizes are multiples of
    `factor`, and `gflop_per_pixel` what a published step with 64 cutouts takes.
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
    any_size: ClassVar[bool] = True
    kind: ClassVar[str | None] = None
    file: ClassVar[str] = "model.safetensors"
    sample: ClassVar[Mapping[str, Any]] = {}
    card_key: ClassVar[str | None] = None
    """Where cards that were written before they had `methods` keep this method's network."""

    @abstractmethod
    def example(self, trained_at: int | None) -> str:
        """Return which of the networks in `table` stands for one that was trained at so many pixels."""

    def contradiction(self, params: Any) -> Sentence | None:
        """Say what in a `Params` this method cannot paint; None where it can."""
        return None

    def downsample_factor(self, architecture: Architecture | None) -> int:
        """Return which number the sides of a picture must be multiples of."""
        return 1

    def trained_at(self, architecture: Architecture | None) -> int | None:
        """Return the side in pixels of the pictures that a network learned from; None where that does not matter."""
        return None

    def style_defaults(self, architecture: Architecture) -> Mapping[str, Any]:
        """Return the defaults of a style with this network that are not the method's own."""
        return {}

    @property
    def plans(self) -> tuple[str, ...]:
        """The names of all plans."""
        return tuple(name for ladder in self.ladders for name in ladder)

    def ladder(self, device: Device, *, toy: bool) -> Ladder:
        """Return the plans for this device. Toys are painted as they were judged, without any loss."""
        return self.ladders[-1] if device.bf16 and not toy else self.ladders[0]

    def plan(self, name: str, device: Device) -> Plan:
        """Return the plan of this name, or of this former name. Raises KeyError."""
        name = current_name(name)
        return next(ladder for ladder in self.ladders if name in ladder)[name].plan(name, device)

    def leaner(self, plan: Plan, device: Device) -> Plan | None:
        """Return the next leaner plan of the same ladder, or the leanest of all where that has no further rung."""
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
    """Add the method of a package that is not Easel's own."""
    if package not in _PACKAGES:
        _PACKAGES.append(package)


def packages() -> dict[str, str]:
    """Return the package of each method by the method's name."""
    return {import_module(f"{package}.offer").OFFER.name: package for package in _PACKAGES}


def offers() -> dict[str, Offer]:
    """Return what each method offers, by its name, the usual method first."""
    return {name: import_module(f"{package}.offer").OFFER for name, package in packages().items()}


def offer(method: str | None = None) -> Offer:
    """Return what a method offers, the usual one for None. Raises KeyError."""
    known = offers()
    return known[method or next(iter(known))]


def offer_of_kind(kind: str) -> Offer | None:
    """Return the method whose styles the catalogue's checkpoints of this kind become; None where they become none."""
    return next((each for each in offers().values() if each.kind == kind), None)
