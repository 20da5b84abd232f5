"""Who hears what happens to jobs."""

from typing import Protocol

from bot.jobs.job import Job
from generator.wire.protocol import Busy, Progress


class Listener(Protocol):
    """Hears of jobs from the worker, and from whoever cancels one. Nobody waits for it: no method blocks."""

    def started(self, job: Job) -> None:
        """Hear that the job is about to be painted, perhaps not for the first time."""

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Hear of a step, or of what the painter is busy with."""

    def paused(self, job: Job) -> None:
        """Hear that the job waits, painted in part, while others have their turn."""

    def stopped(self, job: Job) -> None:
        """Hear that the job is over, or queued again."""


class Listeners:
    """Several listeners as one."""

    def __init__(self, *listeners: Listener) -> None:
        self._listeners = listeners

    def started(self, job: Job) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.started(job)

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.progressed(job, event)

    def paused(self, job: Job) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.paused(job)

    def stopped(self, job: Job) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener.stopped(job)
