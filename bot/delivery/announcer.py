"""What the channel sees of a job: its progress while it is painted, then its end."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.delivery.discord_io import DiscordIO
from bot.delivery.ends import Ends
from bot.delivery.patience import USUAL, Patience
from bot.delivery.reporter import Reporter
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Job
from generator.wire.protocol import Busy, Progress
from words.sentence import say

_log = logging.getLogger(__name__)


class Announcer:
    """A listener. Its methods return at once; all sending happens in tasks of its own."""

    def __init__(
        self,
        discord_io: DiscordIO,
        deliveries: Deliveries,
        ends: Ends,
        patience: Patience = USUAL,
    ) -> None:
        """Edit progress messages at the pace of `patience`."""
        self._io = discord_io
        self._deliveries = deliveries
        self._ends = ends
        self._patience = patience
        self._reporters: dict[str, Reporter] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def started(self, job: Job) -> None:
        """Start or resume to show the progress."""
        if job.id not in self._reporters:
            self._reporters[job.id] = Reporter(self._io, self._deliveries, job, self._patience)

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Show a step."""
        if job.id in self._reporters:
            self._reporters[job.id].show(event)

    def paused(self, job: Job) -> None:
        """Say that the job waits for others."""
        self.progressed(job, Busy(job_id=job.id, doing=say("card-paused")))

    def stopped(self, job: Job) -> None:
        """Announce the end of a job that is over; show that a job that is queued again waits."""
        if job.outcome is not None:
            if not self._closed:
                self._spawn(self._conclude(job))
        elif job.id in self._reporters:
            self._reporters[job.id].show(None)

    async def resume(self) -> None:
        """Finish what a crash or a stop interrupted."""
        for job in await self._deliveries.unconcluded():
            self._spawn(self._conclude(job))

    async def close(self) -> None:
        """Stop, for good. What is not announced yet is announced after the next start."""
        self._closed = True
        for reporter in self._reporters.values():
            reporter.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _conclude(self, job: Job) -> None:
        reporter = self._reporters.pop(job.id, None)
        if reporter is not None:
            reporter.stop()
        await self._ends.conclude(job, reporter)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="the end of a job")
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("The end of a job is not fully announced; the next start goes on.", exc_info=error)
