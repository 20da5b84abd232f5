"""What tells painting from hanging, and a process that keeps memory from one that gives it back."""

import statistics
import time
from collections import deque
from collections.abc import Callable

from bot.worker.timings import Timings
from generator.wire.protocol import Event, Progress

_MOST_GROWTH = 1024
"""MiB that may stay behind after jobs: more than the allocators of host and card keep for the next one."""


class SilenceWatchdog:
    """Says how long the child may be silent: its own steps tell, once two of them are timed."""

    def __init__(self, timings: Timings, clock: Callable[[], float] = time.monotonic) -> None:
        self._timings = timings
        self._clock = clock
        self._since = clock()  # the last step, or the beginning
        self._last: float | None = None
        self._steps: deque[float] = deque(maxlen=50)

    def note(self, event: Event) -> None:
        """Note an event. Anything but a step means that something is being loaded, at a pace of its own."""
        if not isinstance(event, Progress):
            self._last = None
            return
        now = self._since = self._clock()
        if self._last is not None:
            self._steps.append(now - self._last)
        self._last = now

    @property
    def limit(self) -> float:
        """The silence, in seconds, after which the child counts as hung."""
        if self._last is None or len(self._steps) < 2:
            return max(0.0, self._since + self._timings.loading - self._clock())
        return max(self._timings.silence, self._timings.silent_steps * statistics.median(self._steps))


class LeakWatchdog:
    """Compares what one process holds after each of its jobs."""

    def __init__(self) -> None:
        self._least: int | None = None

    def leaked(self, held: int | None) -> int | None:
        """Return how many MiB the process holds more than it once did, None where that is little or not known.

        `held` is what it holds after a job, in MiB, None where that is not known.
        """
        if held is None:
            return None
        self._least = held if self._least is None else min(self._least, held)
        growth = held - self._least
        return growth if growth > _MOST_GROWTH else None
