"""The memory footprint of a step, counted without weights and without a GPU.

A step runs on fake tensors, which have shapes but no numbers, with the dtypes that a GPU would use. The count is the
total size of all distinct live storages that hold parameters, buffers or the result of an operation, each rounded up
to 512 bytes like CUDA's allocator. It does not include memory inside one operation (cuDNN's workspaces) or a GPU's own
overhead (its context, fragmentation); the planner adds those.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from generator.methods.method import Counted, Example, Method, Networks
from generator.step import Given
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size

MIB = 2**20
NUM_CUTOUTS = 64
_ROUNDED_TO = 512
_COUNTED_ON = "cpu"  # for every device: fake tensors need none, and this torch may lack CUDA
# What a processor's operations copy while they run: oneDNN lays out a convolution's tensors anew, and softmax makes its
# gradient contiguous, which is as large as its result.
_COPIED: dict[Any, Callable[[Any, Any], Any]] = {
    torch.ops.aten.convolution: lambda given, result: (given, result),
    torch.ops.aten.convolution_backward: lambda given, result: (given, result),
    torch.ops.aten._softmax_backward_data: lambda given, result: result,
}
_STEPS = 2  # Adam allocates its averages in the first


class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """While entered, counts the bytes of live storages that operations returned.

    With `copies` it also counts what a processor's operations copy while they run.
    """

    def __init__(self, *, copies: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.live = self.peak = 0
        self._copies = copies
        self._sizes: dict[int, int] = {}

    def hold(self, *modules: nn.Module) -> None:
        """Also count the parameters and buffers of these modules, which existed before."""
        for tensor in _tensors(modules):
            self._count(tensor)

    def pass_over(self, *modules: nn.Module) -> None:
        """Do not count the storages of these modules, which live on another device."""
        for tensor in _tensors(modules):
            self._sizes[tensor.untyped_storage()._cdata] = 0

    def __torch_dispatch__(
        self, operation: Any, types: Any, arguments: tuple[Any, ...] = (), options: dict[str, Any] | None = None
    ) -> Any:
        result = operation(*arguments, **(options or {}))
        for leaf in tree_leaves(result):
            if isinstance(leaf, Tensor):
                self._count(leaf)
        if self._copies and (copied := _COPIED.get(operation.overloadpacket)):
            leaves = tree_leaves(copied(arguments, result))
            copies = sum(leaf.nbytes for leaf in leaves if isinstance(leaf, Tensor))
            self.peak = max(self.peak, self.live + copies)
        return result

    def _count(self, tensor: Tensor) -> None:
        storage = tensor.untyped_storage()
        identity = storage._cdata
        if identity not in self._sizes:
            self._sizes[identity] = -(-storage.nbytes() // _ROUNDED_TO) * _ROUNDED_TO
            self.live += self._sizes[identity]
            self.peak = max(self.peak, self.live)
            weakref.finalize(storage, self._forget, identity)

    def _forget(self, identity: int) -> None:
        self.live -= self._sizes.pop(identity)


def _tensors(modules: Iterable[nn.Module]) -> Iterator[Tensor]:
    for module in modules:
        yield from module.parameters()
        yield from module.buffers()


def painted(size: Size) -> Size:
    """Return the size that vqgan-clip-app paints for `size`: the next lower multiples of 16."""
    return Size(size.width // 16 * 16, size.height // 16 * 16)


def count_reference(example: Example, size: Size) -> float:
    """Return the peak of the published step in MiB, in half precision where it is published so."""
    with FakeTensorMode():
        published = example.published(torch.float16)
        step = example.step(published, size, torch.randn(1, example.perceptor["embed_dim"]), preview=False)
        with counting(*published) as counter:
            for _ in range(_STEPS):
                step()
    return counter.peak / MIB


def count_plan(method: Method, example: Counted, plan: Plan, size: Size, num_cutouts: int | None = None) -> float:
    """Return the peak of `_STEPS` Easel steps with `plan`, in MiB.

    On a processor the perceptor's text tower and what operations copy count too.

    Each chunk of cutouts is freed before the next, and a third chunk never needs more than the second. So only two are
    counted, unless `num_cutouts` is given.
    """
    two_chunks = 2 * (plan.cutouts_at_once or NUM_CUTOUTS)
    params = Params(
        prompt="a", method=method.offer.name, style="full_size", size=size, steps=_STEPS, seed=0,
        num_cutouts=num_cutouts or min(NUM_CUTOUTS, two_chunks), **example.counted,
    )  # fmt: skip
    on_host = plan.device == "cpu"
    with FakeTensorMode(allow_non_fake_inputs=True):  # a module's constants are real
        networks = example.networks(plan, _COUNTED_ON)
        with counting(*_on_device(networks), copies=on_host) as counter:
            (counter.hold if on_host else counter.pass_over)(*(each.on_host for each in networks.perceptors))
            for _ in method.paint(networks, params, plan, Given()):
                pass
    return counter.peak / MIB


def _on_device(networks: Networks) -> Iterator[nn.Module]:
    if networks.own is not None:
        yield networks.own
    yield from (perceptor.on_device for perceptor in networks.perceptors)


@contextmanager
def counting(*modules: nn.Module, copies: bool = False) -> Iterator[Counter]:
    """Count what is held inside the block, including `modules`; `copies` is as in Counter."""
    counter = Counter(copies=copies)
    counter.hold(*modules)
    with counter:
        yield counter
