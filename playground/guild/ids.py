"""Snowflakes (developers/reference#snowflakes): ids that carry their time and grow."""

from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Gives ids, each larger than the one before, even when the clock stands still or goes back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """Return a new id of the present."""
        self._last = max(self._last + 1, (int(self._now() * 1000) - DISCORD_EPOCH_MS) << 22)
        return str(self._last)


def created_at(snowflake: str) -> float:
    """Return when an id was given, in seconds since 1970."""
    return ((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000


def moment(seconds: float) -> str:
    """Return `seconds` since 1970 as Discord writes times: ISO 8601, microseconds, +00:00."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
