"""What a child may leave behind: processes of its group, and memory on the card. The next child waits for both."""

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable

import psutil

from bot.errors import LeftBehind
from bot.worker.timings import Timings

_SLACK = 512
"""MiB of the card that other programs may have taken meanwhile."""
_PAUSE = 0.05

UsedMemory = Callable[[], Awaitable[int | None]]


class Aftermath:
    """Waits, between two children, until the machine has taken back what the first one had."""

    def __init__(self, used_memory: UsedMemory, timings: Timings) -> None:
        """`used_memory` returns how much of the card is in use, in MiB; None where there is no card."""
        self._used_memory = used_memory
        self._timings = timings
        self._group: int | None = None
        self._before: int | None = None

    async def passed(self) -> None:
        """Return once nothing is left of the last child. Raise LeftBehind where that takes too long."""
        if self._group is not None:
            await self._gone(self._group)
            await self._freed()
        self._group, self._before = None, await self._used_memory()

    def follow(self, leader: int, *, on_card: bool) -> None:
        """Make the next `passed` wait for this process's group and, if it painted on a card, for the card's memory."""
        self._group = leader
        if not on_card:
            self._before = None

    async def _gone(self, group: int) -> None:
        deadline = time.monotonic() + self._timings.group_grace
        while await asyncio.to_thread(group_runs, group):
            if time.monotonic() > deadline:
                raise LeftBehind("left-processes")
            await asyncio.sleep(_PAUSE)

    async def _freed(self) -> None:
        deadline = time.monotonic() + self._timings.card_grace
        while self._before is not None and (used := await self._used_memory()) is not None:
            held = used - self._before
            if held <= _SLACK:
                return
            if time.monotonic() > deadline:
                raise LeftBehind("left-memory", held=str(held))
            await asyncio.sleep(_PAUSE)


def group_runs(group: int) -> bool:
    """Return whether any process of the group runs; one that is dead and waits to be reaped does not. Blocks."""
    return any(_runs_in(group, pid) for pid in psutil.pids())


def _runs_in(group: int, pid: int) -> bool:
    with contextlib.suppress(OSError, psutil.Error):  # it is gone by now, or belongs to somebody else
        if os.getpgid(pid) == group:
            return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    return False
