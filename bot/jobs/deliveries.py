"""The messages about a job: its receipt, its progress, and its end, which is intended, then sent or impossible."""

import time
from collections.abc import Callable

from bot.deadline import Deadline
from bot.jobs.job import Entry, Job
from bot.store.database import Database


class Deliveries:
    """Records the messages. A move of `delivery` returns None where somebody else has made it first."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    async def unconcluded(self) -> list[Job]:
        """Return the finished jobs whose end may not be posted, or not shown on their other messages, oldest first.

        Those that are `refused` are left out.
        """
        return [Job.model_validate(row) for row in await self._database.all("unconcluded")]

    async def intend(self, job_id: str) -> Job | None:
        """Record, before anything is sent, that the end of the job is about to be."""
        return Job.from_row(await self._database.one("intend", id=job_id, now=self._clock()))

    async def note_sent(self, job_id: str, message_id: int) -> Job | None:
        """Record the message in which the end of the job is posted."""
        return Job.from_row(await self._database.one("note_sent", id=job_id, message_id=message_id))

    async def note_impossible(self, job_id: str) -> Job | None:
        """Record that the end of the job cannot be posted. Its result is kept."""
        return Job.from_row(await self._database.one("note_impossible", id=job_id))

    async def note_refused(self, job_id: str) -> Job | None:
        """Record that the end of the job is refused, for want of access that may be given back."""
        return Job.from_row(await self._database.one("note_refused", id=job_id, now=self._clock()))

    async def await_access(self, job_id: str, *, deadline: Deadline | None = None) -> None:
        """Record that what is left to do after the end of the job is refused, for want of access."""
        await self._database.one("await_access", deadline=deadline, id=job_id, now=self._clock())

    async def refused(self) -> list[Job]:
        """Return the jobs whose end waits for access, oldest first."""
        return [Job.model_validate(row) for row in await self._database.all("refused")]

    async def intend_again(self, job_id: str) -> Job | None:
        """Record, before anything is sent, that an end that was refused is tried again."""
        return Job.from_row(await self._database.one("intend_again", id=job_id))

    async def note_allowed(self, job_id: str) -> None:
        """Record that nothing of the job's end is refused any more."""
        await self._database.one("note_allowed", id=job_id)

    async def give_up(self, job_id: str) -> None:
        """Record that what is refused is not tried any more. The result is kept; its messages are forgotten."""
        await self._database.one("give_up_refused", id=job_id)

    async def note_taken_down(self, job_id: str, *, deadline: Deadline | None = None) -> Job | None:
        """Record that the message with a deleted result is gone, too."""
        return Job.from_row(await self._database.one("note_taken_down", deadline=deadline, id=job_id))

    async def note_shown(self, job_id: str, message_id: int) -> Job | None:
        """Record the message in which its owner was shown a result that could not be posted."""
        return Job.from_row(await self._database.one("note_shown", id=job_id, message_id=message_id))

    async def note_card(self, job_id: str, message_id: int, *, deadline: Deadline | None = None) -> Job | None:
        """Record the message that answered the order."""
        row = await self._database.one("note_card", deadline=deadline, id=job_id, message_id=message_id)
        return Job.from_row(row)

    async def close_card(self, job_id: str) -> None:
        """Record that the message that answered the order shows how the job ended."""
        await self._database.one("close_card", id=job_id)

    async def open_receipts(self, job_id: str | None = None) -> list[Entry]:
        """Return the jobs that are not over and have a receipt, in the order of their places, or this one alone."""
        rows = await self._database.all("open_receipts", id=job_id)
        return [Entry(Job.model_validate(row), row["place"], painting=bool(row["painting"])) for row in rows]

    async def note_progress_message(self, job_id: str, message_id: int | None) -> None:
        """Record the message that shows the progress; None once it is deleted."""
        await self._database.one("note_progress_message", id=job_id, message_id=message_id)

    async def job_of_message(self, message_id: int, *, deadline: Deadline | None = None) -> Job | None:
        """Return the job whose end is posted in this message."""
        return Job.from_row(await self._database.one("job_of_message", deadline=deadline, message_id=message_id))
