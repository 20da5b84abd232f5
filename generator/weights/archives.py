"""Open files of weights: torch's zip archives, TorchScript's, torch's older files, and safetensors.

Each becomes names and `Lazy` tensors, so that a file of four gigabytes is read one tensor at a time. Whatever is not a
plain tensor is skipped, and nothing in the file is executed (`generator.weights.pickles`).
"""

import contextlib
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from generator.weights import pickles
from generator.weights.pickles import Made, Name, Stored
from generator.wire.errors import Unreadable

_DTYPES = {
    "DoubleStorage": torch.float64, "FloatStorage": torch.float32, "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16, "LongStorage": torch.int64, "IntStorage": torch.int32,
    "ShortStorage": torch.int16, "CharStorage": torch.int8, "ByteStorage": torch.uint8, "BoolStorage": torch.bool,
}  # fmt: skip
_SAFETENSORS = {"F16": torch.float16, "BF16": torch.bfloat16, "F64": torch.float64}
_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_CHUNK = 2**20  # bytes
_MOST_NAMES, _LONGEST_NAME = 100_000, 500

Storages = Callable[[str], bytearray]
"""Returns the bytes of a storage, given its key."""


@dataclass(frozen=True)
class Lazy:
    """A tensor that is read when `load` is called, which raises Unreadable."""

    shape: tuple[int, ...]
    dtype: torch.dtype
    load: Callable[[], Tensor]


@contextlib.contextmanager
def open_weights(path: Path) -> Iterator[dict[str, Lazy]]:
    """Yield the tensors in a file by dotted name, in the file's order. Raises Unreadable."""
    with path.open("rb") as stream:
        start = stream.read(512)
        stream.seek(0)
        if not start:
            raise Unreadable("file-empty")
        if start.lstrip()[:1] == b"<":
            raise Unreadable("file-web-page")
        if start[:4] == b"PK\x03\x04":
            yield _open_zip(stream)
        elif start[:1] == b"\x80":
            yield _open_legacy(stream)
        elif start[8:9] == b"{":
            yield from _open_safetensors(path)
        else:
            raise Unreadable("file-no-weights")


def _open_zip(stream: BinaryIO) -> dict[str, Lazy]:
    """Open what torch.save and torch.jit.save write. zipfile checks every member that is read against its CRC."""
    try:
        archive = zipfile.ZipFile(stream)
        pickled = [name for name in archive.namelist() if name.count("/") == 1 and name.endswith("/data.pkl")]
        if len(pickled) != 1:
            raise Unreadable("file-other-archive")
        folder = pickled[0].removesuffix("data.pkl")
        read = (info for info in archive.infolist() if info.filename.startswith((f"{folder}data/", pickled[0])))
        if any(info.compress_type != zipfile.ZIP_STORED for info in read):
            raise Unreadable("file-compressed")
        with archive.open(pickled[0]) as content:
            root = pickles.reads(content.read(pickles.MOST_BYTES + 1))
        return dict(_tensors(root, lambda key: _member(archive, f"{folder}data/{key}")))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError):
        raise Unreadable("file-damaged") from None


def _member(archive: zipfile.ZipFile, name: str) -> bytearray:
    """Read a member into one piece of memory. Raises BadZipFile if it does not match its CRC."""
    content = bytearray()
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
    return content


def _open_legacy(stream: BinaryIO) -> dict[str, Lazy]:
    """Open what torch.save wrote before 1.6: five pickles, then each storage after its length.

    https://github.com/pytorch/pytorch/blob/v1.5.0/torch/serialization.py#L365
    """
    magic, _version, _system = (pickles.read(stream) for _ in range(3))  # Easel runs on little-endian machines only
    if magic != _LEGACY_MAGIC:
        raise Unreadable("file-other-pickle")
    root, keys = pickles.read(stream), pickles.read(stream)
    widths = {key: _DTYPES[kind].itemsize for kind, key in _storages(root)}
    places: dict[str, tuple[int, int]] = {}
    end = os.fstat(stream.fileno()).st_size
    if not isinstance(keys, list) or sorted(map(str, keys)) != sorted(widths):
        raise Unreadable("file-damaged")
    for key in map(str, keys):
        size = int.from_bytes(stream.read(8), "little") * widths[key]
        places[key] = stream.tell(), size
        if sum(places[key]) > end:
            raise Unreadable("file-damaged")
        stream.seek(size, os.SEEK_CUR)

    def load(key: str) -> bytearray:
        place, size = places[key]
        content = bytearray(size)
        stream.seek(place)
        stream.readinto(content)  # type: ignore[attr-defined] # of every binary file; BinaryIO lacks it
        return content

    return dict(_tensors(root, load))


def _open_safetensors(path: Path) -> Iterator[dict[str, Lazy]]:
    try:
        with safe_open(os.fspath(path), "pt") as stream:
            yield {name: _from_safetensors(stream, name) for name in stream.keys()}  # noqa: SIM118 - it is no dict
    except SafetensorError:
        raise Unreadable("file-damaged") from None


def _from_safetensors(stream: Any, name: str) -> Lazy:
    part = stream.get_slice(name)
    return Lazy(
        tuple(part.get_shape()), _SAFETENSORS.get(part.get_dtype(), torch.float32), lambda: stream.get_tensor(name)
    )


def _tensors(root: Any, storages: Storages) -> Iterator[tuple[str, Lazy]]:
    """Yield every tensor inside dicts and objects, named by its path. Lists hold optimisers, not weights."""
    for name, made in _walk(root):
        if tensor := _tensor(made, storages):
            yield name, tensor


def _walk(root: Any) -> Iterator[tuple[str, Made]]:
    waiting: list[tuple[str, Any]] = [("", root)]
    for _ in range(_MOST_NAMES):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, Made) and _is_tensor(value):
            yield name, value
            continue
        below = value.state if isinstance(value, Made) else value
        if isinstance(below, dict) and len(name) < _LONGEST_NAME:
            prefix = f"{name}." if name else ""
            waiting += [(f"{prefix}{key}", each) for key, each in reversed(below.items()) if isinstance(key, str)]
    raise Unreadable("file-too-many-names")


def _is_tensor(made: Made) -> bool:
    return isinstance(made.what, Name) and made.what.dotted.startswith("torch._utils._rebuild_")


def _storages(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the type and key of every storage that any tensor refers to."""
    waiting, seen = [root], set[int]()
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Stored):
            yield _storage(value)
        elif isinstance(value, Made):
            waiting += [value.arguments, value.state]
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value


def _storage(stored: Stored) -> tuple[str, str]:
    """Read ("storage", type, key, …). Raises Unreadable."""
    match stored.id:
        case ("storage", Name(dotted), str(key), *_) if (kind := dotted.removeprefix("torch.")) in _DTYPES:
            return kind, key
    raise Unreadable("file-unknown-storage")


def _tensor(made: Made, storages: Storages) -> Lazy | None:
    """Return the tensor that a note describes; None if it is of a kind that no network here has."""
    match getattr(made.what, "dotted", None), made.arguments:
        case "torch._utils._rebuild_parameter", (Made() as inner, *_):
            return _tensor(inner, storages)
        case "torch._utils._rebuild_tensor_v2", (Stored() as stored, int(start), tuple(shape), tuple(strides), *_):
            kind, key = _storage(stored)
            dtype = _DTYPES[kind]
            return Lazy(shape, dtype, lambda: _load(storages, key, dtype, start, shape, strides))
    return None


def _load(
    storages: Storages, key: str, dtype: torch.dtype, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
) -> Tensor:
    """Read one tensor into memory of its own. Raises Unreadable if its storage is not as described."""
    try:
        content = storages(key)
        if prod(shape) * dtype.itemsize > len(content):  # a stride of 0 could ask for any amount of memory
            raise Unreadable("file-damaged")
        flat = torch.frombuffer(content, dtype=dtype) if content else torch.empty(0, dtype=dtype)
        return flat.as_strided(shape, strides, offset).contiguous()
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, TypeError, ValueError):
        raise Unreadable("file-damaged") from None
