"""The receipt of an order: the answer to an interaction or a message, kept true and closed when the job is over."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from weakref import WeakValueDictionary

import discord

from bot.deadline import Deadline
from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.lanes import Lane
from bot.delivery.retrying import is_transient
from bot.delivery.verdicts import Refusal
from bot.errors import DatabaseTrouble, DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Entry, Job, Outcome, Status
from bot.jobs.queue import JobQueue
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from bot.ui.buttons import closed_receipt_buttons, receipt_buttons
from bot.ui.receipt import closed_receipt, receipt, standing

_FOR_A_FORECAST = 0.5  # seconds of those that an answer may take


class Receipts:
    """Gives, updates and closes receipts."""

    def __init__(
        self, discord_io: DiscordIO, deliveries: Deliveries, painter: PainterState, queue: JobQueue, paces: Paces
    ) -> None:
        self._io = discord_io
        self._deliveries = deliveries
        self._painter = painter
        self._queue = queue
        self._paces = paces
        self._said: dict[str, str | None] = {}  # by job, what its receipt says of its place; None: it takes no edits
        self._editing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._answered: dict[str, discord.Interaction] = {}  # by job, as long as its token lives
        self._waiting: set[str] = set()  # the jobs whose receipts say that they wait for access

    async def answer(self, interaction: discord.Interaction, entry: Entry) -> None:
        """Answer an interaction with the receipt. Where that fails, the job stays and a message takes its place."""
        seconds = await self._seconds(entry)
        message = self._message(entry, interaction.filesize_limit, seconds)
        assert message.view is not None
        message_id: int | None
        try:
            answer = await interaction.response.send_message(embed=message.embed, view=message.view)
            message_id = answer.message_id
        except Exception as error:
            if not (_unanswered(error) or is_transient(error)):
                raise
            message_id = await _answer_of(interaction)
        if message_id is not None:
            self._said[entry.job.id] = standing(entry, seconds)
            self._keep(entry.job.id, interaction)
            await self._note(entry.job, message_id)
        elif entry.created:
            await self.post(entry)

    async def post(self, entry: Entry) -> None:
        """Post the receipt as a message of its own. Raises DiscordUnreachable."""
        seconds, nonce = await self._seconds(entry), f"{entry.job.id}-receipt"
        message = self._message(entry, self._io.upload_limit(entry.job.guild_id), seconds)
        answer = await self._io.send(entry.job.channel_id, message, nonce, Lane.RECEIPT)
        if not isinstance(answer, Refusal):
            self._said[entry.job.id] = standing(entry, seconds)
            await self._note(entry.job, answer)

    async def open(self) -> list[Entry]:
        """Return the jobs whose receipts tell how they stand, in the order of their places."""
        entries = await self._deliveries.open_receipts()
        self._said = {entry.job.id: self._said.get(entry.job.id, "") for entry in entries}
        return entries

    async def forecast(self, deadline: Deadline | None = None) -> Mapping[str, float]:
        """Return, by job, in how many seconds it will be done; nothing while no job is painted."""
        return {} if self._queue.halted else await self._paces.forecast(deadline=deadline)

    def stale(self, entry: Entry, seconds: Mapping[str, float]) -> bool:
        """Tell whether the receipt says something else than is true."""
        said = self._said.get(entry.job.id)
        return said is not None and said != standing(entry, seconds.get(entry.job.id))

    async def update(self, job_id: str, forecast: Mapping[str, float]) -> None:
        """Show how the job stands unless it is over. A receipt that is gone is let go. Raises DiscordUnreachable."""
        async with self._lock(job_id):
            for entry in await self._deliveries.open_receipts(job_id):  # it may have been closed meanwhile
                job, seconds = entry.job, forecast.get(job_id)
                assert job.card_message_id is not None
                card = self._message(entry, self._io.upload_limit(job.guild_id), seconds).embed
                refusal = await self._io.edit(job.channel_id, job.card_message_id, card, lane=Lane.STANDING)
                if refusal is None:
                    self._said[job_id] = standing(entry, seconds)
                elif not refusal.too_old:
                    self._said[job_id] = None

    async def close(self, job: Job) -> Refusal | None:
        """Show on the receipt how the job ended, and record that it does. Raises DiscordUnreachable.

        Where access to the channel is missing, the interaction's token does, as long as it lives. Return the refusal
        if that is over, too. The receipt of an end that waits for access says that, once, and stays open; so does that
        of a deleted result while its message cannot be deleted, which is tried first and whose refusal is returned.
        """
        staying = None
        if job.still_posted:
            staying = await self._take_down(job)
            job = await self._queue.job(job.id) or job
        waits = staying is not None or job.waits_for_access
        if job.card_message_id is None or (waits and job.id in self._waiting):
            return staying
        lane = Lane.NOTICE if job.outcome is Outcome.CANCELLED or job.deleted else Lane.CLOSING
        async with self._lock(job.id):  # an update under way would undo it
            view = closed_receipt_buttons(job, self._painter.style(job.params.style))
            refusal = await self._io.close_card(job.channel_id, job.card_message_id, closed_receipt(job), lane, view)
        if refusal is not None and refusal.may_lift and not await self._closed_by_token(job):
            return refusal
        if waits:
            self._waiting.add(job.id)
        else:
            self._waiting.discard(job.id)
            await self._deliveries.close_card(job.id)
        return staying

    async def _take_down(self, job: Job) -> Refusal | None:
        """Delete the message with a deleted result, wherever it was deleted from; return why it stays."""
        assert job.picture_message_id is not None
        self._io.reopen(job.channel_id)
        refusal = await self._io.delete(job.channel_id, job.picture_message_id)
        if refusal is not None and not refusal.gone:
            return refusal
        await self._deliveries.note_taken_down(job.id)
        return None

    def says_that_it_waits(self, job: Job) -> bool:
        """Tell whether the job's receipt says that its end waits for access."""
        return job.id in self._waiting

    async def _closed_by_token(self, job: Job) -> bool:
        interaction = self._answered.get(job.id)
        if interaction is None or interaction.is_expired():
            return False
        return await self._io.edit_answer(interaction, closed_receipt(job)) is None

    def _keep(self, job_id: str, interaction: discord.Interaction) -> None:
        self._answered = {key: each for key, each in self._answered.items() if not each.is_expired()}
        self._answered[job_id] = interaction

    def _lock(self, job_id: str) -> asyncio.Lock:
        return self._editing.setdefault(job_id, asyncio.Lock())

    async def _seconds(self, entry: Entry) -> float | None:
        """Return in how many seconds the job will be done, None where that is not known at once."""
        try:
            return (await self.forecast(Deadline(time.monotonic() + _FOR_A_FORECAST))).get(entry.job.id)
        except DatabaseTrouble:
            return None

    def _message(self, entry: Entry, upload_limit: int | None, seconds: float | None) -> Outgoing:
        job = entry.job
        style = self._painter.style(job.params.style)
        return Outgoing(receipt(entry, style, upload_limit, seconds), receipt_buttons(job, style))

    async def _note(self, job: Job, message_id: int) -> None:
        noted = await self._deliveries.note_card(job.id, message_id)
        if noted is not None and noted.status is Status.FINISHED:  # it was over before its receipt was recorded
            with suppress(DiscordUnreachable):  # the order stays, and its picture says the rest
                await self.close(noted)


def _unanswered(error: Exception) -> bool:
    """Tell whether this answer did not count: it took longer than 3 seconds, or the interaction came twice.

    https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
    """
    return isinstance(error, discord.NotFound) or (isinstance(error, discord.HTTPException) and error.code == 40060)


async def _answer_of(interaction: discord.Interaction) -> int | None:
    """Return the id of the message that answers the interaction after all, None where there is none."""
    try:
        return (await interaction.original_response()).id
    except Exception as error:
        if not (isinstance(error, discord.HTTPException | discord.ClientException) or is_transient(error)):
            raise
        return None
