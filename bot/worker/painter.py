"""What the worker needs of a painter: whatever takes one job at a time and paints it.

Today that is the supervisor with its child process. What is known of a painter is in `bot/painter/state.py`.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Protocol

from generator.wire.protocol import Event, Paint, Ready


class Painter(Protocol):
    """Takes one job at a time."""

    async def ready(self) -> Ready:
        """Return what it offers, once it can paint. Wait for that as long as it takes."""
        ...

    def paint(self, request: Paint, cancelled: asyncio.Event, pausing: asyncio.Event) -> AsyncGenerator[Event, None]:
        """Paint the job; yield its events, the last of which is a LastEvent.

        After `cancelled` is set, the last event is Cancelled. After `pausing` is set, the job stops at a checkpoint
        with Paused, unless another last event comes first. Raise GeneratorDied where the painter dies or hangs.
        """
        ...

    def kill(self) -> None:
        """End at once what is being painted, without saving it."""

    async def recycle(self) -> None:
        """Give up the process that paints; the next job gets a fresh one."""

    async def exit(self) -> None:
        """Wait until it can no longer paint, for whatever reason; `ready` makes it able again."""
