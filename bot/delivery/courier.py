"""The final post of a job: a picture or a sentence, to its owner, once."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord

from bot.delivery.discord_io import DiscordIO, Outgoing, Refusal, Upload
from bot.delivery.encoding import Encoding, Ladder
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import until_reached
from bot.errors import DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.job import Delivery, Job, Outcome
from bot.jobs.queue import JobQueue
from bot.ui.buttons import REPAINT, Action, custom_id, failure_buttons, picture_buttons
from bot.ui.cards import failure_card, file_note, no_file_note, picture_card, withheld_card
from bot.ui.text import alt_text

_log = logging.getLogger(__name__)


class Courier:
    """Commits the intent, sends, commits what was sent; asks the channel before it ever sends a second time."""

    def __init__(
        self,
        discord_io: DiscordIO,
        queue: JobQueue,
        deliveries: Deliveries,
        folders: Folders,
        patience: Patience = USUAL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """While Discord cannot be reached, go on trying at the patience's pace. The clock is that of the deliveries."""
        self._io = discord_io
        self._queue = queue
        self._deliveries = deliveries
        self._folders = folders
        self._patience = patience
        self._clock = clock

    async def deliver(self, job: Job) -> None:
        """Post the end of the job unless that is done, for as long as it takes."""
        if job.delivery in (Delivery.SENT, Delivery.IMPOSSIBLE):
            return
        # Before our own intent nothing can have been sent; after somebody else's, before a crash, it can.
        unsent = await self._deliveries.intend(job.id)
        job = unsent or job
        try:
            await self._post(job, look_first=unsent is None)
        except DiscordUnreachable:
            waits = {"pause": self._patience.pause, "longest_pause": self._patience.longest_pause}
            await until_reached(lambda: self._post(job, look_first=True), **waits)

    async def discard(self, job: Job) -> None:
        """Remove what was painted of a cancelled job: cancelled while it waited, it may have been painted before."""
        await asyncio.to_thread(self._folders.clear, job.id)

    async def _post(self, job: Job, *, look_first: bool) -> None:
        answer = await self._find(job) if look_first else None
        if answer is None or (isinstance(answer, Refusal) and self._nonce_holds(job)):
            answer = await self._send(job)
        if isinstance(answer, Refusal):
            await self._deliveries.note_impossible(job.id)
        else:
            await self._deliveries.note_sent(job.id, answer)
            if job.outcome is Outcome.PICTURE:
                await self._hint(job, answer)

    async def _find(self, job: Job) -> int | Refusal | None:
        return await self._io.find_own(job.channel_id, _surely_older(job), custom_id(Action.SAME_SEED, job.id))

    def _nonce_holds(self, job: Job) -> bool:
        """Tell whether Discord still knows what was sent, so that sending again is harmless with a closed history."""
        assert job.intended_at is not None
        holds = self._clock() - job.intended_at <= self._patience.trust_nonce
        if not holds:
            _log.warning("Whether job %s was posted cannot be found out: its channel's history is closed.", job.id)
        return holds

    async def _send(self, job: Job) -> int | Refusal:
        if job.outcome is not Outcome.PICTURE:
            return await self._io.send(job.channel_id, _to_owner(job, failure_card(job), failure_buttons(job)), job.id)
        source = await self._queue.job(job.source_job) if job.source_job else None
        answer = await self._send_picture(job, _to_owner(job, picture_card(job, source), picture_buttons(job.id)))
        if isinstance(answer, Refusal) and answer.unwanted:
            withheld = _to_owner(job, withheld_card(), picture_buttons(job.id))
            answer = await self._io.send(job.channel_id, withheld, job.id)
        return answer

    async def _send_picture(self, job: Job, message: Outgoing) -> int | Refusal:
        """Send the best file that this server takes; none larger than one that was refused is tried."""
        original = await read_picture(self._folders, job)
        limit = self._io.upload_limit(job.guild_id)
        ladder = Ladder(original or b"")
        while original is not None and (file := await ladder.within(limit)) is not None:
            answer = await self._io.send(job.channel_id, with_picture(message, job, file), job.id)
            if not (isinstance(answer, Refusal) and answer.too_large):
                return answer
            limit = len(file.data) - 1
        bare = replace(message, embed=no_file_note(message.embed, job, gone=original is None))
        return await self._io.send(job.channel_id, bare, job.id)

    async def _hint(self, job: Job, message_id: int) -> None:
        """Put the reaction there that people may copy. It is only a hint: without it the picture is as good."""
        with suppress(DiscordUnreachable):
            await self._io.react(job.channel_id, message_id, REPAINT)


async def read_picture(folders: Folders, job: Job) -> bytes | None:
    """Return the picture's file, None where whoever runs the bot has cleared it away."""
    assert job.image is not None
    try:
        return await asyncio.to_thread(folders.absolute(job.image).read_bytes)
    except FileNotFoundError:
        return None


def with_picture(message: Outgoing, job: Job, file: Encoding) -> Outgoing:
    """Return the message with this file of the job's picture, and what became of it."""
    upload = Upload(f"{job.id}.{file.suffix}", file.data, alt_text(job.params.prompt))
    return replace(message, embed=file_note(message.embed, job, file.how), upload=upload)


def _to_owner(job: Job, card: discord.Embed, buttons: discord.ui.View) -> Outgoing:
    return Outgoing(card, buttons, content=f"<@{job.user_id}>", mentions=job.user_id)


def _surely_older(job: Job) -> int:
    """Return a snowflake from before the job's end was first sent, even where our clock is ahead of Discord's."""
    intended = datetime.fromtimestamp(job.intended_at, UTC) if job.intended_at else discord.utils.utcnow()
    by_clock = discord.utils.time_snowflake(intended - timedelta(minutes=1))
    return min(filter(None, (job.card_message_id, job.progress_message_id, by_clock)))
