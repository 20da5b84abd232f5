"""Style cards: what a set of installed weights is, the hashes of its files, and the params that suit it."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.settings import load_settings
from generator.styles.shipped import STYLES
from generator.wire import protocol
from generator.wire.errors import BadWeights, MissingWeights
from generator.wire.offers import offer, offers
from generator.wire.params import read_field
from words.sentence import Sentence, say

STYLE_CARD, WAITING_CARD, MODEL_CARD = "card.json", "waiting.json", "model.json"


class _Card(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NetworkFile(_Card):
    """The network that a method paints with. `architecture` holds the arguments that it is built from.

    `classes` are the names of its classes, of which the first stands for any class. It is None if they are ImageNet's,
    or if there are none.
    """

    file: str
    sha256: str
    architecture: dict[str, Any]
    classes: tuple[str, ...] | None = None


class PerceptorFile(_Card):
    """A perceptor of a `kind` that `generator.models.perceptors.kinds` loads. It is read from its tensors.

    `file` is a path relative to the card, or `PACKAGE:PATH` for a file of an installed package.
    """

    name: str
    file: str
    sha256: str
    kind: str = "clip"


class MethodCard(_Card):
    """How a style paints with one method. Some methods need no network of their own."""

    network: NetworkFile | None = None
    defaults: dict[str, Any] = {}


class StyleCard(_Card):
    """The `card.json` next to a style's weights. `words` are the only words it knows, or None if there is no limit.

    `vocabulary` names the tables that say what it knows, where words on the card would be too many.

    `methods` are the methods it supports, by name, its usual one first. A perceptor that several styles share has a
    path relative to the card, such as `../vit_b_32/model.safetensors`. `sample` holds the params of the style's sample
    picture that differ from its defaults. `converted_from` is the SHA-256 of the published file.

    A style whose perceptor is not installed waits for it: its card has no perceptors and is called `waiting.json`, so
    nobody is offered the style.
    """

    name: str
    description: str
    toy: bool = False
    licence: str
    methods: dict[str, MethodCard] = Field(min_length=1)
    perceptors: tuple[PerceptorFile, ...]
    words: tuple[str, ...] | None = None
    vocabulary: Literal["imagenet"] | None = None
    sample: dict[str, Any] = {}
    converted_from: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_former_form(cls, card: Any) -> Any:
        """Convert a card from before `methods`, with the usual method apart and each network under its own key."""
        if not isinstance(card, dict) or "method" not in card:
            return card
        card = dict(card)
        networks = {name: card.pop(each.card_key, None) for name, each in offers().items() if each.card_key}
        defaults = {card.pop("method"): card.pop("defaults", {}), **card.pop("other_methods", {})}
        methods = {name: {"network": networks.get(name), "defaults": each} for name, each in defaults.items()}
        return {**card, "methods": methods}

    @model_validator(mode="after")
    def _each_method_can_paint(self) -> "StyleCard":
        for method, card in self.methods.items():
            if method not in offers() or (offer(method).needs_network and card.network is None):
                raise ValueError(f"The style {self.name} does not paint by {method}.")
        return self

    @model_validator(mode="after")
    def _each_perceptor_has_its_weight(self) -> "StyleCard":
        for card in self.methods.values():
            weights = read_field("perceptor_weights", card.defaults.get("perceptor_weights", ()))
            if weights and self.perceptors and len(weights) != len(self.perceptors):
                raise ValueError(f"The style {self.name} has another number of perceptors than of their weights.")
        return self

    @property
    def method(self) -> str:
        """Its usual method."""
        return next(iter(self.methods))

    def network(self, method: str) -> NetworkFile | None:
        """Return the network for a method. Raises KeyError if the style does not support the method."""
        return self.methods[method].network

    def trained_at(self, method: str) -> int | None:
        """Return the side of the pictures that its network was trained on, in pixels, or None if any size will do."""
        network = self.network(method)
        return offer(method).trained_at(network.architecture if network else None)

    def files(self, method: str) -> tuple[NetworkFile | PerceptorFile, ...]:
        """Return the files that a method paints with: its own network, then the perceptors. Raises KeyError."""
        network = self.network(method)
        return (*((network,) if network else ()), *self.perceptors)


class ModelCard(_Card):
    """The `model.json` next to weights that are not a style: perceptors, upscalers."""

    name: str
    kind: str
    title: str
    licence: str
    file: str
    sha256: str
    architecture: dict[str, Any] | None = None
    converted_from: str | None = None


class InstalledStyle:
    """A style on disk: its card, and the folder with its files."""

    def __init__(self, folder: Path, card: str = STYLE_CARD) -> None:
        """Read the card in `folder`. Raises OSError, or pydantic.ValidationError (a ValueError)."""
        self.folder = folder
        self.card = StyleCard.model_validate_json((folder / card).read_text())

    def checked(self, file: NetworkFile | PerceptorFile) -> Path:
        """Hash one of the card's files and return its path. Nothing may read the file before that.

        Raises MissingWeights if it does not exist, and BadWeights if its hash differs.
        """
        what = say("style-file", file=file.file, style=self.card.name)
        return checked(place(self.folder, file.file), file.sha256, what)

    @property
    def sample(self) -> Path:
        """The path of the style's sample picture, once it is painted."""
        return self.folder / "sample.png"

    def describe(self) -> protocol.Style:
        """Return the style as a wire message."""
        return protocol.Style(
            sample=self.sample if self.sample.is_file() else None,
            perceptors=len(self.card.perceptors),
            methods={method: self._describe_method(method) for method in self.card.methods},
            **self.card.model_dump(include={"name", "description", "toy", "words", "vocabulary"}),
        )

    def _describe_method(self, method: str) -> protocol.StyleMethod:
        network = self.card.network(method)
        return protocol.StyleMethod(
            downsample_factor=offer(method).downsample_factor(network.architecture if network else None),
            defaults=self.card.methods[method].defaults,
            trained_at=self.card.trained_at(method),
        )


def place(folder: Path, file: str) -> Path:
    """Return the path of a card's file: in the card's folder, or in an installed package. Raises MissingWeights."""
    package, colon, inside = file.partition(":")
    if not colon:
        return folder / file
    try:
        return Path(str(resources.files(package))) / inside
    except ModuleNotFoundError:
        raise MissingWeights("style-package-missing", package=package) from None


def checked(path: Path, sha256: str, what: Sentence) -> Path:
    """Hash the file and return its path. Raises MissingWeights, BadWeights, about `what`."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise MissingWeights("style-file-missing", what=what) from None
    if digest != sha256:
        raise BadWeights("style-file-wrong", what=what)
    return path


def installed() -> dict[str, InstalledStyle]:
    """Return the installed styles by name, last those that are shipped, which are there when nothing is installed."""
    folders = [*sorted((load_settings().data_dir / "weights").glob("*/")), *STYLES]
    return {style.card.name: style for style in readable(folders)}


def readable(folders: Iterable[Path], card: str = STYLE_CARD) -> Iterator[InstalledStyle]:
    """Yield the styles in these folders. Skip those whose cards cannot be read, with a message on stderr."""
    for folder in folders:
        if (folder / card).is_file():
            try:
                yield InstalledStyle(folder, card)
            except (OSError, ValueError):  # from a newer Easel, or written by hand
                sys.stderr.write(f"The style in {folder} is passed over: its {card} cannot be read.\n")
