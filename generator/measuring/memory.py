"""What a step holds in memory at once, counted without weights and without a graphics card.

A step runs on fake tensors, which have shapes and no numbers, with the types that a card would use. Counted are the
sizes, rounded up to 512 bytes as CUDA's allocator does, of all distinct storages alive that hold parameters, buffers or
the result of an operation. What runs inside one operation is not seen (workspaces of cuDNN), nor is what a card holds
besides (its context, fragments): the planner adds those.
"""

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from generator.methods.diffusion import paint as diffusion
from generator.methods.vqgan_clip import paint as vqgan_clip
from generator.models.openai_clip import CLIP
from generator.models.perceptor import Perceptor
from generator.models.precision import move
from generator.models.unet import UNet
from generator.models.vqgan import Vqgan
from generator.reference import (
    FULL_SIZE,
    UNETS,
    VIT_B_16,
    VIT_B_32,
    PublishedDiffusionStep,
    PublishedStep,
    random_diffusion_networks,
    random_networks,
)
from generator.step import Given
from generator.wire.params import Params, Size
from generator.wire.plan import Plan

MIB = 2**20
NUM_CUTOUTS = 64
_ROUNDED_TO = 512
_COUNTED_ON = "cpu"  # wherever it is painted: fake tensors have no numbers, and this torch may have no CUDA
_STEPS = 2  # Adam makes its averages in the first


class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """While entered, counts the bytes of storages that operations return, as long as they live."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.live = self.peak = 0
        self._sizes: dict[int, int] = {}

    def hold(self, *modules: nn.Module) -> None:
        """Count parameters and buffers too, which are older than the counting."""
        for tensor in _tensors(modules):
            self._count(tensor)

    def pass_over(self, *modules: nn.Module) -> None:
        """Count nothing that is only another view of these, which live elsewhere."""
        for tensor in _tensors(modules):
            self._sizes[tensor.untyped_storage()._cdata] = 0

    def __torch_dispatch__(
        self, operation: Any, types: Any, arguments: tuple[Any, ...] = (), options: dict[str, Any] | None = None
    ) -> Any:
        result = operation(*arguments, **(options or {}))
        for leaf in tree_leaves(result):
            if isinstance(leaf, Tensor):
                self._count(leaf)
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
    """Return the next lower multiple of 16: what vqgan-clip-app paints when `size` is asked for."""
    return Size(size.width // 16 * 16, size.height // 16 * 16)


def count_reference(size: Size) -> float:
    """Return the peak of the published step in MiB: both networks whole, the perceptor in half precision."""
    with FakeTensorMode():
        networks = random_networks(FULL_SIZE, VIT_B_32, torch.float16)
        latents = torch.randn(1, FULL_SIZE["embed_dim"], size.height // 16, size.width // 16)
        step = PublishedStep(networks, latents, torch.randn(1, VIT_B_32["embed_dim"]), NUM_CUTOUTS)
        with counting(*networks) as counter:
            for _ in range(_STEPS):
                step()
    return counter.peak / MIB


def count_plan(plan: Plan, size: Size, num_cutouts: int | None = None) -> float:
    """Return the peak of `_STEPS` steps that Easel paints by `plan`, in MiB.

    Each chunk of cutouts is gone before the next, and no third holds what the second did not: so two are counted,
    unless `num_cutouts` are wanted.
    """
    two_chunks = 2 * (plan.cutouts_at_once or NUM_CUTOUTS)
    params = Params(
        prompt="a", method="vqgan_clip", style="full_size", size=size, steps=_STEPS, seed=0, learning_rate=0.05,
        num_cutouts=num_cutouts or min(NUM_CUTOUTS, two_chunks), cut_power=1.0,
    )  # fmt: skip
    with FakeTensorMode():
        vqgan = Vqgan(FULL_SIZE).eval().requires_grad_(False)
        move(vqgan, _COUNTED_ON, plan.decoder)
        perceptor = Perceptor(CLIP(**VIT_B_32), None, _COUNTED_ON, plan.perceptor)
        with counting(vqgan, perceptor.on_device) as counter:
            counter.pass_over(perceptor.on_host)
            for _ in vqgan_clip.paint(vqgan_clip.Models(vqgan, [perceptor]), params, plan, Given()):
                pass
    return counter.peak / MIB


def count_diffusion_reference(size: Size, unet: str) -> float:
    """Return the peak of the published diffusion step in MiB, by one of `UNETS`.

    Both networks are in half precision, and 2 x 32 cutouts are seen.
    """
    with FakeTensorMode():
        networks = random_diffusion_networks(UNETS[unet], VIT_B_16, torch.float16)
        x = torch.randn(1, 3, size.height, size.width)
        step = PublishedDiffusionStep(networks, x, torch.randn(1, VIT_B_16["embed_dim"]))
        with counting(*networks) as counter:
            for _ in range(_STEPS):
                step()
    return counter.peak / MIB


def count_diffusion_plan(plan: Plan, size: Size, unet: str) -> float:
    """Return the peak of `_STEPS` steps of diffusion by `plan` and one of `UNETS`, in MiB.

    Of cutouts two chunks are counted, as by `count_plan`.
    """
    params = Params(
        prompt="a", method="diffusion", style="full_size", size=size, steps=_STEPS, seed=0, learning_rate=0.05,
        num_cutouts=min(NUM_CUTOUTS, 2 * (plan.cutouts_at_once or NUM_CUTOUTS)), cut_power=0.5, tv_scale=150,
    )  # fmt: skip
    with FakeTensorMode():
        whole = UNet(UNETS[unet]).eval().requires_grad_(False).lowered(plan.decoder)
        perceptor = Perceptor(CLIP(**VIT_B_16), None, _COUNTED_ON, plan.perceptor)
        with counting(whole, perceptor.on_device) as counter:
            counter.pass_over(perceptor.on_host)
            for _ in diffusion.paint(diffusion.Models(whole, [perceptor], 64), params, plan, Given()):
                pass
    return counter.peak / MIB


@contextmanager
def counting(*modules: nn.Module) -> Iterator[Counter]:
    """Count what is held while this is entered, `modules` among it."""
    counter = Counter()
    counter.hold(*modules)
    with counter:
        yield counter
