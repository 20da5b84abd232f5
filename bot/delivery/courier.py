"""The final post of a job: a picture or a sentence, to its owner, once."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
from tenacity import AsyncRetrying, retry_if_exception_type, wait_exponential

from bot.delivery.discord_io import DiscordIO, Outgoing, Refusal, Upload
from bot.errors import DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.job import Delivery, Job, Outcome
from bot.jobs.queue import JobQueue
from bot.ui.buttons import REPAINT, Action, custom_id, failure_buttons, picture_buttons
from bot.ui.cards import failure_card, picture_card
from bot.ui.text import alt_text

_TOO_LARGE = "The file is larger than this server accepts; whoever runs this bot finds it as {image}."


class Courier:
    """Commits the intent, sends, commits what was sent; asks the channel before it ever sends a second time."""

    def __init__(
        self, discord_io: DiscordIO, queue: JobQueue, deliveries: Deliveries, folders: Folders, pause: float = 1
    ) -> None:
        """While Discord cannot be reached, try again after `pause` seconds, then twice as many, up to a minute."""
        self._io = discord_io
        self._queue = queue
        self._deliveries = deliveries
        self._folders = folders
        self._wait = wait_exponential(multiplier=pause, max=60)

    async def deliver(self, job: Job) -> None:
        """Post the end of the job unless that is done, for as long as it takes."""
        if job.delivery in (Delivery.SENT, Delivery.IMPOSSIBLE):
            return
        # Before our own intent nothing can have been sent; after somebody else's, before a crash, it can.
        unsent = await self._deliveries.intend(job.id)
        job = unsent or job
        async for attempt in AsyncRetrying(retry=retry_if_exception_type(DiscordUnreachable), wait=self._wait):
            with attempt:
                first = attempt.retry_state.attempt_number == 1
                await self._post(job, look_first=unsent is None or not first)

    async def _post(self, job: Job, *, look_first: bool) -> None:
        answer = await self._find(job) if look_first else None
        if answer is None or isinstance(answer, Refusal):  # where the history is closed to us, the nonce has to do
            answer = await self._send(job)
        if isinstance(answer, Refusal):
            await self._deliveries.note_impossible(job.id)
        else:
            await self._deliveries.note_sent(job.id, answer)
            if job.outcome is Outcome.PICTURE:
                await self._hint(job, answer)

    async def _find(self, job: Job) -> int | Refusal | None:
        return await self._io.find_own(job.channel_id, _surely_older(job), custom_id(Action.SAME_SEED, job.id))

    async def _send(self, job: Job) -> int | Refusal:
        if job.outcome is not Outcome.PICTURE:
            return await self._io.send(job.channel_id, _to_owner(job, failure_card(job), failure_buttons(job)), job.id)
        source = await self._queue.job(job.source_job) if job.source_job else None
        message = _to_owner(job, picture_card(job, source), picture_buttons(job.id))
        upload = await self._upload(job)
        if upload is None:
            message.embed.add_field(name="no file", value="The picture's file is gone.")
        answer = await self._io.send(job.channel_id, replace(message, upload=upload), job.id)
        if isinstance(answer, Refusal) and answer.too_large:
            message.embed.add_field(name="no file", value=_TOO_LARGE.format(image=job.image))
            answer = await self._io.send(job.channel_id, message, job.id)
        return answer

    async def _upload(self, job: Job) -> Upload | None:
        assert job.image is not None
        try:
            data = await asyncio.to_thread(self._folders.absolute(job.image).read_bytes)
        except FileNotFoundError:  # whoever runs the bot has cleared it away
            return None
        return Upload(f"{job.id}.png", data, alt_text(job.params.prompt))

    async def _hint(self, job: Job, message_id: int) -> None:
        """Put the reaction there that people may copy. It is only a hint: without it the picture is as good."""
        await self._io.react(job.channel_id, message_id, REPAINT)


def _to_owner(job: Job, card: discord.Embed, buttons: discord.ui.View) -> Outgoing:
    return Outgoing(card, buttons, content=f"<@{job.user_id}>", mentions=job.user_id)


def _surely_older(job: Job) -> int:
    """Return a snowflake from before the job's end was first sent, even where our clock is ahead of Discord's."""
    intended = datetime.fromtimestamp(job.intended_at, UTC) if job.intended_at else discord.utils.utcnow()
    by_clock = discord.utils.time_snowflake(intended - timedelta(minutes=1))
    return min(filter(None, (job.card_message_id, job.progress_message_id, by_clock)))
