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

# MiB that a device holds besides a step's tensors. GPU: CUDA's context, cuDNN's workspaces and fragmentation, which
# account for 997 to 1931 MiB of the figures that vqgan-clip-app's notes read from nvidia-smi. Host: Python, torch, the
# bot and everything else that runs there.
_OVERHEAD = {"cuda": 1400, "cpu": 1500}


@dataclass(frozen=True)
class Capacity:
    """A device and its memory in MiB, for pictures of a style by a method (None: the usual one).

    A diffusion model that was `trained_at` 256 pixels takes more memory at any size than one trained at 512. Toy
    networks are a hundredth of the published ones and fit wherever torch does. `learned` is how much more than their
    plans' figures earlier jobs took. It affects which jobs are refused, never how an accepted job is painted.
    """

    device: Device
    memory: int
    toy: bool
    learned: int = 0
    method: str | None = None
    trained_at: int | None = None

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
        """Return the memory that a step of full-size networks holds, in MiB."""
        return peak(plan, size, self._offer, self.trained_at)

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

    def _fits(self, plan: Plan, size: Size, learned: int) -> bool:
        return self.toy or self.peak(plan, size) + max(_OVERHEAD[plan.device], learned) <= self.memory


def peak(plan: Plan, size: Size, by: Offer, trained_at: int | None = None) -> float:
    """Return what a full-size step of a method holds with `plan`, in MiB, interpolated by pixels from its table.

    The number of cutouts does not matter: a job holds only as many as the plan takes at once, and those were counted.
    """
    counted = _table(by.table)[by.example(trained_at)][plan.device][current_name(plan.name)]
    pixels = size.padded(by.factor).pixels
    (below, low), (above, high) = next(
        (pair for pair in pairwise(counted) if pixels <= pair[1][0]), (counted[-2], counted[-1])
    )
    return low + (high - low) * max(0, pixels - below) / (above - below)


@cache
def _table(path: Path) -> dict[str, dict[str, dict[str, list[tuple[int, float]]]]]:
    """Return the pixels and MiB of each counted size, smallest first, by network, kind of device and plan name."""
    table: dict[str, dict[str, dict[str, list[tuple[int, float]]]]] = json.loads(path.read_text())
    return table


def seconds_per_step(device: Device, size: Size, method: str | None = None) -> float:
    """Estimate the seconds of a full-size step from the device's measured speed, to within a factor of two."""
    return size.pixels * offer(method).gflop_per_pixel / device.gflops
