"""What a method is: all that the engine, the counter and the bench ask of a way of painting."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import torch
from torch import Tensor, nn

from generator.models.openai_clip import CLIP
from generator.models.perceptor import Perceptor
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
        """How much of the device's memory its weights take."""


@dataclass(frozen=True)
class Networks:
    """What a painting goes through: the method's own network, where it has one, and the perceptors.

    `own` is whatever the method's `load` returned, and `card` what the style's card says of it.
    """

    own: Any
    perceptors: Sequence[Perceptor]
    card: NetworkFile | None = None


class Example(ABC):
    """Full-size networks as they are published, with random weights: memory and speed are measured on them.

    `name` is their name in the planner's table. `sizes` are what `generator memory` shows and `table_sizes` what the
    planner interpolates between; an example without any is in the bench alone. `counted` are the params that decide how
    much a step holds.
    """

    name: str
    perceptor: dict[str, Any]
    sizes: tuple[str, ...] = ()
    table_sizes: tuple[str, ...] = ()
    counted: ClassVar[Mapping[str, Any]] = {}

    @property
    @abstractmethod
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        """What the bench asks for besides the method's defaults, by kind of work."""

    @abstractmethod
    def bench_sizes(self, kind: str) -> tuple[str, ...]:
        """Return the sizes that the bench measures on this kind of device by itself."""

    @abstractmethod
    def rounds(self, kind: str) -> int:
        """Return how many steps the bench counts on this kind of device."""

    @abstractmethod
    def published(self, dtype: torch.dtype) -> tuple[nn.Module, CLIP]:
        """Make the published networks with random weights from torch's global stream, in `dtype` as published."""

    @abstractmethod
    def step(
        self, published: tuple[nn.Module, CLIP], size: Size, target: Tensor, *, preview: bool
    ) -> Callable[[], object]:
        """Return what takes a published step, on the networks' device; `target` (1, embed_dim) is the prompt's.

        With `preview` it does what the published program does for its preview, too.
        """

    @abstractmethod
    def networks(self, plan: Plan, device: str, published: tuple[nn.Module, CLIP] | None = None) -> Networks:
        """Return Easel's networks by `plan`, with the published ones' weights where those are given."""

    def random_perceptor(self, plan: Plan, device: str, published: CLIP | None = None) -> Perceptor:
        """Return Easel's perceptor, around `published` where it is given."""
        return Perceptor(published or CLIP(**self.perceptor), None, device, plan.perceptor)


class Method(ABC):
    """A way of painting. `examples` are its published networks."""

    offer: Offer
    examples: tuple[Example, ...] = ()

    def load(self, path: Path, card: NetworkFile, plan: Plan) -> Network:
        """Load the method's own network, in the plan's precision, onto its device. The file has been hashed."""
        raise NotImplementedError(f"{self.offer.name} needs no network")

    def recognises(self, shapes: Shapes) -> bool:
        """Tell whether a file with these tensors holds a network of this method."""
        return False

    def read(self, shapes: Shapes, wanted: Architecture | None) -> tuple[Shapes, dict[str, Any]]:
        """Return which tensors of a published network are kept, and its architecture.

        Raises WrongArchitecture where it is another network than the one `wanted`.
        """
        raise NotImplementedError(f"no network is published for {self.offer.name}")

    def gather(self, params: Params, inputs: Inputs, style: InstalledStyle, networks: Networks) -> Given:
        """Read the pictures that `params` name. Raises MissingInput, UnreadablePicture, and what a method adds."""
        return Given()

    @abstractmethod
    def paint(
        self, networks: Networks, params: Params, plan: Plan, given: Given, resume: State | None = None
    ) -> Iterator[Step]:
        """Paint `params` from what is `given`, from the start or from a captured state, yielding each step.

        Same params, networks, device and plan: the same steps to the last bit, resumed or not.
        """
