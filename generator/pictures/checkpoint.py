"""Checkpoints: a method's state and its owner in one safetensors file, written whole or not at all."""

import os
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from generator.files import write_atomically
from generator.step import State
from generator.wire.errors import ForeignState


def write(path: Path, state: State, owner: str) -> None:
    """Save `state`. `owner` names what it belongs to (the job's recipe), and must be the same to read it."""
    write_atomically(path, save({name: tensor.contiguous() for name, tensor in state.items()}, {"owner": owner}))


def read(path: Path, owner: str) -> State | None:
    """Return a state, or None if there is no file. Raises ForeignState if it is not `owner`'s or cannot be read.

    Tensors are copied from the mapped file into their own memory. Their alignment, and therefore the order in which
    sums are taken, is then the same as when they were first made.
    """
    if not path.exists():
        return None
    try:
        with safe_open(os.fspath(path), "pt") as stream:
            if (stream.metadata() or {}).get("owner") != owner:
                raise ForeignState
            return {name: stream.get_tensor(name).clone() for name in stream.keys()}  # noqa: SIM118 - it is no dict
    except SafetensorError:
        raise ForeignState from None
