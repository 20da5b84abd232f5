"""The end of a job in its channel: posted first; then the progress goes, and the receipt is closed."""

import asyncio
from weakref import WeakValueDictionary

from bot.delivery.courier import Courier
from bot.delivery.discord_io import DiscordIO
from bot.delivery.letters import Letters
from bot.delivery.patience import USUAL, Patience
from bot.delivery.receipts import Receipts
from bot.delivery.reporter import Reporter
from bot.delivery.retrying import until_reached
from bot.delivery.verdicts import Refusal
from bot.jobs.deliveries import Deliveries
from bot.jobs.job import Delivery, Job, Outcome
from bot.jobs.queue import JobQueue
from words.sentence import say


class Ends:
    """Concludes jobs, as often as it takes. What is refused for want of access is kept, for `Access` to try again."""

    def __init__(
        self,
        discord_io: DiscordIO,
        queue: JobQueue,
        deliveries: Deliveries,
        courier: Courier,
        receipts: Receipts,
        letters: Letters,
        patience: Patience = USUAL,
    ) -> None:
        self._io = discord_io
        self._queue = queue
        self._deliveries = deliveries
        self._courier = courier
        self._receipts = receipts
        self._letters = letters
        self._patience = patience
        self._concluding: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def conclude(self, job: Job, reporter: Reporter | None = None) -> Refusal | None:
        """Post the end, wait for the reporter's last edit, and tidy up. Retries for as long as Discord is not reached.

        Return the refusal where access to the channel is missing, for the end or for what is left to tidy up.
        """
        async with self._lock(job.id):
            refused = None
            if job.outcome is Outcome.CANCELLED:
                await self._courier.discard(job)
            else:
                refused = await self._courier.deliver(job)
            if reporter is not None:
                await reporter.done()
            left = await until_reached(lambda: self._tidy(job.id), self._patience)
            if refused is not None and job.refused_at is None:
                self._tell(job, refused)
            return refused or left

    async def give_up(self, job: Job) -> Refusal | None:
        """Say on the receipt that the end could not be posted, and try it no more. Retries as `conclude` does.

        Return the refusal of the receipt: then the receipt goes on to say until when the end was tried.
        """
        async with self._lock(job.id):
            refused = await until_reached(lambda: self._close_given_up(job.id), self._patience)
            await self._deliveries.give_up(job.id)
            return refused

    async def _close_given_up(self, job_id: str) -> Refusal | None:
        job = await self._queue.job(job_id)
        assert job is not None
        delivery = Delivery.IMPOSSIBLE if job.delivery is Delivery.INTENDED else job.delivery
        return await self._receipts.close(job.model_copy(update={"delivery": delivery, "refused_at": None}))

    def _lock(self, job_id: str) -> asyncio.Lock:
        return self._concluding.setdefault(job_id, asyncio.Lock())

    async def _tidy(self, job_id: str) -> Refusal | None:
        """Remove the progress and close the receipt; return what refuses the latter. Raises DiscordUnreachable."""
        job = await self._queue.job(job_id)
        assert job is not None
        refused = None
        if job.still_posted:  # deleted by somebody: the file goes before the message, here, too
            await self._courier.discard(job)
        if job.progress_message_id is not None:
            refused = await self._io.delete(job.channel_id, job.progress_message_id)
            if refused is None or not refused.may_lift:
                await self._deliveries.note_progress_message(job_id, None)
                refused = None
        refused = await self._receipts.close(job) or refused
        if refused is not None:
            await self._deliveries.await_access(job_id)
        elif job.refused_at is not None and not job.waits_for_access:
            await self._deliveries.note_allowed(job_id)
        return refused

    def _tell(self, job: Job, refusal: Refusal) -> None:
        """Tell the bot's owner what is missing, and whoever ordered the picture where nothing else does."""
        if refusal.no_access:
            self._letters.to_owner(say("owner-no-access", channel=f"<#{job.channel_id}>", code=str(refusal.code)))
        if not self._receipts.says_that_it_waits(job):
            key = "letter-picture-waits" if job.outcome is Outcome.PICTURE else "letter-failure-waits"
            self._letters.write(job.user_id, say(key, channel=f"<#{job.channel_id}>"))
