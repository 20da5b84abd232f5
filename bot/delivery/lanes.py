"""Which message goes first where many wait for one of Discord's rate limits."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from bot.errors import DiscordUnreachable

T = TypeVar("T")


class Lane(IntEnum):
    """What a message is about, the most urgent first."""

    END = 0  # a picture, or the reason why there is none
    RECEIPT = 1
    PROGRESS = 2
    CLOSING = 3  # the last edit of a card, for which nobody waits
    STANDING = 4  # how a waiting job stands now, on its receipt
    NOTICE = 5  # what somebody provoked without waiting for the painter: a refusal, the end of what they cancelled


PROVOKED = frozenset({Lane.RECEIPT, Lane.STANDING, Lane.NOTICE})
"""What anybody can cause at any pace. It goes with pauses, so a bucket is never full of it when a picture comes."""


@dataclass
class _Bucket:
    """Who waits for a bucket, by lane and arrival; whether a request is in it, and whether one was provoked lately."""

    waiting: list[tuple[Lane, int, asyncio.Future[None]]] = field(default_factory=list)
    busy: bool = False
    resting: bool = False


class Lanes:
    """Lets one request at a time into a bucket: of those that wait the most urgent, then the oldest.

    discord.py keeps the requests of a bucket in a queue of its own, and none may be cancelled. So whatever it has been
    given goes before all that comes later, and it is given nothing before its turn.
    """

    def __init__(self, pause: float) -> None:
        """`pause` is in seconds, after one that was provoked and before the next such."""
        self._pause = pause
        self._buckets: dict[Hashable, _Bucket] = {}
        self._arrivals = itertools.count()

    async def run(self, bucket: Hashable, lane: Lane, request: Callable[[], Awaitable[T]]) -> T:
        """Make the request when it is its turn. The caller must not be cancelled while it waits."""
        loop = asyncio.get_running_loop()
        turn, entered = loop.create_future(), self._buckets.setdefault(bucket, _Bucket())
        entered.waiting.append((lane, next(self._arrivals), turn))
        self._let_in(bucket)
        await turn
        try:
            return await request()
        finally:
            entered.busy = False
            if lane in PROVOKED:
                entered.resting = True
                loop.call_later(self._pause, self._rested, bucket)
            self._let_in(bucket)

    def close(self) -> None:
        """Send away whoever waits: their `run` raises DiscordUnreachable."""
        for entered in self._buckets.values():
            for _, _, turn in entered.waiting:
                if not turn.done():
                    turn.set_exception(DiscordUnreachable("delivery-stopping"))
            entered.waiting.clear()

    def _rested(self, bucket: Hashable) -> None:
        self._buckets[bucket].resting = False
        self._let_in(bucket)

    def _let_in(self, bucket: Hashable) -> None:
        entered = self._buckets[bucket]
        if entered.busy:
            return
        able = [each for each in entered.waiting if not (entered.resting and each[0] in PROVOKED)]
        if able:
            entered.waiting.remove(first := min(able))
            entered.busy = True
            first[2].set_result(None)
        elif not entered.waiting and not entered.resting:
            del self._buckets[bucket]
