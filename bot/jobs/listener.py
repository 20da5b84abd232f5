"""Who hears what happens to jobs."""

from typing import Protocol

from bot.jobs.job import Job
from generator.wire.protocol import Busy, Progress


class Listener(Protocol):
    """Hears of jobs from the worker, and from whoever cancels one. Nobody waits for it: no method blocks."""

    def started(self, job: Job) -> None:
        """Hear that the job is about to be painted, perhaps not for the first time."""

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Hear of a step."""

    def paused(self, job: Job) -> None:
        """Hear that the job waits, painted in part, while others have their turn."""

    def stopped(self, job: Job) -> None:
        """Hear that the job is over, or queued again."""
