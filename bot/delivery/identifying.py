"""The budget of identifies: after 1000 a day Discord ends all sessions and resets the token.

https://docs.discord.com/developers/events/gateway#session-start-limit-object
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypedDict

_log = logging.getLogger(__name__)

_NEARLY_SPENT = 100


class SessionStartLimit(TypedDict):
    """What Discord says is left of the day's identifies; `reset_after` is in milliseconds."""

    total: int
    remaining: int
    reset_after: int
    max_concurrency: int


class IdentifyBudget:
    """Spaces identifies: a fixed time apart, and further apart once few are left for the day."""

    def __init__(
        self,
        spacing: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Keep `spacing` seconds between two identifies."""
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._last: float | None = None

    async def wait(self, limit: SessionStartLimit) -> None:
        """Return once an identify is allowed."""
        seconds = max(self._since_the_last(), _share(limit))
        if seconds > 0:
            _log.warning("Discord: the next session begins in %.0f s; %d are left.", seconds, limit["remaining"])
            await self._sleep(seconds)

    def note(self) -> None:
        """Record an identify."""
        self._last = self._clock()

    def _since_the_last(self) -> float:
        return 0.0 if self._last is None else self._last + self._spacing - self._clock()


def _share(limit: SessionStartLimit) -> float:
    """Return how many seconds each of the last few identifies has to last until the next day's."""
    left = limit["remaining"]
    return 0.0 if left > _NEARLY_SPENT else limit["reset_after"] / 1000 / max(left, 1)
