"""Snowflakes (developers/reference#snowflakes): ids that carry their time and only grow."""

from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Gives ids, each larger than the one before, even if the clock stops or goes back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """Return a new id for the current time."""
        self._last = max(self._last + 1, (int(self._now() * 1000) - DISCORD_EPOCH_MS) << 22)
        return str(self._last)


def created_at(snowflake: str) -> float:
    """Return the time of an id, in seconds since 1970."""
    return ((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000


def moment(seconds: float) -> str:
    """Return `seconds` since 1970 in Discord's format: ISO 8601, microseconds, +00:00."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
