"""🔁 as a reaction under a picture: the same picture again, for whoever reacts."""

import time
from collections.abc import Callable
from contextlib import suppress

import discord
from discord.ext import commands

from bot.cogs.answers import roles_of
from bot.deadline import Deadline
from bot.delivery.discord_io import DiscordIO
from bot.delivery.notices import Notices
from bot.delivery.permissions import check_channel
from bot.delivery.receipts import Receipts
from bot.errors import DiscordUnreachable, LimitReached, Refused
from bot.jobs.cooldown import CoolDown
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Asker
from bot.jobs.orders import again, require_style
from bot.jobs.queue import JobQueue
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from bot.ui.buttons import REPAINT

COOL_DOWN = 10.0
"""Seconds in which a person's reactions count once. A reaction is taken away and given again faster than it is read."""


class Repaints(commands.Cog):
    """Paints pictures again. A reaction has no private answer, so what is wrong with it is said by `Notices`."""

    def __init__(
        self,
        queue: JobQueue,
        deliveries: Deliveries,
        receipts: Receipts,
        discord_io: DiscordIO,
        notices: Notices,
        painter: PainterState,
        capacities: Capacities,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._queue = queue
        self._deliveries = deliveries
        self._receipts = receipts
        self._io = discord_io
        self._notices = notices
        self._painter = painter
        self._capacities = capacities
        self._of_person = CoolDown(COOL_DOWN, clock)
        self._of_message = CoolDown(COOL_DOWN, clock)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Paint a picture again for the person who reacts to it with 🔁."""
        if payload.emoji.name != REPAINT or payload.member is None or payload.member.bot:
            return
        if not self._io.may_be_own(payload.message_author_id):
            return
        if not self._of_message.take((payload.user_id, payload.message_id)):
            return  # it was taken away and given again
        try:
            await self._repaint(payload, payload.member, Deadline.for_answer())
        except Refused as refusal:
            self._notices.say(payload.channel_id, payload.user_id, str(refusal))

    async def _repaint(
        self, payload: discord.RawReactionActionEvent, member: discord.Member, deadline: Deadline
    ) -> None:
        job = await self._deliveries.job_of_message(payload.message_id, deadline=deadline)
        if job is None or job.guild_id != payload.guild_id:
            return
        if not self._of_person.take(payload.user_id):
            raise LimitReached("refusal-repaint-soon", seconds=f"{COOL_DOWN:.0f}")
        order = again(job, Asker(job.guild_id, payload.channel_id, payload.user_id, roles_of(member)))
        self._check_channel(payload)
        require_style(order, self._painter.styles())
        await self._capacities.check(order.params, deadline=deadline)
        entry = await self._queue.enqueue(order, deadline=deadline)
        if entry.created:
            with suppress(DiscordUnreachable):  # the order stays without its receipt
                await self._receipts.post(entry)

    def _check_channel(self, payload: discord.RawReactionActionEvent) -> None:
        """Raise MissingPermission where it is known that the picture could not be posted."""
        assert payload.guild_id is not None
        channel = self._io.place(payload.guild_id, payload.channel_id)
        if channel is not None:
            check_channel(channel)
