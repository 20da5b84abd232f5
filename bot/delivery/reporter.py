"""The progress message of one job: the newest state only, one edit at a time. Its troubles never touch the job."""

import asyncio
import contextlib
import logging
from pathlib import Path

from bot.delivery.discord_io import DiscordIO, Outgoing, Refusal, Upload
from bot.errors import DiscordUnreachable
from bot.jobs.job import Job
from bot.jobs.queue import JobQueue
from bot.ui.cards import progress_card
from generator.protocol import Busy, Progress

_log = logging.getLogger(__name__)


class Reporter:
    """Follows one job. The first state and the first preview are shown at once, others `interval` seconds apart."""

    def __init__(self, discord_io: DiscordIO, queue: JobQueue, job: Job, interval: float) -> None:
        """Start to follow. Needs a running event loop."""
        self._io = discord_io
        self._queue = queue
        self._job = job
        self._interval = interval
        self._newest: Busy | Progress | None = None
        self._preview: Path | None = None  # the newest that is not shown yet: most steps come without one
        self._changed = asyncio.Event()
        self._hurry = asyncio.Event()
        self._previewed = False
        self._over = False
        self._task = asyncio.create_task(self._run())

    def show(self, event: Busy | Progress | None) -> None:
        """Show this state unless a newer one comes first; None: the job waits for the painter."""
        self._newest = event
        self._changed.set()
        if isinstance(event, Progress) and event.preview:
            self._preview = event.preview
            if not self._previewed:
                self._previewed = True
                self._hurry.set()

    def stop(self) -> None:
        """Begin no more edits."""
        self._over = True
        self._changed.set()
        self._hurry.set()

    async def done(self) -> None:
        """Wait for the edit that is under way."""
        await asyncio.wait({self._task})

    async def _run(self) -> None:
        try:
            message_id = self._job.progress_message_id or await self._post()
            if message_id is not None:
                await self._follow(message_id)
        except Exception:  # discord.py has been seen to raise KeyError for an odd 429
            _log.exception("The progress of job %s is not shown any more.", self._job.id)

    async def _post(self) -> int | None:
        """Post the message. Its nonce makes one that was posted just before a crash the same message."""
        card = progress_card(self._job, self._newest)
        answer = await self._io.send(self._job.channel_id, Outgoing(card), nonce=f"{self._job.id}-progress")
        if isinstance(answer, Refusal):
            return None
        await self._queue.note_progress_message(self._job.id, answer)
        return answer

    async def _follow(self, message_id: int) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._hurry.clear()
            if self._over:
                return
            event = self._newest
            if await self._edit(message_id, event):
                return
            if isinstance(event, Progress):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._interval):
                        await self._hurry.wait()

    async def _edit(self, message_id: int, event: Busy | Progress | None) -> bool:
        """Show the state; return whether the message is gone. A state that does not get through is skipped."""
        preview, self._preview = self._preview, None
        try:
            card = progress_card(self._job, event)
            return await self._io.edit(self._job.channel_id, message_id, card, await _upload(preview)) is not None
        except DiscordUnreachable:
            return False


async def _upload(preview: Path | None) -> Upload | None:
    if preview is None:
        return None
    try:
        return Upload(preview.name, await asyncio.to_thread(preview.read_bytes))
    except OSError:  # the job is over, and its previews are gone
        return None
