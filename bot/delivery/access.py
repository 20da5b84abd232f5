"""Ends of jobs that wait for access to their channel, and are tried again when somebody may have given it back."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial

from discord.ext import commands

from bot.delivery.discord_io import DiscordIO
from bot.delivery.ends import Ends
from bot.delivery.patience import USUAL, Patience
from bot.delivery.permissions import check_channel
from bot.delivery.verdicts import Refusal
from bot.errors import DatabaseUnusable, MissingPermission
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Job

_log = logging.getLogger(__name__)

# The bot's own roles show in member_update, which needs no intent for the bot itself; thread_join: it was added to one.
# https://docs.discord.com/developers/events/gateway#list-of-intents
_CHANGES = (
    "guild_available",
    "guild_channel_create",
    "guild_channel_update",
    "guild_join",
    "guild_role_delete",
    "guild_role_update",
    "guild_update",
    "member_update",
    "thread_join",
    "thread_update",
)


class Access:
    """Tries at the start, after each such change, and every so often; gives up after some days."""

    def __init__(
        self,
        client: commands.Bot,
        discord_io: DiscordIO,
        deliveries: Deliveries,
        ends: Ends,
        patience: Patience = USUAL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """The clock is that of the deliveries."""
        self._client = client
        self._io = discord_io
        self._deliveries = deliveries
        self._ends = ends
        self._patience = patience
        self._clock = clock
        self._changed = asyncio.Event()
        self._tasks: dict[int, asyncio.Task[None]] = {}  # by channel: one waits until Discord is reached there
        self._passed_over = set[int]()  # the channels that were due while their tasks still ran
        for change in _CHANGES:
            client.add_listener(self._note, f"on_{change}")

    async def keep(self) -> None:
        """Try again for as long as the bot runs."""
        await self._client.wait_until_ready()
        loop = asyncio.get_running_loop()
        try:
            while True:
                await self.look(everywhere=True)
                due = loop.time() + self._patience.access
                while await self._changes_before(due):
                    await self.look(everywhere=False)
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def look(self, *, everywhere: bool) -> list[asyncio.Task[None]]:
        """Begin to try what is refused: everywhere, or only where access is not known to be missing.

        Return a task for each channel; one whose last task still runs gets its turn after that.
        """
        refused: dict[int, list[Job]] = {}
        for job in await self._deliveries.refused():
            refused.setdefault(job.channel_id, []).append(job)
        for channel_id, task in list(self._tasks.items()):
            if task.done():
                del self._tasks[channel_id]
                task.result()  # raises what ends the bot
        self._passed_over |= refused.keys() & self._tasks.keys()
        begun = {
            channel_id: asyncio.create_task(self._try(jobs, everywhere=everywhere), name="ends that were refused")
            for channel_id, jobs in refused.items()
            if channel_id not in self._tasks
        }
        for channel_id, task in begun.items():
            task.add_done_callback(partial(self._tried, channel_id))
        self._tasks |= begun
        return list(begun.values())

    async def _try(self, jobs: list[Job], *, everywhere: bool) -> None:
        """Try the ends of one channel until one is refused.

        One refusal speaks for its channel: each counts as an invalid request, and Discord allows 10,000 in 10 minutes.
        https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
        """
        shut = False
        for job in jobs:
            if job.refused_at is not None and self._clock() - job.refused_at > self._patience.refused:
                _log.warning("Discord has refused the end of job %s for too long; it is not tried any more.", job.id)
                await self._without_trouble(job, self._ends.give_up)
            elif not shut and (everywhere or self._may_be_open(job)):
                shut = await self._without_trouble(job, self._ends.conclude) is not None

    def _tried(self, channel_id: int, task: asyncio.Task[None]) -> None:
        """Look again where the channel was passed over, or the task raised."""
        if not task.cancelled() and (task.exception() or channel_id in self._passed_over):
            self._passed_over.discard(channel_id)
            self._changed.set()

    async def _without_trouble(self, job: Job, work: Callable[[Job], Awaitable[Refusal | None]]) -> Refusal | None:
        self._io.reopen(job.channel_id)
        try:
            return await work(job)
        except DatabaseUnusable:
            raise
        except Exception:
            _log.exception("The end of job %s is not fully announced; it is tried again later.", job.id)
            return None

    def _may_be_open(self, job: Job) -> bool:
        channel = self._io.place(job.guild_id, job.channel_id)
        if channel is None:
            return False
        try:
            check_channel(channel)
        except MissingPermission:
            return False
        return True

    async def _changes_before(self, due: float) -> bool:
        """Wait for a change, and for those that come with it; return False if it is `due` first."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(due):
                await self._changed.wait()
        except TimeoutError:
            return False
        await asyncio.sleep(self._patience.changed)
        self._changed.clear()
        return loop.time() < due

    async def _note(self, *_: object) -> None:
        self._changed.set()
