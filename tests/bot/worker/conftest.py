import asyncio
import os
from dataclasses import dataclass, field, replace

import pytest

from bot.jobs.folders import Folders
from bot.jobs.job import Job
from bot.jobs.queue import JobQueue
from bot.painter.capacity import Capacities
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from bot.worker.environment import child_environment
from bot.worker.painter import Painter
from bot.worker.supervisor import Supervisor
from bot.worker.timings import Timings
from bot.worker.worker import Worker
from generator.wire.protocol import Busy, Progress
from playground import PATIENCE
from tests.bot.making import READY, child
from tests.bot.worker.fake_painter import FakePainter

# A child that does what it should may take as long as a busy machine needs; one that is ended gets no long farewell.
PATIENT = Timings(
    loading=PATIENCE, silence=PATIENCE, cancel_grace=PATIENCE, save_grace=PATIENCE, group_grace=PATIENCE,
    eof_grace=0.2, term_grace=0.2, restarts=(0.01, 0.02),
)  # fmt: skip
HASTY = replace(PATIENT, silence=0.3, cancel_grace=0.3)  # with children that hang


@dataclass
class Recorder:
    """A listener that remembers, and lets a test wait for what it is told."""

    shown: list[Busy | Progress] = field(default_factory=list)
    left: list[Job] = field(default_factory=list)
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)
    begun: list[Job] = field(default_factory=list)
    waiting: list[Job] = field(default_factory=list)

    def started(self, job):
        self.begun.append(job)
        self._wake()

    def progressed(self, job, event):
        self.shown.append(event)
        self._wake()

    def paused(self, job):
        self.waiting.append(job)
        self._wake()

    def stopped(self, job):
        self.left.append(job)
        self._wake()

    async def wait_for(self, condition):
        async with asyncio.timeout(PATIENCE), self.heard:
            await self.heard.wait_for(condition)

    async def over(self, count=1):
        """Return the first `count` jobs that ended."""
        await self.wait_for(lambda: sum(job.outcome is not None for job in self.left) >= count)
        return [job for job in self.left if job.outcome is not None][:count]

    def _wake(self):
        async def notify():
            async with self.heard:
                self.heard.notify_all()

        self._task = asyncio.create_task(notify())


class Studio:
    """A worker with its painter, over real files and a real database."""

    def __init__(self, queue: JobQueue, data_dir, painter: Painter, known: PainterState, timings=PATIENT):
        self.queue = queue
        self.folders = Folders(data_dir)
        self.painter = painter
        self.known = known
        self.listener = Recorder()
        capacities = Capacities(queue._database, known)
        paces = Paces(queue._database, known, timings.time_slice)
        self.worker = Worker(queue, painter, self.folders, capacities, paces, self.listener, timings)
        self._task = None

    @classmethod
    def with_process(cls, queue: JobQueue, data_dir, command, timings=PATIENT):
        known = PainterState()
        supervisor = Supervisor(command, child_environment(os.environ, data_dir, None), known, timings)
        return cls(queue, data_dir, supervisor, known, timings)

    async def __aenter__(self):
        self._task = asyncio.create_task(self.worker.run())
        return self

    async def __aexit__(self, *_):
        await self.stop()

    async def stop(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.painter.recycle()


@pytest.fixture
def studio(queue, tmp_path):
    """Makes a worker whose painter is a real process: one of tests/children."""

    def make(name, *arguments, timings=PATIENT):
        return Studio.with_process(queue, tmp_path / "data", child(name, *arguments), timings)

    return make


@pytest.fixture
def staged(queue, tmp_path):
    """Makes a worker whose painter has no process, and does what the acts say."""

    def make(*acts, timings=PATIENT):
        known = PainterState()
        known.up(READY)
        return Studio(queue, tmp_path / "data", FakePainter(*acts), known, timings)

    return make
