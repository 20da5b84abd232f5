"""One turn of a job at the painter, from its claim until it is settled."""

import asyncio
import time
from collections.abc import Callable

from bot.jobs.job import Job
from generator.wire.protocol import Progress


class Turn:
    """How far the job is, and whether it should stop: to let others paint after its slice of time, or as Easel ends."""

    def __init__(self, job: Job, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the turn now."""
        self.job = job
        self.begun = asyncio.Event()  # a step is painted: what came before was loading, which does not count as service
        self.pausing = asyncio.Event()
        self.ending = False
        self.paused = False
        self.newest: Progress | None = None
        self._clock = clock
        self._since = clock()

    def note(self, event: Progress) -> None:
        """Note a step."""
        self.newest = event
        self.begun.set()

    @property
    def done_steps(self) -> int:
        """How many steps are painted, including those of earlier turns."""
        return self.newest.step if self.newest else self.job.done_steps

    @property
    def seconds(self) -> float:
        """How many seconds they took, including those of earlier turns."""
        return (self.job.seconds or 0) + self._clock() - self._since
