"""How long the supervisor waits for what, and how it tells painting from hanging."""

import statistics
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from generator.wire.protocol import Event, Progress


@dataclass(frozen=True)
class Timings:
    """All in seconds."""

    loading: float = 15 * 60  # a large model from a slow disk
    silence: float = 60
    silent_steps: float = 10  # times the median step
    cancel_grace: float = 10  # a step may have to end first
    save_grace: float = 4  # the same, where Easel is told to end: SIGTERM is obeyed within 10 seconds
    time_slice: float = 60  # of painting, before a job makes room for somebody else's
    eof_grace: float = 2
    term_grace: float = 2
    group_grace: float = 10  # for the kernel to end what was killed
    card_grace: float = 30  # for the driver to take its memory back
    restarts: tuple[float, ...] = (1, 5, 30)


class Pace:
    """How long the child may be silent now: told by its own steps once two of them are timed."""

    def __init__(self, timings: Timings, clock: Callable[[], float] = time.monotonic) -> None:
        self._timings = timings
        self._clock = clock
        self._since = clock()  # the last step, or the beginning
        self._last: float | None = None
        self._steps: deque[float] = deque(maxlen=50)

    def note(self, event: Event) -> None:
        """Take note of an event. Anything but a step means that something is loaded, at its own pace."""
        if not isinstance(event, Progress):
            self._last = None
            return
        now = self._since = self._clock()
        if self._last is not None:
            self._steps.append(now - self._last)
        self._last = now

    @property
    def limit(self) -> float:
        """The silence, in seconds, after which the child is hung."""
        if self._last is None or len(self._steps) < 2:
            return max(0.0, self._since + self._timings.loading - self._clock())
        return max(self._timings.silence, self._timings.silent_steps * statistics.median(self._steps))
