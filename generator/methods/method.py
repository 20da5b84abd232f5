"""The interface of a method: everything that the engine, the memory counter and the bench need from it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol

import torch
from torch import Tensor, nn

from generator.models.openai_clip import CLIP
from generator.models.perceptors.clip import ClipPerceptor
from generator.models.perceptors.perceptor import Perceptor
from generator.models.shapes import Shapes
from generator.pictures.inputs import Inputs
from generator.step import Given, State, Step
from generator.styles.cards import InstalledStyle, NetworkFile
from generator.wire.offers import Architecture, Offer
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size


class Network(Protocol):
    """A network on a device."""

    @property
    def bytes(self) -> int:
        """The device memory that its weights take."""


@dataclass(frozen=True)
class Networks:
    """The networks of a painting: the method's own, if it has one, and the perceptors.

    `own` is what the method's `load` returned, and `card` describes it.
    """

    own: Any
    perceptors: Sequence[Perceptor]
    card: NetworkFile | None = None


@dataclass(frozen=True)
class Reading:
    """What was read of a published network: the tensors to keep, and the architecture.

    `told` is what of the architecture the tensors do not show: another value makes another network of the same tensors.
    """

    tensors: Shapes
    architecture: dict[str, Any]
    told: Mapping[str, Any] = field(default_factory=dict)


class Counted(ABC):
    """Networks for whose steps the planner knows the memory: `name` in its table, at each of `table_sizes`.

    `counted` are the params that affect how much a step holds.
    """

    name: str
    table_sizes: tuple[str, ...] = ()
    counted: ClassVar[Mapping[str, Any]] = {}

    @abstractmethod
    def networks(self, plan: Plan, device: str) -> Networks:
        """Return Easel's networks for `plan`. Their weights do not matter."""


class Example(Counted):
    """Published full-size networks with random weights, for measuring memory and speed.

    `generator memory` shows `sizes`; an example without them and without `table_sizes` is only in the bench.
    """

    perceptor: dict[str, Any]
    sizes: tuple[str, ...] = ()

    @property
    @abstractmethod
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        """The params that the bench sets on top of the method's defaults, by kind of work."""

    @abstractmethod
    def bench_sizes(self, kind: str) -> tuple[str, ...]:
        """Return the sizes that the bench measures by default on this kind of device."""

    @abstractmethod
    def rounds(self, kind: str) -> int:
        """Return how many steps the bench times on this kind of device."""

    @abstractmethod
    def published(self, dtype: torch.dtype) -> tuple[nn.Module, CLIP]:
        """Return the published networks in `dtype` as published, with random weights from torch's global generator."""

    @abstractmethod
    def step(
        self, published: tuple[nn.Module, CLIP], size: Size, target: Tensor, *, preview: bool
    ) -> Callable[[], object]:
        """Return a function that takes a published step. `target` (1, embed_dim) is the prompt's embedding.

        The step runs on the networks' device. With `preview` it also does what the published program does to show one.
        """

    @abstractmethod
    def networks(self, plan: Plan, device: str, published: tuple[nn.Module, CLIP] | None = None) -> Networks:
        """Return Easel's networks for `plan`, with the weights of `published` if given."""

    def random_perceptor(self, plan: Plan, device: str, published: CLIP | None = None) -> ClipPerceptor:
        """Return Easel's perceptor, wrapping `published` if given."""
        return ClipPerceptor(published or CLIP(**self.perceptor), None, device, plan.perceptor)


class Method(ABC):
    """A method of painting. `examples` are its published networks; the planner also knows the `others`.

    `anchor` is a tensor that every network of the method has and no other kind of network, None where a file of its
    networks cannot be told by its tensors. `told` names what the tensors do not show, so that people say it.
    """

    offer: Offer
    examples: tuple[Example, ...] = ()
    others: tuple[Counted, ...] = ()
    anchor: str | None = None
    told: tuple[str, ...] = ()

    def load(self, path: Path, card: NetworkFile, plan: Plan) -> Network:
        """Load the method's own network in the plan's precision onto its device. The file must already be hashed."""
        raise NotImplementedError(f"{self.offer.name} needs no network")

    def read(self, shapes: Shapes, wanted: Architecture | None) -> Reading:
        """Read a published network. Raises WrongArchitecture if it is not the network that is `wanted`.

        Of a method that is `told` something, `wanted` may also be that; WeightsRefused says what is missing.
        """
        raise NotImplementedError(f"no network is published for {self.offer.name}")

    def gather(self, params: Params, inputs: Inputs, style: InstalledStyle, networks: Networks) -> Given:
        """Read the pictures that `params` name. Raises MissingInput, UnreadablePicture, and a method's own errors."""
        return Given()

    @abstractmethod
    def paint(
        self, networks: Networks, params: Params, plan: Plan, given: Given, resume: State | None = None
    ) -> Iterator[Step]:
        """Paint `params` and the pictures in `given`, from the start or from a captured state, yielding each step.

        The same params, networks, device and plan yield the same steps to the last bit, resumed or not.
        """
