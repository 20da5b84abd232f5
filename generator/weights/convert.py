"""Convert an old file to safetensors, once: only the tensors that a network needs, one at a time."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from generator.models.shapes import Shapes
from generator.weights.archives import Lazy
from generator.weights.parts import Weights
from generator.wire.errors import Unreadable, WrongArchitecture

_PIECE = 2**20  # numbers that are converted together: copies of a whole tensor would take more memory than the tensor
_NAMES = {torch.float16: "F16", torch.float32: "F32", torch.int64: "I64"}

BytesWritten = Callable[[int, int], None]
"""Called with how many bytes are written, and how many there will be."""


def shapes_of(weights: Weights) -> Shapes:
    """Return the shape of each tensor."""
    return {name: tensor.shape for name, tensor in weights.items()}


def only(weights: Weights, expected: Shapes) -> Weights:
    """Return exactly the expected tensors, without losses and optimisers. Raises WrongArchitecture."""
    for name, shape in expected.items():
        if name not in weights:
            raise WrongArchitecture("checkpoint-lacks", name=name)
        if weights[name].shape != shape:
            found = "x".join(map(str, weights[name].shape))
            wanted = "x".join(map(str, shape))
            raise WrongArchitecture("checkpoint-other-value", name=name, found=found, wanted=wanted)
    return {name: weights[name] for name in expected}


def write(
    weights: Weights, path: Path, *, half: bool, progress: BytesWritten, told: Mapping[str, Any] | None = None
) -> str:
    """Write safetensors in the file's precision, or in `half` of it, and return the SHA-256 of what was written.

    What is `told` of the network beside its tensors is written too, so that the hash stands for all of the network.
    Holds one tensor at a time: https://huggingface.co/docs/safetensors#format. Raises Unreadable, OSError.
    """
    beside = path.with_name(f".{path.name}.part")
    # With large items first, every tensor lies at a multiple of its item's size, as readers that map the file need.
    order = sorted(
        ((name, _dtype(lazy, half), lazy) for name, lazy in weights.items()),
        key=lambda each: (-each[1].itemsize, each[0]),
    )
    with beside.open("wb") as stream:
        out = _Hashing(stream)
        total = out.header(((name, dtype, lazy.shape) for name, dtype, lazy in order), told or {})
        for name, dtype, lazy in order:
            for piece in torch.split(lazy.load().view(-1), _PIECE):
                out.write(_bytes(name, piece, dtype))
                progress(out.written, total)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
    return out.digest.hexdigest()


class _Hashing:
    """A file that is hashed while it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.written = 0

    def write(self, content: bytes) -> None:
        self._stream.write(content)
        self.digest.update(content)
        self.written += len(content)

    def header(self, tensors: Iterable[tuple[str, torch.dtype, tuple[int, ...]]], told: Mapping[str, Any]) -> int:
        """Write the table of contents, and return how large the file will be."""
        beside = {name: str(value) for name, value in told.items()}
        table: dict[str, object] = {"__metadata__": {"format": "pt", **beside}}
        end = 0
        for name, dtype, shape in tensors:
            start, end = end, end + torch.Size(shape).numel() * dtype.itemsize
            table[name] = {"dtype": _NAMES[dtype], "shape": list(shape), "data_offsets": [start, end]}
        text = json.dumps(table, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        self.write(len(text).to_bytes(8, "little") + text)
        return self.written + end


def _dtype(lazy: Lazy, half: bool) -> torch.dtype:
    """Return the type to keep a tensor in. No network here is trained in more than float32."""
    if not lazy.dtype.is_floating_point:
        return torch.int64
    return torch.float16 if half or lazy.dtype is torch.float16 else torch.float32


def _bytes(name: str, piece: Tensor, dtype: torch.dtype) -> bytes:
    """Return the bytes of a piece of a tensor. Raises Unreadable if it holds infinity or NaN."""
    kept = piece.to(dtype)
    if not bool(kept.isfinite().all()):
        too_large = bool(piece.isfinite().all())
        raise Unreadable("tensor-too-large" if too_large else "tensor-damaged", name=name)
    return kept.view(torch.uint8).numpy().tobytes()
