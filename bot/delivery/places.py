"""Keeps what the receipts of waiting jobs say of their places and times true."""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

import discord

from bot.delivery.patience import USUAL, Patience
from bot.delivery.receipts import Receipts
from bot.errors import DatabaseUnusable, DiscordUnreachable
from bot.jobs.job import Entry, Job
from generator.wire.protocol import Busy, Progress

_log = logging.getLogger(__name__)

MOST_A_CHANNEL = 2
"""Edits at each look. Discord is reported to allow 5 in 5 s in a channel, and progress takes half of them."""
MOST = 20
"""Edits in all channels at each look."""


class Places:
    """A listener. After something has changed it looks at all receipts, and edits those that say something else.

    It looks again as long as a job with a receipt is open, so a restart goes on by itself. One look costs a few edits
    at most: those that were edited longest ago come first. What fails is done at the next look, and no job is affected.
    """

    def __init__(
        self, receipts: Receipts, patience: Patience = USUAL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._receipts = receipts
        self._patience = patience
        self._clock = clock
        self._changed = asyncio.Event()
        self._changed.set()
        self._edited: dict[str, float] = {}  # by job, when its receipt was edited

    def started(self, job: Job) -> None:
        """Look soon."""
        self._changed.set()

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """A step changes no place."""

    def paused(self, job: Job) -> None:
        """Look soon."""
        self._changed.set()

    def stopped(self, job: Job) -> None:
        """Look soon."""
        self._changed.set()

    async def run(self) -> None:
        """Look whenever something has changed, with a pause before each look."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(self._patience.receipt)
            self._changed.clear()
            try:
                if await self.look():
                    self._changed.set()
            except DatabaseUnusable:
                raise
            except Exception:
                _log.exception("The receipts could not be brought up to date.")
                self._changed.set()

    async def look(self) -> bool:
        """Edit the receipts that are no longer true, and return whether any job with a receipt is open."""
        entries, seconds = await self._receipts.open(), await self._receipts.forecast()
        self._edited = {entry.job.id: self._edited.get(entry.job.id, -math.inf) for entry in entries}
        stale = [entry for entry in entries if self._receipts.stale(entry, seconds) and self._may_edit(entry)]
        chosen: dict[int, list[Job]] = {}  # by channel
        for entry in sorted(stale, key=lambda entry: self._edited[entry.job.id]):
            of_channel = chosen.setdefault(entry.job.channel_id, [])
            if len(of_channel) < MOST_A_CHANNEL and sum(map(len, chosen.values())) < MOST:
                of_channel.append(entry.job)
                self._edited[entry.job.id] = self._clock()
        await asyncio.gather(*(self._update(jobs, seconds) for jobs in chosen.values()))
        return bool(entries)

    async def _update(self, jobs: Sequence[Job], seconds: Mapping[str, float]) -> None:
        for job in jobs:
            with suppress(DiscordUnreachable):
                await self._receipts.update(job.id, seconds)

    def _may_edit(self, entry: Entry) -> bool:
        """Tell whether an edit is cheap: Discord limits those of messages older than an hour, and closing needs one."""
        assert entry.job.card_message_id is not None
        age = discord.utils.utcnow() - discord.utils.snowflake_time(entry.job.card_message_id)
        if age < timedelta(seconds=self._patience.roll_over):
            return True
        return self._clock() - self._edited[entry.job.id] >= self._patience.old_receipt
