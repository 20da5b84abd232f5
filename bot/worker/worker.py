"""Claim, paint, settle: one job at a time, for ever. A listener is told what happens, and never waited for."""

import asyncio
from contextlib import aclosing
from pathlib import Path

from structlog.contextvars import bound_contextvars

from bot.errors import GeneratorDied
from bot.jobs.folders import Folders
from bot.jobs.job import Job, Outcome
from bot.jobs.listener import Listener
from bot.jobs.queue import JobQueue
from bot.log import get_logger
from bot.painter.capacity import Capacities, capacity_of
from bot.painter.paces import Paces
from bot.worker.painter import Painter
from bot.worker.timings import Timings
from bot.worker.turn import Turn
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.protocol import Busy, Cancelled, Event, Failed, Finished, Paint, Paused, Progress, Ready
from words.sentence import Sentence, say

_log = get_logger(__name__)

_DEATHS_TO_QUARANTINE = 2
_FAILURES_TO_HALT = 3  # of the painter, at different jobs in a row: then the jobs are not to blame


class Worker:
    """Takes the next job, and makes sure that it leaves `running` again, whatever happens."""

    def __init__(
        self,
        queue: JobQueue,
        painter: Painter,
        folders: Folders,
        capacities: Capacities,
        paces: Paces,
        listener: Listener,
        timings: Timings,
    ) -> None:
        self._queue = queue
        self._capacities = capacities
        self._paces = paces
        self._painter = painter
        self._folders = folders
        self._listener = listener
        self._timings = timings
        self._failed_at: set[str] = set()

    async def run(self) -> None:
        """Work until cancelled; the job being painted then goes back to its place."""
        while True:
            ready = await self._painter.ready()  # before the claim: without a painter, no job counts as tried
            job = await self._queue.claim()
            if job is None:
                await self._rest()
            else:
                with bound_contextvars(job=job.id):
                    await self._work(job, ready)

    async def _rest(self) -> None:
        """Wait for a job, or for the painter's death: a fresh one is to be ready before it is needed."""
        waits = [
            asyncio.create_task(self._queue.arrived.wait(), name="wait for a job"),
            asyncio.create_task(self._painter.exit(), name="wait for the painter's death"),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()

    async def _work(self, claimed: Job, ready: Ready) -> None:
        capacity = capacity_of(ready, claimed.params.style, claimed.params.method)
        job = await self._queue.fix_plan(claimed, capacity.choose(claimed.params.size))
        if job is None:
            return
        self._listener.started(job)
        turn = Turn(job)
        painting = asyncio.create_task(self._paint(turn, ready), name=f"paint {job.id}")
        sharing = asyncio.create_task(self._share(turn), name=f"share after {job.id}")
        try:
            left = await asyncio.shield(painting)
        except asyncio.CancelledError:
            await self._save(turn, painting)
            raise
        finally:
            sharing.cancel()
        await self._tell(turn, left)

    async def _share(self, turn: Turn) -> None:
        """Pause the job for others once it has had its slice of time."""
        await turn.begun.wait()
        await asyncio.sleep(self._timings.time_slice)
        await self._queue.wait_for_others(turn.job)
        turn.pausing.set()

    async def _save(self, turn: Turn, painting: asyncio.Task[Job | None]) -> None:
        """Save the job where it is, as Easel is ending. A job that does not stop in time keeps its last checkpoint."""
        turn.ending = True
        turn.pausing.set()
        await asyncio.wait({painting}, timeout=self._timings.save_grace)
        if painting.done():
            left = painting.result()
            if left is not None and left.outcome is not None:
                await self._tell(turn, left)
            return
        self._painter.kill()
        painting.cancel()
        await asyncio.wait({painting})
        await self._queue.requeue(turn.job)

    async def _tell(self, turn: Turn, left: Job | None) -> None:
        if turn.newest is not None:
            await self._paces.learn(turn.job, turn.newest.seconds_per_step)
        if left is None:
            return
        await self._tidy(left)
        if turn.paused and left.outcome is None:
            self._listener.paused(left)
        else:
            self._listener.stopped(left)
        if self._queue.halted and left.outcome is None:
            self._listener.progressed(left, Busy(job_id=left.id, doing=self._queue.halted))

    async def _paint(self, turn: Turn, ready: Ready) -> Job | None:
        """Paint the job and settle it, however it ends."""
        try:
            return await self._watch(turn, ready)
        except GeneratorDied as death:
            return await self._settle_death(turn.job, death)
        except Exception:
            return await self._give_up(turn.job)

    async def _watch(self, turn: Turn, ready: Ready) -> Job | None:
        """Paint the job and settle it as its last event says."""
        request, cancelled = await self._request(turn.job), self._queue.cancelled(turn.job.id)
        async with aclosing(self._painter.paint(request, cancelled, turn.pausing)) as events:
            async for event in events:
                match event:
                    case Busy() | Progress():
                        await self._report(turn, event)
                    case _:
                        return await self._settle(turn, event, ready)
        raise AssertionError("a job ends with a last event or GeneratorDied")

    async def _request(self, job: Job) -> Paint:
        assert job.plan is not None
        folder = await asyncio.to_thread(self._folders.make_work, job.id)
        resume_from = job.checkpoint and self._folders.absolute(job.checkpoint)
        return Paint(job_id=job.id, params=job.params, plan=job.plan, folder=folder, resume_from=resume_from or None)

    async def _report(self, turn: Turn, event: Busy | Progress) -> None:
        if isinstance(event, Progress):
            turn.note(event)
            if event.checkpoint is not None:
                await self._note_checkpoint(turn, event.checkpoint)
            if event.preview is not None and not await self._owned(turn.job, event.preview):
                event = event.model_copy(update={"preview": None})
        self._listener.progressed(turn.job, event)

    async def _note_checkpoint(self, turn: Turn, checkpoint: Path) -> None:
        if await self._owned(turn.job, checkpoint):
            path = self._folders.relative(checkpoint)
            await self._queue.note_checkpoint(turn.job, path, turn.done_steps, turn.seconds)

    async def _settle(self, turn: Turn, event: Event, ready: Ready) -> Job | None:
        job = turn.job
        if isinstance(event, Failed) and event.kind == "internal":
            self._note_failure(job)
            await self._painter.recycle()  # after some errors a CUDA process only repeats them
        else:
            self._failed_at.clear()
        match event:
            case Finished():
                return await self._keep(job, event)
            case Failed(kind="out_of_memory"):
                return await self._out_of_memory(job, ready)
            case Failed():
                return await self._queue.fail(job, event.kind, event.why)
            case Cancelled():
                return await self._queue.finish_cancelled(job)
            case Paused():
                await self._note_checkpoint(turn, event.checkpoint)
                return await self._step_aside(turn)
        raise AssertionError(f"{event.type} is not a last event")

    async def _step_aside(self, turn: Turn) -> Job | None:
        """Put a paused job behind those that wait; one stopped by Easel's end goes back to its own place."""
        if turn.ending:
            return await self._queue.requeue(turn.job)
        turn.paused = True
        return await self._queue.pause(turn.job)

    async def _keep(self, job: Job, event: Finished) -> Job | None:
        """Move the result to its final place, then settle: a row never names a file that is not there."""
        result = event.result
        if not await self._owned(job, result.file):
            return await self._queue.fail(job, "internal", say("result-missing", kind=result.kind))
        image, digest = await asyncio.to_thread(self._folders.keep, result.file, job.id)
        if digest != result.sha256:
            return await self._queue.fail(job, "internal", say("result-damaged", kind=result.kind))
        if job.memory_failures and job.plan is not None:
            notes = (*event.notes, say("note-leaner", plan=job.plan.name))
            event = event.model_copy(update={"notes": notes})
        await self._capacities.learn(job, event.peak_memory)
        return await self._queue.finish(job, image, event)

    async def _out_of_memory(self, job: Job, ready: Ready) -> Job | None:
        """Try once more in a fresh process, leaner if a leaner plan exists; then say which size may fit."""
        await self._painter.recycle()
        if job.memory_failures == 0 and job.plan is not None:
            plan = offer(job.params.method).leaner(job.plan, ready.device)
            return await self._queue.requeue_leaner(job, plan or job.plan)
        return await self._queue.fail(job, "out_of_memory", _too_large(job.params, ready))

    async def _settle_death(self, job: Job, death: GeneratorDied) -> Job | None:
        """Try the job again after a death of the painter, or give it up after too many."""
        _log.warning("The painter failed at a job.", attempt=job.attempt, how=str(death.how), exit_code=death.exit_code)
        if death.of_earlier_job:
            return await self._queue.requeue(job)  # a death of the fresh process will count against this job
        self._note_failure(job)
        if job.deaths + 1 < _DEATHS_TO_QUARANTINE:
            return await self._queue.requeue(job, deaths=1)
        return await self._queue.fail(job, "died", say("job-quarantined"), Outcome.QUARANTINED)

    def _note_failure(self, job: Job) -> None:
        """Halt the queue after failures at several jobs in a row, rather than fail all that wait."""
        self._failed_at.add(job.id)
        if len(self._failed_at) >= _FAILURES_TO_HALT:
            self._failed_at.clear()
            self._queue.halt(say("queue-halted"))
            _log.error("The queue is halted: the painter failed at several pictures in a row.")

    async def _give_up(self, job: Job) -> Job | None:
        """End a job that met a mistake of Easel's own, so that the next one can be painted."""
        _log.exception("A job failed unexpectedly.")
        await self._painter.recycle()  # it may still be painting this
        return await self._queue.fail(job, "internal", say("job-internal"))

    async def _tidy(self, job: Job) -> None:
        """Remove the files that a finished job no longer needs. Its last preview may still be on its way out."""
        if job.outcome is not None:
            await asyncio.to_thread(self._folders.tidy, job)

    async def _owned(self, job: Job, path: Path) -> bool:
        return await asyncio.to_thread(self._folders.owned, path, job.id)


def _too_large(params: Params, ready: Ready) -> Sentence:
    """Say that a size is too large for this machine, and name a smaller one that fits by the planner's figures."""
    size, capacity = params.size, capacity_of(ready, params.style, params.method)
    smaller = size.smaller()
    if smaller is not None and not capacity.fits(smaller):
        smaller = capacity.largest(smaller)
    if smaller is None:
        return say("job-too-large-for-style", size=str(size))
    return say("job-too-large", size=str(size), smaller=str(smaller))
