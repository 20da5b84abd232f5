"""What fits on which device and how it is painted there. Imports no torch.

A plan is fixed when a job first starts and belongs to its recipe: the same plan paints the same bytes. What each needs
stands in `plan_table.json`, which `python -m generator memory --write` counts.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from generator.wire.params import MIN_SIDE, Size

# Multiplications and additions of one published step per pixel, in 10^9, with 64 cutouts. VQGAN-CLIP's with ViT-B/32
# and one decode: sizes between 300x300 and 1280x720 stay within a fifth of it. Diffusion's with ViT-B/16: 9080 at
# 256x256 and 12530 at 512x512, by two different networks, so that this is right to within a factor of two.
_GFLOP_PER_PIXEL = {"vqgan_clip": 2927 / (480 * 480), "diffusion": 0.08}


class Device(BaseModel):
    """Where the generator paints.

    `gflops` is measured when it starts; `bf16` says whether it multiplies bfloat16 in hardware; `note` is what an admin
    should know.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["cpu", "cuda"]
    name: str
    threads: int
    gflops: float
    bf16: bool = False
    note: str | None = None


Keep = Literal["everything", "convolutions", "blocks", "levels", "nothing"]
Precision = Literal["float32", "bfloat16", "float16"]


class Plan(BaseModel):
    """How a job is painted: which rungs of the ladder from much memory to little.

    The defaults are the published step in float32, which is what jobs older than the other rungs were painted with.
    `keep` says what the decoder or U-Net keeps for its way back: `everything`, as autograd does; one tensor for each
    convolution; one for each block, making what is in it again; or those of the levels below full resolution alone.
    These paint the same picture, and so do cutouts taken `cutouts_at_once`: the image is the same to the last bit, its
    gradient to within 1e-5. With `nothing` there is no way back through a U-Net, and the gradient is a guess. Nor does
    another precision than the published one keep the result: float32, and float16 for a U-Net on a card.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "plain"
    device: Literal["cpu", "cuda"]
    threads: int
    keep: Keep = "everything"
    cutouts_at_once: int | None = None
    decoder: Precision = "float32"
    perceptor: Precision = "float32"


# Each ladder goes from fast to lean. The first keeps the result: the published step's picture to the last bit, its
# gradient to within 1e-5. The second does not, and is as much faster as the device is with bfloat16.
_KEEPING: dict[str, tuple[Keep, int]] = {
    "roomy": ("convolutions", 32),
    "thrifty": ("blocks", 16),
    "exact": ("levels", 8),
}
_APPROXIMATE: dict[str, tuple[Keep, int]] = {
    "fast": ("convolutions", 32),
    "small": ("blocks", 16),
    "lean": ("levels", 8),
}
PLANS = (*_KEEPING, *_APPROXIMATE)
# Of diffusion every rung but the last keeps the result.
_OF_DIFFUSION: dict[str, tuple[Keep, int]] = {
    "roomy": ("everything", 32),
    "thrifty": ("blocks", 16),
    "exact": ("blocks", 4),
    "lean": ("nothing", 4),
}
PLANS_OF: dict[str, tuple[str, ...]] = {"vqgan_clip": PLANS, "diffusion": tuple(_OF_DIFFUSION)}

TABLE = Path(__file__).with_name("plan_table.json")
# MiB that a device holds besides a step's tensors. A card: CUDA's context, cuDNN's workspaces and fragments, which make
# 997 to 1931 MiB of the figures that vqgan-clip-app's notes read from nvidia-smi. A host: Python, torch, the bot and
# whoever else lives there.
_OVERHEAD = {"cuda": 1400, "cpu": 1500}


def plan_named(name: str, device: Device, method: str = "vqgan_clip") -> Plan:
    """Return one of PLANS_OF the method for `device`.

    On a card the perceptor sees in half precision, and so does a U-Net, as the published ones do.
    """
    on_card = device.kind == "cuda"
    half: Precision = "float16" if on_card else "float32"
    decoder: Precision = "float32"
    perceptor = half
    if method == "diffusion":
        (keep, at_once), decoder = _OF_DIFFUSION[name], half
    elif name in _KEEPING:
        keep, at_once = _KEEPING[name]
    else:
        (keep, at_once), decoder, perceptor = _APPROXIMATE[name], "bfloat16", "float16" if on_card else "bfloat16"
    return Plan(
        name=name,
        device=device.kind,
        threads=device.threads,
        keep=keep,
        cutouts_at_once=at_once,
        decoder=decoder,
        perceptor=perceptor,
    )


def leaner(plan: Plan, device: Device, method: str = "vqgan_clip") -> Plan | None:
    """Return the next leaner plan of the same ladder, or the leanest of all where that has no further rung."""
    approximate = plan.name in _APPROXIMATE or plan.decoder == "bfloat16"
    ladder = list(_OF_DIFFUSION if method == "diffusion" else _APPROXIMATE if approximate else _KEEPING)
    after = ladder.index(plan.name) + 1 if plan.name in ladder else 0
    if after < len(ladder):
        return plan_named(ladder[after], device, method)
    return plan_named("lean", device) if method == "vqgan_clip" and device.bf16 and plan.name != "lean" else None


@dataclass(frozen=True)
class Capacity:
    """A device and its memory in MiB, for pictures of a style by a method.

    A diffusion model that was `trained_at` 256 pixels takes more at any size than one of 512. Toy networks are a
    hundredth of the published ones: they fit wherever torch does, and are painted in float32, with which they were
    judged. `learned` is what earlier jobs took beyond their plans' figures. It changes what is refused, never how a job
    is painted that was accepted.
    """

    device: Device
    memory: int
    toy: bool
    learned: int = 0
    method: str = "vqgan_clip"
    trained_at: int | None = None

    def choose(self, size: Size) -> Plan:
        """Return the fastest plan that fits, or the leanest where none does: what was accepted is tried."""
        plans = [plan_named(name, self.device, self.method) for name in self._ladder]
        return next((plan for plan in plans if self._fits(plan, size, 0)), plans[-1])

    def refusal(self, size: Size) -> str | None:
        """Say why a picture of `size` cannot be painted here, and which could; None where it can."""
        if self.fits(size):
            return None
        largest = self.largest(size)
        advice = f"{largest} fits." if largest else "no size of that shape fits; a smaller style may."
        return f"{size} is too large for the painter's {self.memory} MiB of memory; {advice}"

    def peak(self, plan: Plan, size: Size) -> float:
        """Return what a full-size step of this method holds, in MiB."""
        return peak(plan, size, network(self.method, self.trained_at))

    def fits(self, size: Size) -> bool:
        """Whether a picture of `size` can be painted here by any plan."""
        return self._fits(plan_named(self._ladder[-1], self.device, self.method), size, self.learned)

    def largest(self, size: Size) -> Size | None:
        """Return the largest size that fits, of the shape of `size` to within 16 pixels; None where none does."""
        for height in range(size.height // 16 * 16, MIN_SIDE - 1, -16):
            smaller = Size(round(height * size.width / size.height / 16) * 16, height)
            if smaller.width >= MIN_SIDE and self.fits(smaller):
                return smaller
        return None

    @property
    def _ladder(self) -> tuple[str, ...]:
        if self.method == "diffusion":
            return tuple(_OF_DIFFUSION)
        return tuple(_APPROXIMATE if self.device.bf16 and not self.toy else _KEEPING)

    def _fits(self, plan: Plan, size: Size, learned: int) -> bool:
        return self.toy or self.peak(plan, size) + max(_OVERHEAD[plan.device], learned) <= self.memory


def network(method: str, trained_at: int | None = None) -> str:
    """Return which of the networks that were counted stands for a style's own."""
    return f"{method}_{256 if trained_at and trained_at <= 256 else 512}" if method == "diffusion" else method


def peak(plan: Plan, size: Size, of: str = "vqgan_clip") -> float:
    """Return what a full-size step of a network holds by `plan`, in MiB, from the table; by pixels between its sizes.

    However many cutouts a job has, it holds no more than a plan takes at once, which is what was counted.
    """
    counted = _table()[of][plan.device][plan.name]
    painted = painted_size(size, 64 if of.startswith("diffusion") else 16)
    pixels = painted.width * painted.height
    (below, low), (above, high) = next(
        (pair for pair in pairwise(counted) if pixels <= pair[1][0]), (counted[-2], counted[-1])
    )
    return low + (high - low) * max(0, pixels - below) / (above - below)


@cache
def _table() -> dict[str, dict[str, dict[str, list[tuple[int, float]]]]]:
    """Return, by network, kind of device and name of plan, the pixels and MiB of each size counted, smallest first."""
    table: dict[str, dict[str, dict[str, list[tuple[int, float]]]]] = json.loads(TABLE.read_text())
    return table


def painted_size(size: Size, downsample_factor: int) -> Size:
    """Return the next larger size whose sides are multiples of the factor; the picture is cropped from its middle."""
    return Size(*(math.ceil(side / downsample_factor) * downsample_factor for side in (size.width, size.height)))


def seconds_per_step(device: Device, size: Size, method: str = "vqgan_clip") -> float:
    """Estimate a step of full-size networks from the device's measured speed, to within a factor of two."""
    return size.width * size.height * _GFLOP_PER_PIXEL[method] / device.gflops
