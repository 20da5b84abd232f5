"""What a child may leave behind: processes of its group, and memory on the card. The next one waits for both."""

import asyncio
import contextlib
import os
import shutil
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.worker.errors import LeftBehind
from bot.worker.timings import Timings

_SLACK = 512
"""MiB of the card that others may have taken meanwhile."""
_PAUSE = 0.05
_PATIENCE = 10.0  # seconds that the card's driver gets to answer

UsedMemory = Callable[[], Awaitable[int | None]]


class Aftermath:
    """Watches over the time between two children."""

    def __init__(self, used_memory: UsedMemory, timings: Timings) -> None:
        """`used_memory` returns how much of the card is in use, in MiB; None where there is no card."""
        self._used_memory = used_memory
        self._timings = timings
        self._group: int | None = None
        self._before: int | None = None

    async def passed(self) -> None:
        """Return once nothing is left of the last child. Raises LeftBehind where that takes too long."""
        if self._group is not None:
            await self._gone(self._group)
            await self._freed()
        self._group, self._before = None, await self._used_memory()

    def follow(self, leader: int, *, on_card: bool) -> None:
        """Have the next `passed` wait for the group of this process and, where it painted on a card, for its memory."""
        self._group = leader
        if not on_card:
            self._before = None

    async def _gone(self, group: int) -> None:
        deadline = time.monotonic() + self._timings.group_grace
        while await asyncio.to_thread(group_runs, group):
            if time.monotonic() > deadline:
                raise LeftBehind("processes of the painter before it cannot be ended; the machine may need a restart")
            await asyncio.sleep(_PAUSE)

    async def _freed(self) -> None:
        deadline = time.monotonic() + self._timings.card_grace
        while self._before is not None and (used := await self._used_memory()) is not None:
            held = used - self._before
            if held <= _SLACK:
                return
            if time.monotonic() > deadline:
                raise LeftBehind(
                    f"{held} MiB of the graphics card, which the painter before it held, are not free again; "
                    "nvidia-smi shows who has them, and a restart of Easel takes things as they are"
                )
            await asyncio.sleep(_PAUSE)


def group_runs(group: int) -> bool:
    """Whether any process of the group runs; one that is dead and waits to be reaped does not. Blocks."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        return False
    stats = [_stat(path) for path in Path("/proc").glob("[0-9]*/stat")]
    # proc(5), after the name: state, parent, group. Where there is no /proc the kernel's word has to do.
    return not stats or any(stat[2] == str(group) and stat[0] not in "ZX" for stat in stats if stat)


async def card_memory() -> int | None:
    """Return how many MiB of the graphics cards are in use by anybody, None where nvidia-smi does not say."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    question = ("--query-gpu=memory.used", "--format=csv,noheader,nounits")
    process = await asyncio.create_subprocess_exec(program, *question, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    try:
        async with asyncio.timeout(_PATIENCE):
            answer, _ = await process.communicate()
        return sum(int(line) for line in answer.split())
    except (TimeoutError, ValueError):
        return None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _stat(path: Path) -> list[str]:
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:  # it is gone since
        return []
