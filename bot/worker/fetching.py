"""Fetches weights in a short-lived process, never in the child that paints, which needs no network."""

import asyncio
import contextlib
import logging
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.errors import Refused
from generator.wire.offers import offer_of_kind
from generator.wire.weights import Doing, Listed, Said, decode_fetched, decode_list
from words.sentence import Sentence, as_written, say

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fetching:
    """How far the weights `name` are: what is being done, None at first, and everything that was said."""

    name: str
    doing: Doing | None = None
    done: int = 0
    total: int | None = None
    said: tuple[Sentence, ...] = ()


class Fetcher:
    """Runs `weights` of the generator's command line, one fetch at a time."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = (*command, "weights")
        self._environment = dict(environment)
        self._busy = False
        self._listed: tuple[Listed, ...] = ()
        self._asking: asyncio.Task[None] | None = None
        self._asked = asyncio.Event()

    async def fetch(self, name: str, *, yes: bool = False) -> AsyncIterator[Fetching]:
        """Fetch and install, yielding the progress; `yes` agrees to weights that have no published hash.

        Raises Refused with the generator's own sentence.
        """
        if self._busy:
            raise Refused("weights-being-fetched")
        self._busy = True
        try:
            process = await self._start("fetch", name, "--json", *(["--yes"] if yes else []), stderr=PIPE)
            async with _ended(process):
                assert process.stdout is not None and process.stderr is not None
                last_words = asyncio.create_task(_last_line(process.stderr), name="read stderr")
                try:
                    state = Fetching(name)
                    async for line in process.stdout:
                        state = _next(state, line)
                        yield state
                    if await process.wait() != 0:
                        why = await last_words
                        raise Refused(as_written(why) if why else say("weights-not-fetched"))
                finally:
                    last_words.cancel()
        finally:
            self._busy = False
            self._listed = ()

    def listed(self) -> tuple[Listed, ...]:
        """Return what can be fetched and what is installed, or nothing while that is being asked.

        The generator takes longer to answer than Discord waits for suggestions. Needs a running event loop.
        """
        if not self._listed and (self._asking is None or self._asking.done()):
            self._asked.clear()
            self._asking = asyncio.create_task(self._ask(), name="list weights")
        return self._listed

    def fetchable(self) -> list[tuple[str, str, str]]:
        """Return the listed styles that are not installed: name, what it is good at, and kind."""
        found = [each for each in self.listed() if not each.installed]
        return [(each.name, each.good_at, each.kind) for each in found if offer_of_kind(each.kind)]

    async def close(self) -> None:
        """End a request for the list. asyncio hangs if a process is cancelled while it starts, so wait for that."""
        if self._asking is not None:
            await self._asked.wait()
            self._asking.cancel()
            await asyncio.wait({self._asking})

    async def _ask(self) -> None:
        try:
            process = await self._start("list", "--json", stderr=DEVNULL)
        finally:
            self._asked.set()
        async with _ended(process):
            text, _ = await process.communicate()
        with contextlib.suppress(ValueError):
            self._listed = decode_list(text)

    async def _start(self, *arguments: str, stderr: int) -> Process:
        # Its own session: Ctrl-C in a terminal reaches the bot alone, which then ends it in order.
        return await asyncio.create_subprocess_exec(
            *self._command, *arguments, "--with-parent", stdin=DEVNULL, stdout=PIPE, stderr=stderr,
            env=self._environment, start_new_session=True,
        )  # fmt: skip


@contextlib.asynccontextmanager
async def _ended(process: Process) -> AsyncIterator[None]:
    """End the process at the end of the block. What it has fetched stays, and the next fetch continues from there."""
    try:
        yield
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.communicate()  # what is left in its pipes, which end with it


def _next(state: Fetching, line: bytes) -> Fetching:
    told = decode_fetched(line)
    if isinstance(told, Said):
        return replace(state, said=(*state.said, told.said))
    return Fetching(told.name, told.doing, told.done, told.total, state.said)


async def _last_line(stderr: asyncio.StreamReader) -> str:
    last = ""
    async for line in stderr:
        last = line.decode(errors="replace").strip() or last
        _log.info("weights: %s", last)
    return last
