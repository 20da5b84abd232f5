"""Who is told what happens to running jobs."""

from typing import Protocol

from bot.jobs.job import Job
from generator.wire.protocol import Busy, Progress


class Listener(Protocol):
    """Told by the worker, which never waits for it: each method only takes note."""

    def started(self, job: Job) -> None:
        """Take note that the job is about to be painted, perhaps not for the first time."""

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Take note of a step."""

    def paused(self, job: Job) -> None:
        """Take note that the job waits, with what is painted of it, while others have their turn."""

    def stopped(self, job: Job) -> None:
        """Take note that the job is over, or queued again."""
