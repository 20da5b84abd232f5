"""A painter without a process: it does, job by job, what a test says."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from bot.errors import GeneratorDied
from generator.wire.protocol import Busy, Cancelled, Event, Failed, Finished, Paint, Paused, Progress, Ready, Result
from tests.bot.making import READY
from words.sentence import as_written, say

Act = Callable[[Paint, asyncio.Event, asyncio.Event], AsyncGenerator[Event, None]]


class FakePainter:
    """Fulfils `bot.worker.painter.Painter`. Each job gets the next act; the last act is for all that follow."""

    def __init__(self, *acts: Act) -> None:
        self.requests: list[Paint] = []
        self.processes = 1  # how many it would have used
        self.able = asyncio.Event()
        self.able.set()
        self._acts = acts
        self._gone = asyncio.Event()

    async def ready(self) -> Ready:
        await self.able.wait()
        self._gone.clear()
        return READY

    async def paint(
        self, request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        act = self._acts[min(len(self.requests), len(self._acts) - 1)]
        self.requests.append(request)
        async for event in act(request, cancelled, pausing):
            yield event

    def kill(self) -> None:
        self._gone.set()

    async def recycle(self) -> None:
        self.processes += 1
        self._gone.set()

    async def exit(self) -> None:
        await self._gone.wait()


def _step(request: Paint, number: int, **files: object) -> Progress:
    total = request.params.steps
    return Progress(job_id=request.job_id, step=number, total=total, seconds_per_step=0.01, **files)


def _finished(request: Paint, file: Path) -> Finished:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    result = Result(kind="picture", file=file, mime="image/png", sha256=sha256)
    return Finished(job_id=request.job_id, result=result, seconds=0.1, peak_memory=9)


async def finishes(request: Paint, _cancelled: asyncio.Event, _pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
    """Paint all steps. The picture depends on the params alone."""
    yield Busy(job_id=request.job_id, doing=as_written("mixing colours"))
    for number in range(1, request.params.steps + 1):
        yield _step(request, number)
    image, picture = request.folder / "picture.png", request.params.model_dump_json().encode()
    image.write_bytes(picture)
    yield _finished(request, image)


async def dies(request: Paint, _cancelled: asyncio.Event, _pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
    """Die after the first step."""
    yield _step(request, 1)
    raise GeneratorDied(say("painter-died"), -9, ("last words",))


async def dies_of_earlier_job(
    _request: Paint, _cancelled: asyncio.Event, _pausing: asyncio.Event
) -> AsyncGenerator[Event, None]:
    """Die before the first event, after another job."""
    for event in ():
        yield event
    raise GeneratorDied(say("painter-died"), -9, (), of_earlier_job=True)


def fails(kind: str) -> Act:
    """Return an act that fails with this kind."""

    async def act(request: Paint, _cancelled: asyncio.Event, _pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
        yield Failed.model_validate({"job_id": request.job_id, "kind": kind, "why": as_written("It failed.")})

    return act


def where(wanted: Callable[[Paint], bool], act: Act, otherwise: Act = finishes) -> Act:
    """Return one act for the wanted requests, another for all others."""

    async def chosen(request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
        async for event in (act if wanted(request) else otherwise)(request, cancelled, pausing):
            yield event

    return chosen


async def finishes_elsewhere(
    request: Paint, _cancelled: asyncio.Event, _pausing: asyncio.Event
) -> AsyncGenerator[Event, None]:
    """Name files outside the job's own folder."""
    elsewhere = request.folder.parent.parent / "elsewhere.png"
    elsewhere.write_bytes(b"not the job's")
    yield _step(request, 1, preview=elsewhere)
    yield _finished(request, elsewhere)


async def goes_on(request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
    """Paint step after step until the job is cancelled or paused; go on from the step that was saved."""
    number = int(request.resume_from.read_text()) if request.resume_from else 0
    while not cancelled.is_set():
        number += 1
        yield _step(request, number)
        if pausing.is_set():
            checkpoint = request.folder / "checkpoint"
            checkpoint.write_text(str(number))
            yield Paused(job_id=request.job_id, checkpoint=checkpoint)
            return
        await asyncio.sleep(0)
    yield Cancelled(job_id=request.job_id)
