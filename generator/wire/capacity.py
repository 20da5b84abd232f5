"""What fits on a device, according to each method's table of figures, which `generator memory --write` writes."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from generator.wire.offers import Offer, offer
from generator.wire.plan import Device, Plan, current_name
from generator.wire.size import MIN_SIDE, Size
from words.sentence import Sentence, say

TOY_EXAMPLE = "toy"
"""The toy's networks in the tables."""

# MiB that painting takes besides a step's tensors. GPU: CUDA's context, cuDNN's workspaces and fragmentation, which
# account for 997 to 1931 MiB of the figures that vqgan-clip-app's notes read from nvidia-smi. Processor: loading, the
# codecs, and what operations pack; `python -m tests.memory` measures the toy's.
_OVERHEAD = {"cuda": 1400, "cpu": 1300}
_TOY_OVERHEAD = {"cuda": 1400, "cpu": 160}
_BUSY = 3  # how many times as long a step may take beside other programs
# What malloc(3) holds beyond a step's tensors on a processor: a share of them, and no more than this, because each
# block of 32 MiB or more is mapped by itself (M_MMAP_THRESHOLD).
_FRAGMENTS, _MOST_FRAGMENTS = 0.7, 300


@dataclass(frozen=True)
class Capacity:
    """A device and the memory in MiB that may be painted with, for pictures of a style by a method (None: the usual).

    What a processor's process holds before it paints is not part of it. `trained_at` and `factor` are as in
    `StyleMethod`: they say which networks of the table the style's are like. `learned` is how much more than their
    plans' figures earlier jobs took. It affects which jobs are refused, never how an accepted job is painted.
    """

    device: Device
    memory: int
    toy: bool
    learned: int = 0
    method: str | None = None
    trained_at: int | None = None
    factor: int | None = None

    def choose(self, size: Size) -> Plan:
        """Return the fastest plan that fits, or the leanest if none does: an accepted job is always tried."""
        return next((plan for plan in self._plans if self._fits(plan, size, 0)), self._plans[-1])

    def refusal(self, size: Size) -> Sentence | None:
        """Say why a picture of `size` cannot be painted here and which size can, or None if it can."""
        if self.fits(size):
            return None
        largest = self.largest(size)
        if largest is None:
            return say("no-room-at-all", size=str(size), memory=str(self.memory))
        return say("no-room", size=str(size), memory=str(self.memory), largest=str(largest))

    def peak(self, plan: Plan, size: Size) -> float:
        """Return the memory that a step holds, in MiB."""
        return peak(plan, size, self._offer, self._example, self.factor)

    def taken(self, plan: Plan, size: Size) -> float:
        """Return all the memory that painting takes, in MiB, what earlier jobs taught left aside."""
        return self._with(plan, size, 0)

    def fits(self, size: Size) -> bool:
        """Return whether any plan can paint a picture of `size` here."""
        return self._fits(self._plans[-1], size, self.learned)

    def largest(self, size: Size) -> Size | None:
        """Return the largest size that fits with the shape of `size`, to within 16 pixels, or None if none does."""
        for height in range(size.height // 16 * 16, MIN_SIDE - 1, -16):
            smaller = Size(round(height * size.width / size.height / 16) * 16, height)
            if smaller.width >= MIN_SIDE and self.fits(smaller):
                return smaller
        return None

    @property
    def _offer(self) -> Offer:
        return offer(self.method)

    @property
    def _plans(self) -> list[Plan]:
        ladder = self._offer.ladder(self.device, toy=self.toy)
        return [rung.plan(name, self.device) for name, rung in ladder.items()]

    @property
    def _example(self) -> str:
        return self._offer.example(toy=self.toy, trained_at=self.trained_at, factor=self.factor)

    def _fits(self, plan: Plan, size: Size, learned: int) -> bool:
        return self._with(plan, size, learned) <= self.memory

    def _with(self, plan: Plan, size: Size, learned: int) -> float:
        held = self.peak(plan, size)
        overhead: float = (_TOY_OVERHEAD if self.toy else _OVERHEAD)[plan.device]
        if plan.device == "cpu":
            overhead += min(_FRAGMENTS * held, _MOST_FRAGMENTS)
        return held + max(overhead, learned)


def peak(plan: Plan, size: Size, by: Offer, example: str | None = None, factor: int | None = None) -> float:
    """Return what a step of a method holds with `plan`, in MiB, interpolated by pixels from its table.

    `example` names networks in the table, the usual ones for None; they paint multiples of `factor`. The number
    of cutouts does not matter: a job holds only as many as the plan takes at once, and those were counted.
    """
    counted = _table(by.table)[example or by.example()][plan.device][current_name(plan.name)]
    pixels = size.padded(factor or by.factor).pixels
    (below, low), (above, high) = next(
        (pair for pair in pairwise(counted) if pixels <= pair[1][0]), (counted[-2], counted[-1])
    )
    return low + (high - low) * max(0, pixels - below) / (above - below)


@cache
def _table(path: Path) -> dict[str, dict[str, dict[str, list[tuple[int, float]]]]]:
    """Return the pixels and MiB of each counted size, smallest first, by network, kind of device and plan name."""
    table: dict[str, dict[str, dict[str, list[tuple[int, float]]]]] = json.loads(path.read_text())
    return table


def seconds_of_a_step(device: Device, size: Size, method: str | None = None) -> tuple[float, float]:
    """Estimate the seconds of a full-size step where nothing else runs, and where the machine is busy."""
    alone = seconds_per_step(device, size, method)
    return alone, _BUSY * alone


def seconds_per_step(device: Device, size: Size, method: str | None = None) -> float:
    """Estimate the seconds of a full-size step from the device's measured speed, to within a factor of two."""
    return size.pixels * offer(method).gflop_per_pixel / device.gflops
