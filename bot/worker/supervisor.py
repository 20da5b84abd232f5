"""Keeps one generator process ready to paint, and paints one job with it at a time.

    ABSENT ──start──▶ STARTING ──Ready──▶ FRESH ──paint──▶ PAINTING ──last event──▶ USED
                                                              ▲                      │
                                                              └────────paint─────────┘
    PAINTING ──renew, leak──▶ OUTDATED
    any of them ──recycle──▶ ABSENT       OUTDATED does so by itself, at the end of its job

A child that dies by itself stays in its state until somebody asks for a painter, which replaces it.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from enum import Enum, auto

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_chain, wait_fixed

from bot.errors import GeneratorDied, LeftBehind
from bot.log import get_logger
from bot.painter.state import PainterState
from bot.worker.aftermath import Aftermath, UsedMemory
from bot.worker.card import card_memory
from bot.worker.child import Child, start_child
from bot.worker.timings import Timings
from bot.worker.watchdogs import LeakWatchdog, SilenceWatchdog
from generator.wire.protocol import Cancel, Cancelled, Event, LastEvent, Paint, Pause, Ready
from words.sentence import as_written, say

_log = get_logger(__name__)


class _State(Enum):
    ABSENT = auto()  # no child
    STARTING = auto()  # spawned, not ready
    FRESH = auto()  # ready, and has painted nothing yet
    PAINTING = auto()
    OUTDATED = auto()  # painting its last job
    USED = auto()  # ready, and has painted before: its death may be the fault of that job


_MOVES = {
    _State.ABSENT: {_State.STARTING},
    _State.STARTING: {_State.FRESH, _State.ABSENT},
    _State.FRESH: {_State.PAINTING, _State.ABSENT},
    _State.PAINTING: {_State.USED, _State.OUTDATED, _State.ABSENT},
    _State.OUTDATED: {_State.ABSENT},
    _State.USED: {_State.PAINTING, _State.ABSENT},
}


class Supervisor:
    """The generator's life: started with a handshake, watched while it paints, replaced when it dies."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        known: PainterState,
        timings: Timings,
        used_memory: UsedMemory = card_memory,
    ) -> None:
        """`known` is told what the child says and prints, and how it fails."""
        self._command = command
        self._environment = environment
        self._known = known
        self._timings = timings
        self._aftermath = Aftermath(used_memory, timings)
        self._lock = asyncio.Lock()
        self._state = _State.ABSENT
        self._child: Child | None = None  # None in ABSENT alone
        self._leaks = LeakWatchdog()

    @property
    def pid(self) -> int | None:
        """The child's process id, None where no child runs."""
        return self._child.pid if self._child is not None and self._child.alive else None

    async def ready(self) -> Ready:
        """Return once a child can paint. Start one if need be; repeat a start that fails, for ever."""
        async with self._lock:
            if self.pid is None:
                await self._replace()
            return self._known.known()

    async def start(self) -> Ready:
        """Start a child and return what it says of itself. Raise GeneratorDied, LeftBehind, OSError."""
        await self._aftermath.passed()
        child = await start_child(self._command, self._environment, self._known.printed)
        self._move(_State.STARTING, child)
        try:
            event = await child.next_event(self._timings.loading)
            if not isinstance(event, Ready):
                raise GeneratorDied(say("painter-not-ready-first"), None, ())
            if self._child is not child:
                raise GeneratorDied(say("painter-stopped-early"), None, ())
        except BaseException:
            self._aftermath.follow(child.pid, on_card=False)
            await self.recycle()
            raise
        self._aftermath.follow(child.pid, on_card=event.device.kind == "cuda")
        self._move(_State.FRESH, child)
        _log.info("The generator is ready.", pid=child.pid, device=event.device.name)
        if event.device.note:
            _log.info(str(event.device.note))
        return event

    async def exit(self) -> None:
        """Wait until there is no child, for whatever reason."""
        if self._child is not None:
            await self._child.exit()

    async def paint(
        self, request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        """Paint the job; yield its events, the last one included.

        When `cancelled` is set the child is asked to stop, and is killed where it does not; the last event is
        Cancelled either way. When `pausing` is set it is asked to stop at a checkpoint, which ends in Paused unless
        another last event comes first. Raise GeneratorDied where the child died or hung; a fresh one is started when
        it is needed.
        """
        await self.ready()  # weights may just have been installed, and the child be gone for that
        child, heard, used = self._child, False, self._state is _State.USED
        assert child is not None
        self._move(_State.PAINTING, child)
        self._known.hide(request.params.prompt)
        child.send(request)
        stops = [
            asyncio.create_task(self._cancel(child, request.job_id, cancelled), name="cancel the job"),
            asyncio.create_task(self._pause(child, request.job_id, pausing), name="pause the job"),
        ]
        try:
            async for event in self._events(child, request.job_id):
                heard = True
                if isinstance(event, LastEvent):
                    self._check_for_leak(event.held_memory)
                yield event
        except GeneratorDied as death:
            await self.recycle()
            if cancelled.is_set():
                yield Cancelled(job_id=request.job_id)
                return
            self._note_death(death)
            if used and not heard:
                raise GeneratorDied(death.how, death.exit_code, death.stderr_tail, of_earlier_job=True) from None
            raise
        finally:
            for stop in stops:
                stop.cancel()
            await self._end_job(child)

    async def renew(self) -> None:
        """Let a fresh child see what is installed now; one that is painting finishes its job first."""
        if self._state is _State.PAINTING:
            self._move(_State.OUTDATED, self._child)
        elif self._state is not _State.OUTDATED:
            await self.recycle()

    def kill(self) -> None:
        """End the child at once: nobody waits for what it is doing."""
        if self._child is not None:
            self._child.kill()

    async def recycle(self) -> None:
        """End the child; the next job gets a fresh one."""
        child = self._child
        if child is not None:
            self._move(_State.ABSENT, None)
            await child.stop(self._timings)

    def _move(self, state: _State, child: Child | None) -> None:
        """Go on to a state, and to the child that is in it."""
        assert state in _MOVES[self._state], f"{self._state} does not become {state}"
        assert (child is None) == (state is _State.ABSENT)
        if state is _State.STARTING:
            self._leaks = LeakWatchdog()
        self._state, self._child = state, child

    async def _end_job(self, child: Child) -> None:
        """Keep the child for the next job, unless it is outdated or has been ended already."""
        if self._child is not child:
            return
        if self._state is _State.OUTDATED:
            await self.recycle()
        else:
            self._move(_State.USED, child)

    async def _events(self, child: Child, job_id: str) -> AsyncGenerator[Event, None]:
        watchdog = SilenceWatchdog(self._timings)
        while True:
            event = await child.next_event(watchdog.limit)
            watchdog.note(event)
            if isinstance(event, Ready) or event.job_id != job_id:
                continue  # the last words about an earlier job
            yield event
            if isinstance(event, LastEvent):
                return

    async def _cancel(self, child: Child, job_id: str, cancelled: asyncio.Event) -> None:
        await cancelled.wait()
        child.send(Cancel(job_id=job_id))
        await asyncio.sleep(self._timings.cancel_grace)
        _log.warning("The generator did not stop its job when asked to; it is killed.", pid=child.pid)
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
                self._known.up(await self.start())

    def _check_for_leak(self, held: int | None) -> None:
        """Replace the child, once this job is settled, where its memory does not come back after its jobs."""
        leaked = self._leaks.leaked(held)
        if leaked is not None and self._state is _State.PAINTING:
            _log.warning("The generator holds more memory than it did; a fresh one takes its place.", mib=leaked)
            self._move(_State.OUTDATED, self._child)

    def _note_failed_start(self, state: RetryCallState) -> None:
        assert state.outcome is not None
        error = state.outcome.exception()
        if isinstance(error, GeneratorDied):
            self._note_death(error)
        else:
            why = error.sentence if isinstance(error, LeftBehind) else as_written(str(error))
            self._known.down(say("painter-not-started", why=why))
            _log.error("The generator cannot be started.", reason=str(error))

    def _note_death(self, death: GeneratorDied) -> None:
        last_words = death.stderr_tail[-1] if death.stderr_tail else ""
        self._known.down(death.how)
        _log.warning("The painter failed.", how=str(death.how), exit_code=death.exit_code, last_line=last_words)
