"""How tests wait: for what happens, however long a busy machine takes. Only what is broken meets PATIENCE."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from playground import PATIENCE

T = TypeVar("T")

_PAUSE = 0.01  # seconds between two looks at what other processes do


def in_time(event: Awaitable[T]) -> Awaitable[T]:
    """Wait for an event that comes, unless something is broken."""
    return asyncio.wait_for(event, PATIENCE)


async def eventually(condition: Callable[[], T]) -> T:
    """Let the loop run until the condition holds, which nobody announces, and return it."""
    async with asyncio.timeout(PATIENCE):
        for turn in itertools.count():
            if holds := condition():
                return holds
            await asyncio.sleep(0 if turn < 1000 else _PAUSE)
    raise AssertionError("it counts for ever")


def until(condition: Callable[[], T]) -> T:
    """The same without a loop."""
    deadline = time.monotonic() + PATIENCE
    while not (holds := condition()):
        assert time.monotonic() < deadline, f"{PATIENCE:g} s are over"
        time.sleep(_PAUSE)
    return holds
