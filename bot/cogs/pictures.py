"""The buttons of a job's messages, and the 🔁 under a picture. They work on messages of any age."""

import asyncio
import secrets
from contextlib import suppress

import discord
from discord.ext import commands

from bot.cogs.answers import answer_error, asker_of, job_here, require_owner, roles_of, whisper
from bot.cogs.queue import cancel_job
from bot.deadline import Deadline
from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.permissions import check_permissions, check_place
from bot.delivery.receipts import Receipts
from bot.errors import DiscordUnreachable, Refused
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.gallery import Gallery
from bot.jobs.job import Asker, Job, Order
from bot.jobs.listener import Listener
from bot.jobs.orders import again, at_smaller_size, require_style, with_new_seed
from bot.jobs.queue import JobQueue
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from bot.ui.buttons import REPAINT, Action
from words.sentence import text


class Pictures(commands.Cog):
    """Paints pictures again, deletes them, and cancels jobs from their receipts."""

    def __init__(
        self,
        queue: JobQueue,
        gallery: Gallery,
        deliveries: Deliveries,
        folders: Folders,
        receipts: Receipts,
        listener: Listener,
        discord_io: DiscordIO,
        painter: PainterState,
        capacities: Capacities,
    ) -> None:
        self._queue = queue
        self._gallery = gallery
        self._deliveries = deliveries
        self._folders = folders
        self._receipts = receipts
        self._listener = listener
        self._io = discord_io
        self._painter = painter
        self._capacities = capacities

    @commands.Cog.listener()
    async def on_job_button(self, interaction: discord.Interaction, action: Action, job_id: str) -> None:
        """Do what a button says."""
        try:
            await self._press(interaction, action, job_id, Deadline.for_answer())
        except Exception as error:
            await answer_error(interaction, error)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Paint a picture again for the person who reacts to it with 🔁."""
        if payload.emoji.name != REPAINT or payload.member is None or payload.member.bot:
            return
        if not self._io.may_be_own(payload.message_author_id):
            return
        try:
            await self._repaint(payload, payload.member, Deadline.for_answer())
        except Refused as refusal:
            # In an embed a mention shows a name and pings nobody.
            said = Outgoing(discord.Embed(description=f"<@{payload.user_id}> {refusal}"))
            with suppress(DiscordUnreachable):
                await self._io.send(payload.channel_id, said, nonce=secrets.token_hex(8))

    async def _press(self, interaction: discord.Interaction, action: Action, job_id: str, deadline: Deadline) -> None:
        job = await job_here(self._queue, interaction, job_id, deadline=deadline)
        order = again(job, asker_of(interaction))
        match action:
            case Action.CANCEL:
                await self._cancel(interaction, job, deadline)
            case Action.DELETE:
                await self._delete(interaction, job, deadline)
            case Action.SAME_SEED:
                await self._order(interaction, order, deadline)
            case Action.SMALLER:
                await self._order(interaction, at_smaller_size(order), deadline)
            case Action.NEW_SEED:
                await self._order(interaction, with_new_seed(order), deadline)

    async def _repaint(
        self, payload: discord.RawReactionActionEvent, member: discord.Member, deadline: Deadline
    ) -> None:
        job = await self._deliveries.job_of_message(payload.message_id, deadline=deadline)
        if job is None or job.guild_id != payload.guild_id:
            return
        order = again(job, Asker(job.guild_id, payload.channel_id, payload.user_id, roles_of(member)))
        self._check_channel(payload)
        require_style(order, self._painter.styles())
        await self._capacities.check(order.params, deadline=deadline)
        entry = await self._queue.enqueue(order, deadline=deadline)
        if entry.created:
            with suppress(DiscordUnreachable):  # the order stays without its receipt
                await self._receipts.post(entry)

    async def _order(self, interaction: discord.Interaction, order: Order, deadline: Deadline) -> None:
        check_place(interaction)
        require_style(order, self._painter.styles())
        await self._capacities.check(order.params, deadline=deadline)
        entry = await self._queue.enqueue(order, deadline=deadline)
        if entry.created:
            await self._receipts.answer(interaction, entry)
        else:
            await whisper(interaction, text("answer-already-queued"))

    def _check_channel(self, payload: discord.RawReactionActionEvent) -> None:
        """Raise MissingPermission where it is known that the picture could not be posted."""
        assert payload.guild_id is not None
        channel = self._io.place(payload.guild_id, payload.channel_id)
        if channel is not None:
            threaded = isinstance(channel, discord.Thread)
            check_permissions(channel.permissions_for(channel.guild.me), threaded=threaded)

    async def _cancel(self, interaction: discord.Interaction, job: Job, deadline: Deadline) -> None:
        if job.outcome is None and interaction.message is not None:
            # A bot that was killed after it posted its receipt and before it recorded it does not know it.
            await self._deliveries.note_card(job.id, interaction.message.id, deadline=deadline)
        await cancel_job(self._queue, self._listener, interaction, job.id, deadline=deadline)

    async def _delete(self, interaction: discord.Interaction, job: Job, deadline: Deadline) -> None:
        """Delete the message and the file, for its owner or a moderator."""
        require_owner(interaction, job)
        forgotten = await self._gallery.forget(job.id, deadline=deadline)
        if forgotten is not None:
            await asyncio.to_thread(self._folders.tidy, forgotten)
        await interaction.response.defer()
        await interaction.delete_original_response()
        pressed = interaction.message.id if interaction.message else None
        if job.picture_message_id not in (None, pressed):  # it was pressed under a copy from /show
            with suppress(DiscordUnreachable):
                await self._io.delete(job.channel_id, job.picture_message_id)
