"""One generator process: spawned, spoken to in JSON lines, and ended with everything that it started."""

import asyncio
import contextlib
import logging
import os
import signal
from asyncio.subprocess import PIPE, Process, SubprocessStreamProtocol
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from bot.worker.errors import GeneratorDied
from bot.worker.timings import Timings
from generator.wire.protocol import Event, Request, decode_event, encode

_log = logging.getLogger(__name__)

_LONGEST_LINE = 4 * 2**20  # Ready lists every word of every style
_TAIL_LINES, _TAIL_WIDTH = 40, 400


class _Leader(SubprocessStreamProtocol):
    """Takes the process group along when its leader dies, however it dies.

    A grandchild that outlived the leader would keep the pipes open, and the end of file would never come; nor, in
    Python 3.11, would the end of `Process.wait`, which waits for the pipes too.
    """

    def __init__(self) -> None:
        super().__init__(limit=_LONGEST_LINE, loop=asyncio.get_running_loop())
        self.exited = asyncio.Event()
        self._pid = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._pid = transport.get_pid()

    def process_exited(self) -> None:
        signal_group(self._pid, signal.SIGKILL)
        self.exited.set()
        super().process_exited()


class Child:
    """A running generator. Made by `start_child` alone."""

    def __init__(self, process: Process, exited: asyncio.Event, printed: Callable[[int, str], str]) -> None:
        assert process.stdin and process.stdout and process.stderr
        self._process = process
        self._exited = exited
        self._stdin, self._stdout = process.stdin, process.stdout
        self._printed = printed
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._stderr = asyncio.create_task(self._keep_tail(process.stderr))

    @property
    def pid(self) -> int:
        """Its process id, which is its process group's too."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return not self._exited.is_set()

    async def exit(self) -> None:
        """Wait until the process is gone."""
        await self._exited.wait()

    def send(self, request: Request) -> None:
        """Send a request. A child that cannot hear it any more shows that by its end of file."""
        if not self._stdin.is_closing():
            self._stdin.write(encode(request))

    async def next_event(self, limit: float) -> Event:
        """Return the next event. Raises GeneratorDied at end of file, after `limit` silent seconds, and for garbage.

        Events that were written before a death are all returned first.
        """
        try:
            async with asyncio.timeout(limit):
                line = await self._stdout.readline()
            if line.endswith(b"\n"):
                return decode_event(line)
        except TimeoutError:
            raise self._died("got no further in time") from None
        except ValueError:  # not an event, or longer than any; the text is not repeated as it may hold a prompt
            raise self._died("said something that is not an event") from None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):  # to have its exit code; who closes the pipe but stays is killed later
                await self.exit()
                await self._stderr
        raise self._died("died")

    def kill(self) -> None:
        """Kill the process and its group."""
        if self.alive:
            signal_group(self.pid, signal.SIGKILL)

    async def stop(self, timings: Timings) -> None:
        """End the process and its group: end of file, then SIGTERM, then SIGKILL, or that at once where cancelled."""
        self._stdin.close()
        try:
            for grace, number in ((timings.eof_grace, signal.SIGTERM), (timings.term_grace, signal.SIGKILL)):
                if await self._gone_within(grace):
                    break
                signal_group(self.pid, number)
            await self.exit()
        finally:
            self.kill()
        await asyncio.gather(self._stderr, self._process.wait(), return_exceptions=True)

    async def _gone_within(self, grace: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(grace):
                await self.exit()
        return not self.alive

    def _died(self, how: str) -> GeneratorDied:
        return GeneratorDied(how, self._process.returncode, tuple(self._tail))

    async def _keep_tail(self, stderr: asyncio.StreamReader) -> None:
        """Drain stderr, so that the child never blocks on it."""
        while True:
            try:
                line = await stderr.readline()
            except ValueError:  # longer than any line: dropped
                continue
            if not line:
                return
            text = self._printed(self.pid, line.decode(errors="replace").rstrip()[:_TAIL_WIDTH])
            self._tail.append(text)
            _log.debug("generator %d: %s", self.pid, text)


async def start_child(
    command: Sequence[str], environment: Mapping[str, str], printed: Callable[[int, str], str]
) -> Child:
    """Start `command` in a session of its own. Raises OSError where it cannot be started.

    `printed` is told each line of its stderr, with its pid, and returns it as it may be logged.
    """
    # Its own session: Ctrl-C in a terminal reaches the bot alone, which then ends the child in order.
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(
        _Leader, *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=dict(environment), start_new_session=True
    )
    return Child(Process(transport, protocol, loop), protocol.exited, printed)


def signal_group(leader: int, number: int) -> None:
    """Send the signal to everything in the leader's process group that is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        os.killpg(leader, number)
