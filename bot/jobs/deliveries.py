"""The delivery of a finished job: intended, then sent or impossible."""

import time
from collections.abc import Callable

from bot.jobs.job import Job
from bot.store.database import ANSWER_PATIENCE, Database


class Deliveries:
    """The moves of `delivery`. Each returns None where somebody else has made it first."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    async def unconcluded(self) -> list[Job]:
        """Return the finished jobs whose end may not be posted or not be seen on their other messages, oldest first."""
        return [Job.model_validate(row) for row in await self._database.all("unconcluded")]

    async def intend(self, job_id: str) -> Job | None:
        """Say, before anything is sent, that it is about to be."""
        return Job.from_row(await self._database.one("intend", id=job_id, now=self._clock()))

    async def note_sent(self, job_id: str, message_id: int) -> Job | None:
        """Say that the end of the job is posted as this message."""
        return Job.from_row(await self._database.one("note_sent", id=job_id, message_id=message_id))

    async def note_impossible(self, job_id: str) -> Job | None:
        """Say that the end of the job cannot be posted; the picture is kept."""
        return Job.from_row(await self._database.one("note_impossible", id=job_id))

    async def note_shown(self, job_id: str, message_id: int) -> Job | None:
        """Say that its owner has fetched a picture that could not be posted, in this message."""
        return Job.from_row(await self._database.one("note_shown", id=job_id, message_id=message_id))

    async def pictures_of(self, guild_id: int, user_id: int) -> list[Job]:
        """Return a person's pictures in a guild: those that could not be posted first, then the newest."""
        rows = await self._database.all("pictures_of", patience=ANSWER_PATIENCE, guild_id=guild_id, user_id=user_id)
        return [Job.model_validate(row) for row in rows]
