"""Keeps one generator process ready to paint, and paints one job with it at a time."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_chain, wait_fixed

from bot.painter.state import PainterState
from bot.worker.aftermath import Aftermath, UsedMemory, card_memory
from bot.worker.child import Child, start_child
from bot.worker.errors import GeneratorDied, LeftBehind
from bot.worker.timings import Pace, Timings
from generator.wire.protocol import Cancel, Cancelled, Event, LastEvent, Paint, Pause, Ready

_log = logging.getLogger(__name__)

_MOST_GROWTH = 1024
"""MiB that may stay behind after jobs: more than the allocators of host and card keep for the next one."""


class Supervisor:
    """The generator's life: started with a handshake, watched while it paints, replaced when it dies."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        painter: PainterState,
        timings: Timings,
        used_memory: UsedMemory = card_memory,
    ) -> None:
        self._command = command
        self._environment = environment
        self._painter = painter
        self._timings = timings
        self._aftermath = Aftermath(used_memory, timings)
        self._child: Child | None = None
        self._lock = asyncio.Lock()
        self._painting = self._stale = self._used = False
        self._held: int | None = None  # the least that the child held after a job, in MiB

    @property
    def pid(self) -> int | None:
        """The child's process id, None where there is no child."""
        return self._child.pid if self._child is not None and self._child.alive else None

    async def ready(self) -> Ready:
        """Return once a child can paint, started if need be; a start that fails is tried again for ever."""
        async with self._lock:
            if self._child is None or not self._child.alive:
                await self._replace()
            return self._painter.known()

    async def start(self) -> Ready:
        """Start a child and return what it says of itself. Raises GeneratorDied, LeftBehind, OSError."""
        await self._aftermath.passed()
        self._child = child = await start_child(self._command, self._environment, self._painter.printed)
        try:
            event = await child.next_event(self._timings.loading)
            if not isinstance(event, Ready):
                raise GeneratorDied("did not begin with Ready", None, ())
            self._aftermath.follow(child.pid, on_card=event.device.kind == "cuda")
        except BaseException:
            self._aftermath.follow(child.pid, on_card=False)
            await self.recycle()
            raise
        _log.info("The generator is ready: process %d, %s.", child.pid, event.device.name)
        if event.device.note:
            _log.info(event.device.note)
        return event

    async def exit(self) -> None:
        """Wait until there is no child, for whatever reason."""
        if self._child is not None:
            await self._child.exit()

    async def paint(
        self, request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        """Paint the job; yield its events, the last one included. Needs a child that is ready.

        When `cancelled` is set the child is asked to stop, and is killed where it does not; the last event is
        Cancelled either way. When `pausing` is set it is asked to stop at a checkpoint, which ends in Paused unless
        another last event comes first. Raises GeneratorDied where the child died or hung; a fresh one is started when
        it is needed.
        """
        await self.ready()  # weights may just have been installed, and the child be gone for that
        child, heard, used = self._child, False, self._used
        assert child is not None
        self._painting = self._used = True
        self._painter.hide(request.params.prompt)
        child.send(request)
        stops = [
            asyncio.create_task(self._cancel(child, request.job_id, cancelled)),
            asyncio.create_task(self._pause(child, request.job_id, pausing)),
        ]
        try:
            async for event in self._events(child, request.job_id):
                heard = True
                if isinstance(event, LastEvent):
                    self._note_held(event.held_memory)
                yield event
        except GeneratorDied as death:
            await self.recycle()
            if not cancelled.is_set():
                self._note_death(death)
                death.of_another = used and not heard
                raise
            yield Cancelled(job_id=request.job_id)
        finally:
            for stop in stops:
                stop.cancel()
            self._painting = False
            if self._stale:
                await self.recycle()

    async def renew(self) -> None:
        """Have the next child see what is installed now, once nothing is being painted."""
        self._stale = True
        if not self._painting:
            await self.recycle()

    def kill(self) -> None:
        """End the child at once: nobody waits for what it is doing."""
        if self._child is not None:
            self._child.kill()

    async def recycle(self) -> None:
        """End the child; the next job gets a fresh one."""
        child, self._child, self._stale, self._used, self._held = self._child, None, False, False, None
        if child is not None:
            await child.stop(self._timings)

    async def _events(self, child: Child, job_id: str) -> AsyncGenerator[Event, None]:
        pace = Pace(self._timings)
        while True:
            event = await child.next_event(pace.limit)
            pace.note(event)
            if isinstance(event, Ready) or event.job_id != job_id:
                continue  # the tail of a job before this one
            yield event
            if isinstance(event, LastEvent):
                return

    async def _cancel(self, child: Child, job_id: str, cancelled: asyncio.Event) -> None:
        await cancelled.wait()
        child.send(Cancel(job_id=job_id))
        await asyncio.sleep(self._timings.cancel_grace)
        _log.warning("The generator did not stop job %s; it is killed.", job_id)
        await child.stop(self._timings)

    async def _pause(self, child: Child, job_id: str, pausing: asyncio.Event) -> None:
        await pausing.wait()
        child.send(Pause(job_id=job_id))

    async def _replace(self) -> None:
        """Start a child, with growing pauses between failures."""
        await self.recycle()
        retrying = AsyncRetrying(
            retry=retry_if_exception_type((GeneratorDied, LeftBehind, OSError)),
            wait=wait_chain(*map(wait_fixed, self._timings.restarts)),
            before_sleep=self._note_failed_start,
        )
        async for attempt in retrying:
            with attempt:
                self._painter.up(await self.start())

    def _note_held(self, held: int | None) -> None:
        """Have the child replaced, once this job is settled, where memory does not come back after its jobs."""
        if held is None:
            return
        self._held = held if self._held is None else min(self._held, held)
        if held - self._held > _MOST_GROWTH:
            _log.warning("The generator holds %d MiB more than it did; a fresh one takes its place.", held - self._held)
            self._stale = True

    def _note_failed_start(self, state: RetryCallState) -> None:
        assert state.outcome is not None
        error = state.outcome.exception()
        if isinstance(error, GeneratorDied):
            self._note_death(error)
        else:
            self._painter.down(f"it cannot be started: {error}")
            _log.error("The generator cannot be started: %s", error)

    def _note_death(self, death: GeneratorDied) -> None:
        last_words = death.stderr_tail[-1] if death.stderr_tail else ""
        self._painter.down(f"it {death.how}")
        _log.warning("%s; its last line: %s", death, last_words)
