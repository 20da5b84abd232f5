"""The buttons of a job's messages, and the 🔁 under a picture. They work on messages of any age."""

import asyncio
import secrets
from contextlib import suppress

import discord
from discord.ext import commands

from bot.cogs.answers import answer_error, guild_of, job_here, require_owner, roles_of, whisper
from bot.cogs.queue import cancel_job
from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.permissions import check_permissions, check_place
from bot.delivery.receipts import Receipts
from bot.errors import DiscordUnreachable, Refused
from bot.jobs.folders import Folders
from bot.jobs.job import Entry, Job, Order
from bot.jobs.listener import Listener
from bot.jobs.orders import again, at_smaller_size, require_style, with_new_seed
from bot.jobs.queue import JobQueue
from bot.painter.state import PainterState
from bot.ui.buttons import REPAINT, Action


class Pictures(commands.Cog):
    """Paints pictures again, deletes them, and cancels jobs from their receipts."""

    def __init__(
        self,
        queue: JobQueue,
        folders: Folders,
        receipts: Receipts,
        listener: Listener,
        discord_io: DiscordIO,
        painter: PainterState,
    ) -> None:
        self._queue = queue
        self._folders = folders
        self._receipts = receipts
        self._listener = listener
        self._io = discord_io
        self._painter = painter

    @commands.Cog.listener()
    async def on_job_button(self, interaction: discord.Interaction, action: Action, job_id: str) -> None:
        """Do what a button says."""
        try:
            job = await job_here(self._queue, interaction, job_id)
            match action:
                case Action.CANCEL:
                    if job.outcome is None and interaction.message is not None:
                        # A bot that was killed between posting it and noting it does not know its receipt.
                        await self._queue.note_card(job_id, interaction.message.id)
                    await cancel_job(self._queue, self._listener, interaction, job_id)
                case Action.DELETE:
                    await self._delete(interaction, job)
                case Action.SAME_SEED:
                    await self._order(interaction, _again(interaction, job))
                case Action.SMALLER:
                    await self._order(interaction, at_smaller_size(_again(interaction, job)))
                case Action.NEW_SEED:
                    await self._order(interaction, with_new_seed(_again(interaction, job)))
        except Exception as error:
            await answer_error(interaction, error)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Paint a picture again for the person who reacts to it with 🔁."""
        if payload.emoji.name != REPAINT or payload.member is None or payload.member.bot:
            return
        job = await self._queue.job_of_picture(payload.message_id)
        if job is None or job.guild_id != payload.guild_id:
            return
        order = again(
            job,
            guild_id=job.guild_id,
            channel_id=payload.channel_id,
            user_id=payload.user_id,
            roles=roles_of(payload.member),
        )
        try:
            self._check_channel(payload)
            require_style(order, self._painter.styles())
            await self._post_once(await self._queue.enqueue(order))
        except Refused as refusal:
            # In an embed a mention shows a name and pings nobody.
            said = Outgoing(discord.Embed(description=f"<@{payload.user_id}> {refusal}"))
            with suppress(DiscordUnreachable):
                await self._io.send(payload.channel_id, said, nonce=secrets.token_hex(8))

    async def _order(self, interaction: discord.Interaction, order: Order) -> None:
        check_place(interaction)
        require_style(order, self._painter.styles())
        entry = await self._queue.enqueue(order)
        if entry.created:
            await self._receipts.answer(interaction, entry)
        else:
            await whisper(interaction, "You have that very picture in the queue already.")

    def _check_channel(self, payload: discord.RawReactionActionEvent) -> None:
        """Raise MissingPermission where the picture could not be posted, as far as that is known."""
        assert payload.guild_id is not None
        channel = self._io.place(payload.guild_id, payload.channel_id)
        if channel is not None:
            threaded = isinstance(channel, discord.Thread)
            check_permissions(channel.permissions_for(channel.guild.me), threaded=threaded)

    async def _post_once(self, entry: Entry) -> None:
        if entry.created:
            with suppress(DiscordUnreachable):  # the order stands without its receipt
                await self._receipts.post(entry)

    async def _delete(self, interaction: discord.Interaction, job: Job) -> None:
        """Delete the message and the file, for its owner or a moderator."""
        require_owner(interaction, job)
        await interaction.response.defer()
        await interaction.delete_original_response()
        pressed = interaction.message.id if interaction.message else None
        if job.picture_message_id not in (None, pressed):  # it was pressed under a copy that /show gave
            with suppress(DiscordUnreachable):
                await self._io.delete(job.channel_id, job.picture_message_id)
        await self._queue.forget_image(job.id)
        await asyncio.to_thread(self._folders.discard_image, job.id)


def _again(interaction: discord.Interaction, job: Job) -> Order:
    assert interaction.channel_id is not None
    return again(
        job,
        guild_id=guild_of(interaction),
        channel_id=interaction.channel_id,
        user_id=interaction.user.id,
        interaction_id=interaction.id,
        roles=roles_of(interaction.user),
    )
