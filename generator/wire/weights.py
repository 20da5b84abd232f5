"""The output of `python -m generator weights` with --json, typed and frozen. Imports no torch."""

from collections.abc import Sequence
from typing import Literal

from pydantic import TypeAdapter

from generator.wire.protocol import Message
from words.sentence import Sentence

Doing = Literal["fetching", "checking", "converting", "painting"]
"""What is done with weights while they are installed. Painting makes a style's sample."""

DOING: dict[Doing, str] = {
    "fetching": "doing-fetching",
    "checking": "doing-checking",
    "converting": "doing-converting",
    "painting": "doing-painting",
}
"""The key of the sentence for each."""


class Listed(Message):
    """A style or model in `weights list --json`, from the catalogue or added by hand.

    `bytes` is the exact or approximate size of its published file, and `sha256` that file's hash, or None if unknown.
    An installed style that is `waiting` paints once its perceptor is installed too.
    A toy came with Easel and has no published file.
    """

    name: str
    title: str | None = None
    kind: str
    good_at: str
    licence: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    installed: bool
    waiting: bool = False
    toy: bool = False


class Said(Message):
    """A line of `weights fetch --json`: a sentence for people."""

    said: Sentence


class Advanced(Message):
    """A line of `weights fetch --json`: the progress of what `name` is `doing`.

    `done` and `total` are bytes, or the steps of a sample. `total` is None if unknown.
    """

    name: str
    doing: Doing
    done: int
    total: int | None


class Verified(Message):
    """A line of `weights verify --json`: a style or model, and a sentence if something is wrong with its files."""

    name: str
    wrong: Sentence | None = None


_list: TypeAdapter[tuple[Listed, ...]] = TypeAdapter(tuple[Listed, ...])
_fetched: TypeAdapter[Said | Advanced] = TypeAdapter(Said | Advanced)


def encode_list(rows: Sequence[Listed]) -> bytes:
    """Return all rows as one line of JSON, newline included."""
    return _list.dump_json(tuple(rows)) + b"\n"


def decode_list(text: bytes) -> tuple[Listed, ...]:
    """Parse the output of `weights list --json`. Raises pydantic.ValidationError (a ValueError)."""
    return _list.validate_json(text)


def decode_fetched(line: bytes) -> Said | Advanced:
    """Parse a line of `weights fetch --json`. Raises pydantic.ValidationError (a ValueError)."""
    return _fetched.validate_json(line)


def decode_verified(line: bytes) -> Verified:
    """Parse a line of `weights verify --json`. Raises pydantic.ValidationError (a ValueError)."""
    return Verified.model_validate_json(line)
