"""How long a person who has asked for something waits for the answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_FOR_AN_ANSWER = 1.5
"""Seconds. Discord gives up on an interaction after three, and the way there and back takes some of them."""


@dataclass(frozen=True)
class Deadline:
    """A moment of a monotonic clock. It is set once, where a request comes in, and handed down with the request."""

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def for_answer(cls, clock: Callable[[], float] = time.monotonic) -> "Deadline":
        """Return the deadline of an interaction that has just come in.

        It counts from now. The interaction's own timestamp is by Discord's clock, which may differ from this
        machine's by more than an answer may take.
        """
        return cls(clock() + _FOR_AN_ANSWER, clock)

    @property
    def left(self) -> float:
        """The seconds that are left, 0 once it has passed."""
        return max(0.0, self.at - self.clock())
