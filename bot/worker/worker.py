"""Claim, run, settle: one job at a time, for ever. Tells a listener, and never waits for it."""

import asyncio
import logging
from contextlib import aclosing
from pathlib import Path

from bot.jobs.folders import Folders
from bot.jobs.job import Job, Outcome
from bot.jobs.listener import Listener
from bot.jobs.queue import JobQueue
from bot.jobs.rooms import Rooms, room_of
from bot.worker import sentences
from bot.worker.errors import GeneratorDied
from bot.worker.supervisor import Supervisor
from generator.plan import leaner
from generator.protocol import Busy, Cancelled, Event, Failed, Finished, Paint, Paused, Progress, Ready

_log = logging.getLogger(__name__)

_DEATHS_TO_QUARANTINE = 2


class Worker:
    """Takes the next job and sees to it that it leaves `running` again, whatever happens."""

    def __init__(
        self, queue: JobQueue, supervisor: Supervisor, folders: Folders, rooms: Rooms, listener: Listener
    ) -> None:
        self._queue = queue
        self._rooms = rooms
        self._supervisor = supervisor
        self._folders = folders
        self._listener = listener

    async def run(self) -> None:
        """Work until cancelled; the job that is then being painted goes back to its place."""
        while True:
            ready = await self._supervisor.ready()  # before the claim: no job is counted as tried without a painter
            job = await self._queue.claim()
            if job is None:
                await self._rest()
            else:
                await self._work(job, ready)

    async def _rest(self) -> None:
        """Wait for a job, or for the child's death, so that a fresh one is there before it is needed."""
        waits = [asyncio.create_task(wait) for wait in (self._queue.arrived.wait(), self._supervisor.exit())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()

    async def _work(self, claimed: Job, ready: Ready) -> None:
        job = await self._queue.fix_plan(claimed, room_of(ready, claimed.params.style).choose(claimed.params.size))
        if job is None:
            return
        self._listener.started(job)
        try:
            left = await self._paint(job, ready)
        except GeneratorDied as death:
            left = await self._bury(job, death)
        except asyncio.CancelledError:
            await self._queue.requeue(job)
            raise
        except Exception:
            left = await self._give_up(job)
        if left is not None:
            await self._tidy(left)
            self._listener.stopped(left)

    async def _paint(self, job: Job, ready: Ready) -> Job | None:
        """Paint the job and settle it as its last event says."""
        request = await self._request(job)
        async with aclosing(self._supervisor.paint(request, self._queue.cancelled(job.id))) as events:
            async for event in events:
                match event:
                    case Busy() | Progress():
                        await self._report(job, event)
                    case _:
                        return await self._settle(job, event, ready)
        raise AssertionError("a job ends with a last event or GeneratorDied")

    async def _request(self, job: Job) -> Paint:
        assert job.plan is not None
        folder = await asyncio.to_thread(self._folders.make_work, job.id)
        resume_from = job.checkpoint and self._folders.absolute(job.checkpoint)
        return Paint(job_id=job.id, params=job.params, plan=job.plan, folder=folder, resume_from=resume_from or None)

    async def _report(self, job: Job, event: Busy | Progress) -> None:
        if isinstance(event, Progress):
            if event.checkpoint is not None and await self._owned(job, event.checkpoint):
                await self._queue.note_checkpoint(job, self._folders.relative(event.checkpoint))
            if event.preview is not None and not await self._owned(job, event.preview):
                event = event.model_copy(update={"preview": None})
        self._listener.progressed(job, event)

    async def _settle(self, job: Job, event: Event, ready: Ready) -> Job | None:
        match event:
            case Finished():
                return await self._keep(job, event)
            case Failed(kind="out_of_memory"):
                return await self._out_of_memory(job, ready)
            case Failed():
                if event.kind == "internal":
                    await self._supervisor.recycle()  # after some errors a CUDA process only repeats them
                return await self._queue.fail(job, event.kind, event.message)
            case Cancelled():
                return await self._queue.finish_cancelled(job)
            case Paused():
                return await self._queue.requeue(job)
        raise AssertionError(f"{event.type} is not a last event")

    async def _keep(self, job: Job, event: Finished) -> Job | None:
        """Move the picture to its place for good, then settle: a row never names a file that is not there."""
        if not await self._owned(job, event.image):
            return await self._queue.fail(job, "internal", "The painter finished, but its picture is not there.")
        image, digest = await asyncio.to_thread(self._folders.keep, event.image, job.id)
        if digest != event.sha256:
            return await self._queue.fail(job, "internal", "The picture was damaged on its way to the disk.")
        await self._rooms.learn(job, event.peak_memory)
        return await self._queue.finish(job, image, event)

    async def _out_of_memory(self, job: Job, ready: Ready) -> Job | None:
        """Try once more, leaner where that goes and in a fresh process; then say which size may fit."""
        await self._supervisor.recycle()
        if job.memory_failures == 0 and job.plan is not None:
            return await self._queue.requeue_leaner(job, leaner(job.plan, ready.device) or job.plan)
        return await self._queue.fail(job, "out_of_memory", sentences.out_of_memory(job.params.size))

    async def _bury(self, job: Job, death: GeneratorDied) -> Job | None:
        _log.warning("Job %s, attempt %d: %s", job.id, job.attempt, death)
        if job.deaths + 1 < _DEATHS_TO_QUARANTINE:
            return await self._queue.requeue(job, deaths=1)
        return await self._queue.fail(job, "died", sentences.QUARANTINED, Outcome.QUARANTINED)

    async def _give_up(self, job: Job) -> Job | None:
        """End a job that met a mistake of our own, so that the next one can be painted."""
        _log.exception("Job %s failed unexpectedly.", job.id)
        await self._supervisor.recycle()  # it may still be painting this
        return await self._queue.fail(job, "internal", sentences.UNEXPECTED)

    async def _tidy(self, job: Job) -> None:
        """Remove the files that a job which is over does not need. Its last preview may still be on its way out."""
        if job.outcome is not None:
            await asyncio.to_thread(self._folders.clear, job.id)
            if job.image is None:
                await asyncio.to_thread(self._folders.discard_image, job.id)

    async def _owned(self, job: Job, path: Path) -> bool:
        return await asyncio.to_thread(self._folders.owned, path, job.id)
