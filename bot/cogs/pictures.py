"""The buttons of a job's messages. They work on messages of any age."""

import asyncio
from contextlib import suppress

import discord
from discord.ext import commands

from bot.cogs.answers import answer_error, asker_of, job_here, require_owner, whisper
from bot.cogs.queue import cancel_job
from bot.deadline import Deadline
from bot.delivery.announcer import Announcer
from bot.delivery.permissions import check_place
from bot.delivery.receipts import Receipts
from bot.errors import DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.gallery import Gallery
from bot.jobs.job import Job, Order
from bot.jobs.listener import Listener
from bot.jobs.orders import again, at_smaller_size, require_style, with_new_seed, with_word_at
from bot.jobs.queue import JobQueue
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from bot.ui.buttons import Action
from bot.ui.receipt import message_link
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
        announcer: Announcer,
        painter: PainterState,
        capacities: Capacities,
    ) -> None:
        self._queue = queue
        self._gallery = gallery
        self._deliveries = deliveries
        self._folders = folders
        self._receipts = receipts
        self._listener = listener
        self._announcer = announcer
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
    async def on_word_button(
        self, interaction: discord.Interaction, job_id: str, start: int, end: int, word: str
    ) -> None:
        """Order a job's picture with another word, for whoever presses the button."""
        try:
            deadline = Deadline.for_answer()
            job = await job_here(self._queue, interaction, job_id, deadline=deadline)
            order = with_word_at(again(job, asker_of(interaction)), start, end, word)
            await self._order(interaction, order, deadline)
        except Exception as error:
            await answer_error(interaction, error)

    async def _press(self, interaction: discord.Interaction, action: Action, job_id: str, deadline: Deadline) -> None:
        job = await job_here(self._queue, interaction, job_id, deadline=deadline)
        match action:
            case Action.CANCEL:
                await self._cancel(interaction, job, deadline)
            case Action.DELETE:
                await self._delete(interaction, job, deadline)
            case Action.SAME_SEED:
                await self._order(interaction, again(job, asker_of(interaction)), deadline)
            case Action.SMALLER:
                await self._order(interaction, at_smaller_size(again(job, asker_of(interaction))), deadline)
            case Action.NEW_SEED:
                await self._order(interaction, with_new_seed(again(job, asker_of(interaction))), deadline)

    async def _order(self, interaction: discord.Interaction, order: Order, deadline: Deadline) -> None:
        check_place(interaction)
        require_style(order, self._painter.styles())
        await self._capacities.check(order.params, deadline=deadline)
        entry = await self._queue.enqueue(order, deadline=deadline)
        if entry.created:
            await self._receipts.answer(interaction, entry)
        else:
            await whisper(interaction, text("answer-already-queued"))

    async def _cancel(self, interaction: discord.Interaction, job: Job, deadline: Deadline) -> None:
        require_owner(interaction, job)
        if job.outcome is None and interaction.message is not None:
            # A bot that was killed after it posted its receipt and before it recorded it does not know it.
            await self._deliveries.note_card(job.id, interaction.message.id, deadline=deadline)
        await cancel_job(self._queue, self._listener, interaction, job.id, deadline=deadline)

    async def _delete(self, interaction: discord.Interaction, job: Job, deadline: Deadline) -> None:
        """Delete the message, the file and the prompt, for its owner or a moderator; say so on the receipt."""
        require_owner(interaction, job)
        forgotten = await self._gallery.forget(job.id, deadline=deadline)
        if forgotten is None:
            await interaction.response.defer()
            return
        posted = interaction.message is not None and interaction.message.id == forgotten.picture_message_id
        try:
            await asyncio.to_thread(self._folders.tidy, forgotten)  # the file holds the prompt, too
            await interaction.response.defer()
            if not posted:  # before the copy goes, because what is told is a reply to it
                await self._take_down(interaction, forgotten)
            with suppress(discord.NotFound):
                await interaction.delete_original_response()
            if posted:
                left = await self._deliveries.note_taken_down(job.id, deadline=Deadline.for_answer())
                await self._take_down(interaction, left or forgotten)
        except Exception:
            self._announcer.stopped(forgotten)  # without the interaction, and until Discord is reached
            raise

    async def _take_down(self, interaction: discord.Interaction, job: Job) -> None:
        """Delete the message where the button was pressed under a copy from /show, and close the receipt."""
        try:
            refusal = await self._receipts.close(job)
        except DiscordUnreachable:
            self._announcer.stopped(job)
            if job.still_posted:
                await whisper(interaction, text("answer-deleted-later", link=message_link(job)))
            return
        if refusal is not None:
            deadline = Deadline.for_answer()
            await self._deliveries.await_access(job.id, deadline=deadline)
            left = await self._queue.job(job.id, deadline=deadline)
            if left is not None and left.still_posted:
                await whisper(interaction, text("receipt-deleted-stays", link=message_link(left)))
