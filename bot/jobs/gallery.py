"""The results that are kept: people's pictures, and whatever else jobs make."""

from bot.deadline import Deadline
from bot.jobs.job import Job
from bot.store.database import Database

_NO_PROMPT = "-"
"""What stands in place of a prompt that is gone: the params stay valid without it."""


class Gallery:
    """Finds the results of people's jobs, and forgets those that they delete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, user_id: int, *, deadline: Deadline | None = None) -> list[Job]:
        """Return a person's results in a guild: first those that could not be posted, then the newest. 100 at most."""
        rows = await self._database.all("results_of", deadline=deadline, guild_id=guild_id, user_id=user_id)
        return [Job.model_validate(row) for row in rows]

    async def forget(self, job_id: str, *, deadline: Deadline | None = None) -> Job | None:
        """Forget the job's prompt and its file, which may be removed from then on.

        Return the job, None where it has no result. Its other params stay, and so does its place in the order of turns.
        """
        row = await self._database.one("forget_result", deadline=deadline, id=job_id, prompt=_NO_PROMPT)
        return Job.from_row(row)

    async def ids_without_result(self) -> set[str]:
        """Return the ids of the finished jobs that have no result, or no longer have one."""
        return {row["id"] for row in await self._database.all("ids_without_result")}
