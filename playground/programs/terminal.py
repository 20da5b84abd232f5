"""The terminal: exit codes, sentences, and the end on Ctrl-C or SIGTERM."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from playground.errors import Ended

T = TypeVar("T")

DONE, REFUSED, MISUSED = 0, 1, 2


def say(sentence: str) -> None:
    """Write a sentence to stderr; stdout is for data alone."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


async def until_ended(work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns. Ctrl-C and SIGTERM cancel it; Ended is raised once it has ended."""
    asked = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    task, asking = asyncio.create_task(work), asyncio.create_task(asked.wait())
    try:
        await asyncio.wait({task, asking}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Ended
    finally:
        asking.cancel()
        task.cancel()
        await asyncio.gather(task, asking, return_exceptions=True)
