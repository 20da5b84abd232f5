"""Which message goes first where many wait for one of Discord's rate limits."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable, Hashable
from enum import IntEnum
from typing import TypeVar

T = TypeVar("T")


class Lane(IntEnum):
    """What a message is about, the most urgent first."""

    END = 0  # a picture, or the reason why there is none
    RECEIPT = 1
    PROGRESS = 2
    CLOSING = 3  # the last edit of a card, for which nobody waits
    NOTICE = 4  # a sentence that somebody provoked without waiting for the painter


class Lanes:
    """Lets one request at a time into a bucket: of those that wait the most urgent, then the oldest.

    discord.py keeps the requests of a bucket in a queue of its own, and none may be cancelled. So whatever it has been
    given goes before all that comes later, and it is given nothing before its turn.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, list[tuple[Lane, int, asyncio.Future[None]]]] = {}
        self._arrivals = itertools.count()

    async def run(self, bucket: Hashable, lane: Lane, request: Callable[[], Awaitable[T]]) -> T:
        """Make the request when it is its turn. The caller must not be cancelled while it waits."""
        if bucket in self._waiting:
            turn = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting[bucket], (lane, next(self._arrivals), turn))
            await turn
        else:
            self._waiting[bucket] = []
        try:
            return await request()
        finally:
            self._let_in(bucket)

    def _let_in(self, bucket: Hashable) -> None:
        if self._waiting[bucket]:
            _, _, turn = heapq.heappop(self._waiting[bucket])
            turn.set_result(None)
        else:
            del self._waiting[bucket]
