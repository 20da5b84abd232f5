"""The progress message of one job: only the newest state, one edit at a time. Its failures never affect the job."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.delivery.discord_io import DiscordIO, Outgoing, Upload
from bot.delivery.lanes import Lane
from bot.delivery.patience import Patience
from bot.delivery.previews import Previews
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Job
from bot.ui.cards import progress_card
from generator.wire.protocol import Busy, Progress

_log = logging.getLogger(__name__)


class Reporter:
    """Follows one job. The first state and the first preview are shown at once, the others a few seconds apart."""

    def __init__(
        self,
        discord_io: DiscordIO,
        deliveries: Deliveries,
        job: Job,
        patience: Patience,
        clock: Callable[[], datetime] = discord.utils.utcnow,
    ) -> None:
        """Start to follow. Needs a running event loop."""
        self._io = discord_io
        self._deliveries = deliveries
        self._job = job
        self._patience = patience
        self._clock = clock
        self._newest: Busy | Progress | None = None
        self._previews = Previews(lambda: discord_io.upload_limit(job.guild_id), self._preview_ready)
        self._changed = asyncio.Event()
        self._hurry = asyncio.Event()
        self._previewed = False
        self._over = False
        self._task = asyncio.create_task(self._run(), name=f"progress of {job.id}")

    def show(self, event: Busy | Progress | None) -> None:
        """Show this state unless a newer one comes first. None: the job waits for the painter."""
        self._newest = event
        self._changed.set()
        if isinstance(event, Progress) and event.preview:
            self._previews.offer(event.preview)

    def stop(self) -> None:
        """Start no more edits."""
        self._over = True
        self._previews.stop()
        self._changed.set()
        self._hurry.set()

    async def done(self) -> None:
        """Wait for the edit that is under way."""
        await asyncio.wait({self._task})

    def _preview_ready(self) -> None:
        self._changed.set()
        if not self._previewed:
            self._previewed = True
            self._hurry.set()

    async def _run(self) -> None:
        try:
            message_id = self._job.progress_message_id or await self._begin()
            if message_id is not None:
                await self._follow(message_id)
        except Exception:
            _log.exception("The progress of job %s is not shown any more.", self._job.id)

    async def _begin(self) -> int | None:
        """Post the message. Where that fails, retry with each state, as long as Discord surely remembers the nonce."""
        began = self._clock()
        while not self._over and self._clock() - began < timedelta(seconds=self._patience.trust_nonce):
            with contextlib.suppress(DiscordUnreachable):
                return await self._post(f"{self._job.id}-progress")
            await self._changed.wait()
            self._changed.clear()
        return None

    async def _post(self, nonce: str, upload: Upload | None = None) -> int | None:
        """Post the message. By its nonce, one that was posted just before a crash is the same message."""
        message = Outgoing(progress_card(self._job, self._newest), upload=upload)
        answer = await self._io.send(self._job.channel_id, message, nonce, Lane.PROGRESS)
        if isinstance(answer, Refusal):
            return await self._post(nonce) if self._at_fault(upload, answer) else None
        await self._deliveries.note_progress_message(self._job.id, answer)
        return answer

    async def _follow(self, shown: int) -> None:
        message_id: int | None = shown
        while message_id is not None:
            await self._changed.wait()
            self._changed.clear()
            self._hurry.clear()
            if self._over:
                return
            event = self._newest
            message_id = await self._show(message_id, event)
            if isinstance(event, Progress):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._patience.edit):
                        await self._hurry.wait()

    async def _show(self, message_id: int, event: Busy | Progress | None) -> int | None:
        """Show the state and return the message that shows it, None where there is none any more.

        A state that does not get through is skipped.
        """
        upload = self._previews.take()
        try:
            if self._old(message_id):
                return await self._roll_over(message_id, upload)
            refusal = await self._edit(message_id, progress_card(self._job, event), upload)
            if refusal is None or refusal.too_large:
                return message_id
            return await self._roll_over(message_id, upload) if refusal.too_old else None
        except DiscordUnreachable:
            return message_id

    async def _edit(self, message_id: int, card: discord.Embed, upload: Upload | None) -> Refusal | None:
        refusal = await self._io.edit(self._job.channel_id, message_id, card, upload)
        if refusal is not None and self._at_fault(upload, refusal):
            return await self._io.edit(self._job.channel_id, message_id, card)
        return refusal

    def _at_fault(self, upload: Upload | None, refusal: Refusal) -> bool:
        """Tell whether the preview may be what is refused. Then the text goes on without it."""
        if upload is not None and refusal.too_large:
            self._previews.too_large(upload)
        return upload is not None and (refusal.too_large or refusal.unwanted)

    def _old(self, message_id: int) -> bool:
        """Tell whether Discord will soon limit edits of the message."""
        age = self._clock() - discord.utils.snowflake_time(message_id)
        return age >= timedelta(seconds=self._patience.roll_over)

    async def _roll_over(self, old: int, upload: Upload | None) -> int | None:
        """Continue in a new message, and delete the old one."""
        new = await self._post(f"{self._job.id}-{old % 10**8}", upload)
        if new is not None:
            with contextlib.suppress(DiscordUnreachable):
                await self._io.delete(self._job.channel_id, old)
        return new
