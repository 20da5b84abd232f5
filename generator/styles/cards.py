"""Style cards: what a set of installed weights is, what its files must hash to, and what it paints best with."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.settings import load_settings
from generator.wire import protocol
from generator.wire.errors import BadWeights, MissingWeights
from generator.wire.offers import offer, offers
from words.sentence import Sentence, say

TOY = Path(__file__).parents[2] / "data" / "toy"
STYLE_CARD, MODEL_CARD = "card.json", "model.json"


class _Card(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NetworkFile(_Card):
    """The network that a method paints with. `architecture` holds the arguments that it is built from.

    `classes` are the names of those that it knows, the first of them being any at all; None where they are ImageNet's,
    or where it knows none.
    """

    file: str
    sha256: str
    architecture: dict[str, Any]
    classes: tuple[str, ...] | None = None


class PerceptorFile(_Card):
    """A CLIP model; its architecture is read from its tensors."""

    name: str
    file: str
    sha256: str


class MethodCard(_Card):
    """What a style paints with by one method; a method may need no network of its own."""

    network: NetworkFile | None = None
    defaults: dict[str, Any] = {}


class StyleCard(_Card):
    """The `card.json` beside a style's weights. `words` are all it knows, None where that is not limited.

    `methods` are those that it paints by, by name, its usual one first. A perceptor that several styles share is named
    by its path from the card, as in `../vit_b_32/model.safetensors`. `sample` holds the params of the style's sample
    picture where they are not its defaults; `converted_from` is the SHA-256 of the published file.
    """

    name: str
    description: str
    toy: bool = False
    licence: str
    methods: dict[str, MethodCard] = Field(min_length=1)
    perceptors: tuple[PerceptorFile, ...]
    words: tuple[str, ...] | None = None
    sample: dict[str, Any] = {}
    converted_from: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_former_form(cls, card: Any) -> Any:
        """Read a card from before there was `methods`: the usual one stood beside the others, each network by a key."""
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

    @property
    def method(self) -> str:
        """Its usual method."""
        return next(iter(self.methods))

    def network(self, method: str) -> NetworkFile | None:
        """Return the network that it paints with by a method. Raises KeyError where it does not paint by that."""
        return self.methods[method].network

    def trained_at(self, method: str) -> int | None:
        """Return the side in pixels of what its network learned from, None where that does not matter."""
        network = self.network(method)
        return offer(method).trained_at(network.architecture if network else None)

    def files(self, method: str) -> tuple[NetworkFile | PerceptorFile, ...]:
        """Return what a method paints with: its own network, then the perceptors. Raises KeyError as `network`."""
        network = self.network(method)
        return (*((network,) if network else ()), *self.perceptors)


class ModelCard(_Card):
    """The `model.json` beside weights that are no style: perceptors, upscalers."""

    name: str
    kind: str
    title: str
    licence: str
    file: str
    sha256: str
    architecture: dict[str, Any] | None = None
    converted_from: str | None = None


class InstalledStyle:
    """A style on this disk: its card, and the folder its files are in."""

    def __init__(self, folder: Path) -> None:
        """Read the card in `folder`. Raises OSError, or pydantic.ValidationError (a ValueError)."""
        self.folder = folder
        self.card = StyleCard.model_validate_json((folder / STYLE_CARD).read_text())

    def checked(self, file: NetworkFile | PerceptorFile) -> Path:
        """Return the path of one of the card's files, having hashed it: only then may anything read it.

        Raises MissingWeights where it is not there, BadWeights where its hash is another.
        """
        return checked(self.folder / file.file, file.sha256, say("style-file", file=file.file, style=self.card.name))

    @property
    def sample(self) -> Path:
        """Where the style's sample picture is, once it is painted."""
        return self.folder / "sample.png"

    def describe(self) -> protocol.Style:
        """Return the style as the wire names it."""
        return protocol.Style(
            sample=self.sample if self.sample.is_file() else None,
            methods={method: self._by(method) for method in self.card.methods},
            **self.card.model_dump(include={"name", "description", "toy", "words"}),
        )

    def _by(self, method: str) -> protocol.StyleMethod:
        network = self.card.network(method)
        return protocol.StyleMethod(
            downsample_factor=offer(method).downsample_factor(network.architecture if network else None),
            defaults=self.card.methods[method].defaults,
            trained_at=self.card.trained_at(method),
        )


def checked(path: Path, sha256: str, what: Sentence) -> Path:
    """Return the path, having hashed the file. Raises MissingWeights, BadWeights, about `what`."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise MissingWeights("style-file-missing", what=what) from None
    if digest != sha256:
        raise BadWeights("style-file-wrong", what=what)
    return path


def installed() -> dict[str, InstalledStyle]:
    """Return the styles whose cards are on disk, by name; the toy comes last, as what is there when nothing is."""
    folders = [*sorted((load_settings().data_dir / "weights").glob("*/")), TOY]
    return {style.card.name: style for style in readable(folders)}


def readable(folders: Iterable[Path]) -> Iterator[InstalledStyle]:
    """Yield the styles in these folders. One whose card cannot be read is passed over with a word on stderr."""
    for folder in folders:
        if (folder / STYLE_CARD).is_file():
            try:
                yield InstalledStyle(folder)
            except (OSError, ValueError):  # of a newer Easel, or written by hand
                sys.stderr.write(f"The style in {folder} is passed over: its {STYLE_CARD} cannot be read.\n")
