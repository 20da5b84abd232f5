"""Style cards: what a set of installed weights is, what its files must hash to, and what it paints best with."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from generator.errors import BadWeights, MissingWeights
from generator.wire import protocol

_FACTOR = 64  # of the published U-Nets: the largest halves a picture six times
TOY = Path(__file__).parents[2] / "data" / "toy"


class _Card(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VqganFile(_Card):
    """A first stage. `architecture` holds the arguments of taming's Encoder and Decoder, embed_dim and n_embed."""

    file: str
    sha256: str
    architecture: dict[str, Any]

    @property
    def downsample_factor(self) -> int:
        """How many pixels one latent stands for, along a side: each level but the first halves the picture."""
        return int(2 ** (len(self.architecture["ch_mult"]) - 1))


class DiffusionFile(_Card):
    """A U-Net. `architecture` is what `generator.models.unet` builds it from.

    `classes` are the names of those it knows, the first of them being any at all; None where they are ImageNet's, or
    where it knows none.
    """

    file: str
    sha256: str
    architecture: dict[str, Any]
    classes: tuple[str, ...] | None = None

    @property
    def downsample_factor(self) -> int:
        """Which number the sides of a picture must be multiples of."""
        if "num_channels" in self.architecture:  # a published one, as create_model has it
            return _FACTOR
        return int(self.architecture.get("patch", 1) * 2 ** (len(self.architecture["channel_mult"]) - 1))

    @property
    def trained_at(self) -> int:
        """The side in pixels of the pictures that it learned from."""
        return int(self.architecture["image_size"] * self.architecture.get("patch", 1))


class PerceptorFile(_Card):
    """A CLIP model; its architecture is read from its tensors."""

    name: str
    file: str
    sha256: str


class StyleCard(_Card):
    """The `card.json` beside a style's weights. `words` are all it knows, None where that is not limited.

    `method` is its usual one, which `defaults` are for; `other_methods` has the defaults of each other, by name. A
    perceptor that styles share is named by the way to it, as `../vit_b_32/model.safetensors`. `sample` holds the
    params of the style's sample picture where they are not its defaults; `converted_from` is the SHA-256 of the
    published file.
    """

    name: str
    description: str
    toy: bool = False
    method: str
    licence: str
    vqgan: VqganFile | None = None
    diffusion: DiffusionFile | None = None
    perceptors: tuple[PerceptorFile, ...]
    words: tuple[str, ...] | None = None
    defaults: dict[str, Any]
    other_methods: dict[str, dict[str, Any]] = {}
    sample: dict[str, Any] = {}
    converted_from: str | None = None

    @model_validator(mode="after")
    def _each_method_has_its_network(self) -> Self:
        for method in (self.method, *self.other_methods):
            self.painter(method)
        return self

    def painter(self, method: str) -> VqganFile | DiffusionFile:
        """Return the network that paints by a method. Raises ValueError where the style has none."""
        painter = {"vqgan_clip": self.vqgan, "diffusion": self.diffusion}.get(method)
        if painter is None:
            raise ValueError(f"The style {self.name} does not paint by {method}.")
        return painter

    def trained_at(self, method: str) -> int | None:
        """Return the side in pixels of what the U-Net learned from, None where a method has no U-Net."""
        return self.diffusion.trained_at if method == "diffusion" and self.diffusion else None

    def files(self, method: str) -> tuple[VqganFile | DiffusionFile | PerceptorFile, ...]:
        """Return what a method paints with: its own network, then the perceptors. Raises ValueError as `painter`."""
        return (self.painter(method), *self.perceptors)


class ModelCard(_Card):
    """The `model.json` beside weights that are no style: perceptors, diffusion models, upscalers."""

    name: str
    kind: str
    title: str
    licence: str
    file: str
    sha256: str
    architecture: dict[str, Any] | None = None
    converted_from: str | None = None


class Style:
    """An installed style: its card, and the folder its files are in."""

    def __init__(self, folder: Path) -> None:
        """Read the card in `folder`. Raises OSError, or pydantic.ValidationError (a ValueError)."""
        self.folder = folder
        self.card = StyleCard.model_validate_json((folder / "card.json").read_text())

    def checked(self, file: VqganFile | DiffusionFile | PerceptorFile) -> Path:
        """Return the path of one of the card's files, having hashed it: only then may anything read it.

        Raises MissingWeights where it is not there, BadWeights where its hash is another.
        """
        return checked(self.folder / file.file, file.sha256, f"The file {file.file} of style {self.card.name}")

    @property
    def sample(self) -> Path:
        """Where the style's sample picture is, once it is painted."""
        return self.folder / "sample.png"

    def describe(self) -> protocol.Style:
        """Return the style as the wire names it."""
        return protocol.Style(
            downsample_factor=self.card.painter(self.card.method).downsample_factor,
            sample=self.sample if self.sample.is_file() else None,
            defaults={**self.card.defaults, "style": self.card.name, "method": self.card.method},
            trained_at=self.card.trained_at(self.card.method),
            other_methods={
                method: protocol.Way(
                    downsample_factor=self.card.painter(method).downsample_factor,
                    defaults={**defaults, "style": self.card.name, "method": method},
                    trained_at=self.card.trained_at(method),
                )
                for method, defaults in self.card.other_methods.items()
            },
            **self.card.model_dump(include={"name", "description", "toy", "method", "words"}),
        )


def checked(path: Path, sha256: str, what: str) -> Path:
    """Return the path, having hashed the file. Raises MissingWeights, BadWeights, whose sentences begin with `what`."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise MissingWeights(f"{what} is not there.") from None
    if digest != sha256:
        raise BadWeights(f"{what} is not the one its card describes.")
    return path


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Path("data")


def data_dir() -> Path:
    """Return the folder that everything at run time lives under, as the bot's setting of the same name has it."""
    return _Settings().data_dir


def installed() -> dict[str, Style]:
    """Return the styles whose cards are on disk, by name; the toy comes last, as what is there when nothing is."""
    folders = [*sorted((data_dir() / "weights").glob("*/")), TOY]
    return {style.card.name: style for style in readable(folders)}


def readable(folders: Iterable[Path]) -> Iterator[Style]:
    """Yield the styles in these folders. One whose card cannot be read is passed over with a word on stderr."""
    for folder in folders:
        if (folder / "card.json").is_file():
            try:
                yield Style(folder)
            except (OSError, ValueError):  # of a newer Easel, or written by hand
                sys.stderr.write(f"The style in {folder} is passed over: its card.json cannot be read.\n")
