"""The budget of identifies: after 1000 a day Discord ends all sessions and resets the token.

https://docs.discord.com/developers/events/gateway#session-start-limit-object
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypedDict

_log = logging.getLogger(__name__)

_NEARLY_SPENT = 100
_AHEAD = 50  # identifies that may be spent before their share of the day has come: each is back within seconds
_DAY = 24 * 3600.0


class SessionStartLimit(TypedDict):
    """What Discord says is left of the day's identifies; `reset_after` is in milliseconds."""

    total: int
    remaining: int
    reset_after: int
    max_concurrency: int


class IdentifyBudget:
    """Lets identifies follow within seconds, as Discord allows, and spaces them once too many are spent."""

    def __init__(
        self,
        spacing: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        between: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """Keep `spacing` seconds between two identifies; `between` draws from a range."""
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._between = between
        self._last: float | None = None

    async def wait(self, limit: SessionStartLimit) -> None:
        """Return once an identify is allowed. After the first it takes a moment, whose length differs between bots."""
        seconds = max(self._since_the_last(), _share(limit))
        if seconds > 0:
            level = logging.WARNING if seconds > self._spacing else logging.INFO
            _log.log(level, "Discord: the next session begins in %.0f s; %d are left.", seconds, limit["remaining"])
            await self._sleep(seconds)

    def note(self) -> None:
        """Record an identify."""
        self._last = self._clock()

    def _since_the_last(self) -> float:
        if self._last is None:
            return 0.0
        # After an invalid session Discord asks for a wait of one to five seconds.
        return max(self._last + self._spacing - self._clock(), self._between(self._spacing / 5, self._spacing))


def _share(limit: SessionStartLimit) -> float:
    """Return for how long the next identify has to wait, so that what is left lasts until the next day's; mostly 0."""
    left, day = limit["remaining"], limit["reset_after"] / 1000
    on_time = left >= limit["total"] * day / _DAY - _AHEAD
    return 0.0 if left > _NEARLY_SPENT and on_time else day / max(left, 1)
