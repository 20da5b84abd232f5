"""The catalogue: which checkpoints exist, where they are published, and what they must be. Imports no torch."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from generator.wire.errors import UnknownName, WeightsRefused
from generator.wire.offers import offer_of_kind
from generator.wire.params import NAME

CATALOGUE = Path(__file__).with_name("catalogue.toml")
STARTER = "starter"
USUAL_PERCEPTOR = "vit_b_32"

_NO_STYLES = ("perceptor", "secondary", "upscaler")  # kinds of checkpoints that become no styles


def _known(kind: str) -> str:
    if kind not in _NO_STYLES and offer_of_kind(kind) is None:
        raise ValueError(f"no kind of checkpoint is called {kind}")
    return kind


Kind = Annotated[str, AfterValidator(_known)]


class Checkpoint(BaseModel):
    """A published file of weights. `catalogue.toml` explains the fields; here `shape` is complete."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=NAME)
    title: str
    kind: Kind
    good_at: str
    licence: str
    sources: tuple[str, ...]
    size: int | None = None
    about: int | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    shape: dict[str, Any] | None = None
    member: str | None = None

    @property
    def bytes(self) -> int | None:
        """The size of the file, exact or rough; None where it is not known."""
        return self.about if self.size is None else self.size


class Catalogue:
    """The checkpoints by name, and those that `starter` stands for."""

    def __init__(self, checkpoints: Iterable[Checkpoint], starter: Iterable[str]) -> None:
        self.checkpoints = {checkpoint.name: checkpoint for checkpoint in checkpoints}
        self.starter = tuple(starter)

    @classmethod
    def read(cls, own: Path | None = None) -> "Catalogue":
        """Read the catalogue, and `own`, whose checkpoints replace those of the same name. Raises WeightsRefused."""
        content = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
        if own is not None and own.exists():
            try:
                content = _merged(content, tomllib.loads(own.read_text(encoding="utf-8")))
                return cls._of(content)
            except (ValueError, KeyError, TypeError, OSError) as error:
                raise WeightsRefused("catalogue-unreadable", file=str(own), why=str(error).splitlines()[0]) from None
        return cls._of(content)

    @classmethod
    def _of(cls, content: dict[str, Any]) -> "Catalogue":
        return cls((_checkpoint(fields, content["shape"]) for fields in content["checkpoint"]), content["starter"])

    def find(self, names: Iterable[str]) -> list[Checkpoint]:
        """Return the checkpoints of these names, or of what `starter` stands for. Raises UnknownName.

        People may also write a name as it is published, such as ViT-B/32 or ViT-L/14@336px.
        """
        found: dict[str, Checkpoint] = {}
        for typed in names:
            name = re.sub("[-/@]", "_", typed.strip().lower())
            for each in self.starter if name == STARTER else [name]:
                if each not in self.checkpoints:
                    raise UnknownName("weights-unknown", name=typed)
                found[each] = self.checkpoints[each]
        return list(found.values())


def _merged(ours: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return {
        "starter": own.get("starter", ours["starter"]),
        "shape": {**ours["shape"], **own.get("shape", {})},
        "checkpoint": [*ours["checkpoint"], *own.get("checkpoint", [])],
    }


def _checkpoint(fields: dict[str, Any], shapes: dict[str, dict[str, Any]]) -> Checkpoint:
    """Return a checkpoint whose shape includes the table that it says it is like, if any."""
    if "shape" in fields:
        own = dict(fields["shape"])
        fields = {**fields, "shape": {**(shapes[own.pop("like")] if "like" in own else {}), **own}}
    return Checkpoint.model_validate(fields)
