"""Read a pickle as data: write down what it says, and never call, import or construct any of it.

Unpickling runs a small program that may call anything. Here its instructions (`pickletools`) build lists, dicts and
numbers as usual, but a name stays a `Name`, and calling one becomes a `Made`: a note of what would have been called
with which arguments. torch's tensors are such notes, and `generator.weights.archives` reads them. A pickle that names
what no file of weights needs is refused anyway: it is meant to do harm, so its numbers cannot be trusted either.
"""

import io
import pickletools
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, BinaryIO

from generator.wire.errors import Unreadable

# What published files of weights name: torch's tensors, TorchScript's classes, and what Lightning keeps beside them.
_KNOWN = (
    *("torch.*Storage", "torch._utils._rebuild_*", "torch.Size", "torch.device", "torch.float*", "torch.bfloat16"),
    *("torch.nn.parameter.Parameter", "torch._tensor._rebuild_*", "torch.jit._pickle.*", "__torch__.*"),
    *("collections.OrderedDict", "collections.defaultdict", "collections.Counter", "*builtin*.set", "*builtin*.dict"),
    *("*builtin*.list", "*builtin*.int", "*builtin*.float", "*builtin*.object", "argparse.Namespace", "typing.Any"),
    *("copyreg._reconstructor", "copy_reg._reconstructor", "_codecs.encode", "numpy.dtype", "numpy.*multiarray.scalar"),
    # What only describes the data beside the weights: when and from where it was trained, and states of random numbers.
    *("datetime.*", "uuid.UUID", "types.SimpleNamespace", "easydict.EasyDict", "yacs.config.CfgNode"),
    *("*builtin*.frozenset", "*builtin*.slice", "*builtin*.complex", "*builtin*.bytearray", "*builtin*.range"),
    *("numpy.ndarray", "numpy.*multiarray._reconstruct", "numpy.*numeric._frombuffer", "numpy.random.*"),
    *("pytorch_lightning.*", "lightning.*", "lightning_fabric.*", "omegaconf.*", "pathlib.*Path"),
)  # fmt: skip
MOST_BYTES = 64 * 2**20  # the largest pickle of a published checkpoint is under 2 MB; tensors are stored elsewhere

_LITERALS = {
    *("BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "LONG4", "BINFLOAT", "FLOAT"),
    *("BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "UNICODE", "STRING", "BINSTRING", "SHORT_BINSTRING"),
    *("BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
}
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_MARK = object()


@dataclass(frozen=True)
class Name:
    """A class or function that the pickle names, as text."""

    dotted: str


@dataclass(eq=False)
class Made:
    """A note of calling `what` with `arguments`, and of the state that the result would have been given."""

    what: Any
    arguments: Any
    state: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stored:
    """A persistent id: torch's reference to numbers outside the pickle."""

    id: Any


def read(stream: BinaryIO) -> Any:
    """Return what one pickle says, and leave the stream just after it. Raises Unreadable."""
    try:
        return _Reader().run(stream)
    except Unreadable:
        raise
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, EOFError):
        raise Unreadable("pickle-damaged") from None


class _Reader:
    """The machine that pickles are written for, with a stack and a memo, but unable to call anything."""

    def __init__(self) -> None:
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def run(self, stream: BinaryIO) -> Any:
        start = stream.tell()
        for opcode, argument, position in pickletools.genops(stream):
            if (position or 0) - start > MOST_BYTES:
                raise Unreadable("pickle-too-large")
            if opcode.name == "STOP":
                return self._stack.pop()
            self._step(opcode.name, argument)
        raise EOFError

    def _step(self, name: str, argument: Any) -> None:
        if name in _LITERALS:
            self._stack.append(argument)
        elif name in _CONSTANTS:
            self._stack.append(_CONSTANTS[name])
        elif name in _TUPLES:
            self._stack[-_TUPLES[name] :] = [tuple(self._stack[-_TUPLES[name] :])]
        else:
            getattr(self, f"_{name.lower()}")(argument)  # AttributeError: an instruction that torch never writes

    def _proto(self, version: int) -> None:
        """Ignore the protocol's version: every instruction is known here, or refused by itself."""

    def _frame(self, size: int) -> None:
        """Ignore frames, which only help readers of sockets."""

    def _mark(self, _: None) -> None:
        self._stack.append(_MARK)

    def _to_mark(self) -> list[Any]:
        """Pop the last mark and everything above it, and return what was above."""
        at = len(self._stack) - 1
        while self._stack[at] is not _MARK:
            at -= 1
            if at < 0:
                raise IndexError
        items = self._stack[at + 1 :]
        del self._stack[at:]
        return items

    def _empty_tuple(self, _: None) -> None:
        self._stack.append(())

    def _empty_list(self, _: None) -> None:
        self._stack.append([])

    def _empty_dict(self, _: None) -> None:
        self._stack.append({})

    def _tuple(self, _: None) -> None:
        self._stack.append(tuple(self._to_mark()))

    def _list(self, _: None) -> None:
        self._stack.append(self._to_mark())

    def _dict(self, _: None) -> None:
        items = self._to_mark()
        self._stack.append({})
        self._fill(items)

    def _append(self, _: None) -> None:
        item = self._stack.pop()
        self._extend([item])

    def _appends(self, _: None) -> None:
        self._extend(self._to_mark())

    def _extend(self, items: list[Any]) -> None:
        if isinstance(self._stack[-1], list):  # what a Made would do with them does not matter
            self._stack[-1].extend(items)

    def _setitem(self, _: None) -> None:
        value, key = self._stack.pop(), self._stack.pop()
        self._fill([key, value])

    def _setitems(self, _: None) -> None:
        self._fill(self._to_mark())

    def _fill(self, items: list[Any]) -> None:
        target = self._stack[-1]
        target = target.state if isinstance(target, Made) else target
        target.update({_key(key): value for key, value in zip(items[::2], items[1::2], strict=True)})

    def _global(self, dotted: str) -> None:
        self._name(dotted.replace(" ", "."))

    def _stack_global(self, _: None) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        self._name(f"{module}.{name}")

    def _name(self, dotted: str) -> None:
        if not any(fnmatchcase(dotted, known) for known in _KNOWN):
            raise Unreadable("pickle-runs", what=dotted[:80])
        self._stack.append(Name(dotted))

    def _reduce(self, _: None) -> None:
        arguments, what = self._stack.pop(), self._stack.pop()
        self._stack.append(Made(what, arguments))

    _newobj = _reduce

    def _build(self, _: None) -> None:
        state = self._stack.pop()
        if isinstance(self._stack[-1], Made) and isinstance(state, dict):
            self._stack[-1].state.update(state)

    def _binpersid(self, _: None) -> None:
        self._stack.append(Stored(self._stack.pop()))

    def _binput(self, index: int) -> None:
        self._memo[index] = self._stack[-1]

    _long_binput = _put = _binput

    def _memoize(self, _: None) -> None:
        self._memo[len(self._memo)] = self._stack[-1]

    def _binget(self, index: int) -> None:
        self._stack.append(self._memo[index])

    _long_binget = _get = _binget

    def _pop(self, _: None) -> None:
        self._stack.pop()

    def _pop_mark(self, _: None) -> None:
        self._to_mark()

    def _dup(self, _: None) -> None:
        self._stack.append(self._stack[-1])


def _key(key: Any) -> Any:
    """Return what stands for this key in a dict: hashing nested tuples could take forever."""
    return key if isinstance(key, str | int | float | Name | None) else f"an odd key, {id(key)}"


def reads(content: bytes) -> Any:
    """Return what the pickle in `content` says. Raises Unreadable."""
    return read(io.BytesIO(content))
