"""What may be done once in a while."""

import time
from collections.abc import Callable, Hashable


class CoolDown:
    """Grants something once in so many seconds, to each who asks. Asking in vain does not begin the time anew."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._granted: dict[Hashable, float] = {}  # the oldest first

    def take(self, who: Hashable) -> bool:
        """Tell whether it is granted now."""
        now = self._clock()
        while self._granted and now - next(iter(self._granted.values())) >= self._seconds:
            del self._granted[next(iter(self._granted))]
        if who in self._granted:
            return False
        self._granted[who] = now
        return True

    def give_back(self, who: Hashable) -> None:
        """Let it be granted anew: what it was taken for did not come about."""
        self._granted.pop(who, None)
