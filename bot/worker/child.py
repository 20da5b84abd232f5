"""One generator process: spawned, spoken to in JSON lines, and ended together with everything it started."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import PIPE, Process, SubprocessStreamProtocol
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextvars import Context

from bot.errors import GeneratorDied
from bot.log import get_logger
from bot.worker.timings import Timings
from generator.wire.protocol import Event, Request, decode_event, encode
from words.sentence import Sentence, say

_log = get_logger(__name__)

_LONGEST_LINE = 4 * 2**20  # Ready lists every word of every style
_TAIL_LINES, _TAIL_WIDTH = 40, 400
_DYING = 10  # seconds from a child's end of file to its end; the kernel has gigabytes to take back


class _Leader(SubprocessStreamProtocol):
    """Kills the process group when its leader dies, however it dies.

    A grandchild that outlived the leader would keep the pipes open, and the end of file would never come; nor, in
    Python 3.11, would `Process.wait` return, which waits for the pipes too.

    `process_exited` is asyncio's public word of a death. The class that reads the pipes and `Process`, which goes with
    it, are not in asyncio's documentation. What is public would have to be replaced in part: a protocol without streams
    has no flow control, and `psutil.Process.wait` would take the exit status before asyncio can.
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
    """A running generator. Only `start_child` makes one."""

    def __init__(self, process: Process, exited: asyncio.Event, printed: Callable[[int, str], str]) -> None:
        assert process.stdin and process.stdout and process.stderr
        self._process = process
        self._exited = exited
        self._stdin, self._stdout = process.stdin, process.stdout
        self._printed = printed
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        # An empty context: it outlives the job during which the child was started, and must not log that job's id.
        self._stderr = asyncio.create_task(self._keep_tail(process.stderr), name="read stderr", context=Context())

    @property
    def pid(self) -> int:
        """Its process id, which is also that of its process group."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return not self._exited.is_set()

    async def exit(self) -> None:
        """Wait until the process is gone."""
        await self._exited.wait()

    def send(self, request: Request) -> None:
        """Send a request. A child that can no longer read it shows that by its end of file."""
        if not self._stdin.is_closing():
            self._stdin.write(encode(request))

    async def next_event(self, limit: float) -> Event:
        """Return the next event. Raise GeneratorDied at end of file, after `limit` silent seconds, and for garbage.

        All events written before a death are returned first.
        """
        try:
            async with asyncio.timeout(limit):
                line = await self._stdout.readline()
            if line.endswith(b"\n"):
                return decode_event(line)
        except TimeoutError:
            raise self._died(say("painter-no-progress")) from None
        except ValueError:  # not an event, or longer than any; the text may hold a prompt and is not repeated
            raise self._died(say("painter-no-event")) from None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DYING):  # for its exit code; who closes the pipe but stays is killed later
                await self.exit()
                await self._stderr
        raise self._died(say("painter-died"))

    def kill(self) -> None:
        """Kill the process and its group."""
        if self.alive:
            signal_group(self.pid, signal.SIGKILL)

    async def stop(self, timings: Timings) -> None:
        """End the process and its group: end of file, then SIGTERM, then SIGKILL; SIGKILL at once when cancelled."""
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

    def _died(self, how: Sentence) -> GeneratorDied:
        return GeneratorDied(how, self._process.returncode, tuple(self._tail))

    async def _keep_tail(self, stderr: asyncio.StreamReader) -> None:
        """Drain stderr: the child must never block on it."""
        while True:
            try:
                line = await stderr.readline()
            except ValueError:  # too long for a line: dropped
                continue
            if not line:
                return
            text = self._printed(self.pid, line.decode(errors="replace").rstrip()[:_TAIL_WIDTH])
            self._tail.append(text)
            _log.debug("The generator printed a line.", pid=self.pid, text=text)


async def start_child(
    command: Sequence[str], environment: Mapping[str, str], printed: Callable[[int, str], str]
) -> Child:
    """Start `command` in a session of its own. Raise OSError where it cannot be started.

    `printed` is called with the child's pid and each line of its stderr, and returns the line as it may be logged.
    """
    # Its own session: Ctrl-C in a terminal reaches the bot alone, which then ends the child in order.
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(
        _Leader, *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=dict(environment), start_new_session=True
    )
    return Child(Process(transport, protocol, loop), protocol.exited, printed)


def signal_group(leader: int, number: int) -> None:
    """Send the signal to every process that is left of the leader's group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS raises the latter for a group of zombies
        os.killpg(leader, number)
