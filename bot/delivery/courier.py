"""The final post of a job: its result, or the sentence that says why there is none, sent to its owner once."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import discord

from bot.delivery.attaching import send_with_result
from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import until_reached
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.job import Delivery, Job, Outcome
from bot.jobs.queue import JobQueue
from bot.ui.buttons import REPAINT, Action, custom_id, failure_buttons, picture_buttons
from bot.ui.cards import failure_card, picture_card, withheld_card

_log = logging.getLogger(__name__)


class Courier:
    """Commits the intent, sends, commits what was sent. Looks into the channel before it ever sends a second time."""

    def __init__(
        self,
        discord_io: DiscordIO,
        queue: JobQueue,
        deliveries: Deliveries,
        folders: Folders,
        patience: Patience = USUAL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Retry at the pace of `patience` while Discord cannot be reached. The clock is that of the deliveries."""
        self._io = discord_io
        self._queue = queue
        self._deliveries = deliveries
        self._folders = folders
        self._patience = patience
        self._clock = clock

    async def deliver(self, job: Job) -> Refusal | None:
        """Post the end of the job unless it is posted already. Retries for as long as it takes.

        Return the refusal where access is missing: then it may be tried again once somebody has given it back.
        """
        # Before this intent nothing can have been sent; after an earlier one, before a crash, it may have been.
        unsent = await self._deliveries.intend(job.id)
        if unsent is None:
            await self._deliveries.intend_again(job.id)
        try:
            return await self._post(job.id, look_first=unsent is None)
        except DiscordUnreachable:
            return await until_reached(lambda: self._post(job.id, look_first=True), self._patience)

    async def discard(self, job: Job) -> None:
        """Remove the files of a cancelled or deleted job. Even one that waited may have been painted in part before."""
        await asyncio.to_thread(self._folders.tidy, job)

    async def _post(self, job_id: str, *, look_first: bool) -> Refusal | None:
        """Post what is still to be posted: between two tries its owner may delete it, or see it by /show."""
        job = await self._queue.job(job_id)
        if job is None or job.delivery is not Delivery.INTENDED:
            if job is not None and job.deleted and look_first:
                await self._take_back_unknown(job)
            return None
        answer = await self._find(job) if look_first else None
        if answer is None or (isinstance(answer, Refusal) and self._nonce_holds(job)):
            answer = await self._send(job)
        if isinstance(answer, Refusal):
            if answer.may_lift:
                await self._deliveries.note_refused(job.id)
                return answer
            await self._deliveries.note_impossible(job.id)
            return None
        if await self._deliveries.note_sent(job.id, answer) is None:  # it was deleted while it was being sent
            await self._take_back(await self._queue.job(job.id) or job, answer)
            return None
        if job.outcome is Outcome.PICTURE:
            await self._hint(job, answer)
        return None

    async def _take_back_unknown(self, job: Job) -> None:
        """Delete the post of a deleted result, of which nobody knew because its answer was lost."""
        if not job.still_posted and job.intended_at is not None:
            posted = await self._find(job)
            if isinstance(posted, int):
                await self._take_back(job, posted)

    async def _take_back(self, job: Job, message_id: int) -> None:
        """Delete the post of a deleted result. Its file goes first, as ever: gone is what nobody sees any more."""
        await self.discard(job)
        await self._io.delete(job.channel_id, message_id)

    async def _find(self, job: Job) -> int | Refusal | None:
        await self._io.landed(job.id)
        return await self._io.find_own(job.channel_id, _surely_older(job), custom_id(Action.SAME_SEED, job.id))

    def _nonce_holds(self, job: Job) -> bool:
        """Tell whether Discord still remembers what was sent: then sending again is harmless without its history."""
        assert job.intended_at is not None
        holds = self._clock() - job.intended_at <= self._patience.trust_nonce
        if not holds:
            _log.warning("Whether job %s was posted cannot be found out: its channel's history is closed.", job.id)
        return holds

    async def _send(self, job: Job) -> int | Refusal:
        if job.outcome is not Outcome.PICTURE:
            return await self._io.send(job.channel_id, _to_owner(job, failure_card(job), failure_buttons(job)), job.id)
        source = await self._queue.job(job.source_job) if job.source_job else None
        message = _to_owner(job, picture_card(job, source), picture_buttons(job.id))
        send = partial(self._io.send, job.channel_id, nonce=job.id)
        answer = await send_with_result(self._folders, job, message, self._io.upload_limit(job.guild_id), send)
        if isinstance(answer, Refusal) and answer.unwanted:
            withheld = _to_owner(job, withheld_card(), picture_buttons(job.id))
            answer = await self._io.send(job.channel_id, withheld, job.id)
        return answer

    async def _hint(self, job: Job, message_id: int) -> None:
        """Add the reaction that people may copy. It is only a hint: the post is as good without it."""
        with suppress(DiscordUnreachable):
            await self._io.react(job.channel_id, message_id, REPAINT)


def _to_owner(job: Job, card: discord.Embed, buttons: discord.ui.View) -> Outgoing:
    return Outgoing(card, buttons, content=f"<@{job.user_id}>", mentions=job.user_id)


def _surely_older(job: Job) -> int:
    """Return a snowflake older than the first post of the job's end, even where this clock is ahead of Discord's."""
    intended = datetime.fromtimestamp(job.intended_at, UTC) if job.intended_at else discord.utils.utcnow()
    by_clock = discord.utils.time_snowflake(intended - timedelta(minutes=1))
    return min(filter(None, (job.card_message_id, job.progress_message_id, by_clock)))
