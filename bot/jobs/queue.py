"""The queue: enqueue, claim, settle, requeue, cancel. Each call returns after its commit."""

import asyncio
import json
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bot.deadline import Deadline
from bot.errors import NoSuchJob
from bot.jobs.job import Entry, Job, Order, Outcome
from bot.jobs.limits import Limits
from bot.store.database import Database
from bot.store.statements import Row, Statements
from generator.wire.plan import Plan
from generator.wire.protocol import Finished
from words.sentence import Sentence


class JobQueue:
    """The jobs in their fair order. `arrived` is set whenever there may be a job to claim.

    What people wait for takes a deadline, and raises DatabaseTrouble after it.
    """

    def __init__(self, database: Database, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._limits = limits
        self._clock = clock
        self._cancelled: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._halted: Sentence | None = None
        self.arrived = asyncio.Event()

    @property
    def halted(self) -> Sentence | None:
        """Why no job is painted; None while jobs are."""
        return self._halted

    def halt(self, why: Sentence) -> None:
        """Let no job be claimed until `go_on` or the next start. Orders are still accepted."""
        self._halted = why

    def go_on(self) -> bool:
        """Let jobs be claimed again; return whether the queue was halted."""
        halted, self._halted = self._halted, None
        self.arrived.set()
        return halted is not None

    async def enqueue(self, order: Order, *, deadline: Deadline | None = None) -> Entry:
        """Queue the order; one that is already queued is returned as it is. Raises LimitReached."""
        entry = await self._database.transaction(lambda sql: self._insert(sql, order), deadline=deadline)
        self.arrived.set()
        return entry

    async def claim(self) -> Job | None:
        """Take the next job: the oldest of the person who was served longest ago. This counts as an attempt."""
        self.arrived.clear()
        return None if self._halted else await self._move("claim")

    async def fix_plan(self, job: Job, plan: Plan) -> Job | None:
        """Give the job this plan unless it has one. Return None where the job is no longer ours."""
        return await self._move("fix_plan", **_lease(job), plan=plan.model_dump_json())

    async def note_checkpoint(self, job: Job, checkpoint: str, done_steps: int, seconds: float) -> None:
        """Record where painting can go on, a path below the data folder, and how many seconds it took so far."""
        values = {"checkpoint": checkpoint, "done_steps": done_steps, "seconds": seconds}
        await self._move("note_checkpoint", **_lease(job), **values)

    async def finish(self, job: Job, image: str, event: Finished) -> Job | None:
        """End the job with its result, whose file is `image`, a path below the data folder."""
        result, seconds = event.result, (job.seconds or 0) + event.seconds
        made = {"image": image, "kind": result.kind, "mime": result.mime, "sha256": result.sha256}
        spent = {"seconds": seconds, "peak_memory": event.peak_memory}
        notes = json.dumps([note.model_dump() for note in event.notes])
        return await self._leave(job, "finish_with_result", **made, **spent, notes=notes)

    async def fail(self, job: Job, kind: str, why: Sentence, outcome: Outcome = Outcome.FAILED) -> Job | None:
        """End the job, and tell its owner why."""
        values = {"outcome": outcome, "failure_kind": kind, "failure": why.model_dump_json()}
        return await self._leave(job, "finish_without_result", **values)

    async def requeue(self, job: Job, *, deaths: int = 0) -> Job | None:
        """Put a running job back at its old place, and count the deaths that it met."""
        left = await self._leave(job, "requeue", deaths=deaths)
        self.arrived.set()
        return left

    async def pause(self, job: Job) -> Job | None:
        """Put a running job that has had its slice of time behind the people who wait."""
        left = await self._leave(job, "pause")
        self.arrived.set()
        return left

    async def wait_for_others(self, job: Job) -> None:
        """Wait until somebody else's job is queued. While a job is painted nobody else waits for `arrived`."""
        while True:
            self.arrived.clear()
            if await self._database.one("somebody_else_waits", user_id=job.user_id):
                return
            await self.arrived.wait()

    async def requeue_leaner(self, job: Job, plan: Plan) -> Job | None:
        """Put a job that ran out of memory back at its old place, to start over by another plan."""
        left = await self._leave(job, "requeue_leaner", plan=plan.model_dump_json())
        self.arrived.set()
        return left

    async def finish_cancelled(self, job: Job) -> Job | None:
        """End a job that was asked to stop."""
        return await self._leave(job, "finish_cancelled")

    async def recover(self) -> list[Job]:
        """Put every running job back at its old place. For the start alone, when nothing can be running."""
        await self._database.all("cancel_orphans", now=self._clock())
        return _jobs(await self._database.all("requeue_orphans"))

    async def request_cancel(self, job_id: str, *, deadline: Deadline | None = None) -> Job:
        """Cancel a queued job at once; tell a running one to stop. Raises NoSuchJob where it is neither any more."""
        values = {"id": job_id, "now": self._clock()}

        def cancel(sql: Statements) -> Row | None:  # in one transaction: a slice may end between the two
            return sql.one("cancel_queued", **values) or sql.one("cancel_running", **values)

        job = Job.from_row(await self._database.transaction(cancel, deadline=deadline))
        if job is None:
            raise NoSuchJob("job-over")
        if job.outcome is None:
            self._cancelled[job.id].set()
        return job

    def cancelled(self, job_id: str) -> asyncio.Event:
        """Return the event that is set when this running job should stop."""
        return self._cancelled[job_id]

    async def job(self, job_id: str, *, deadline: Deadline | None = None) -> Job | None:
        """Return the job of this id."""
        return Job.from_row(await self._database.one("job", deadline=deadline, id=job_id))

    async def open_ids(self) -> set[str]:
        """Return the ids of all jobs that are not over."""
        return {row["id"] for row in await self._database.all("open_ids")}

    async def open_jobs(self, guild_id: int, *, deadline: Deadline | None = None) -> list[Entry]:
        """Return the guild's jobs that are not over: those being painted, then those waiting, in their order."""

        def both(sql: Statements) -> list[Row]:
            return [*sql.all("running", guild_id=guild_id), *sql.all("waiting", guild_id=guild_id)]

        rows = await self._database.transaction(both, deadline=deadline)
        return [Entry(Job.model_validate(row), row.get("place", 0)) for row in rows]

    def _insert(self, sql: Statements, order: Order) -> Entry:
        existing = _existing(sql, order)
        if existing is None:
            self._limits.check(sql, order)
        row = existing or sql.one("enqueue", id=secrets.token_hex(8), now=self._clock(), **_columns(order))
        job = Job.model_validate(row)
        place = sql.one("place", id=job.id)
        created = existing is None
        return Entry(job, place["place"], created, bool(place["painting"])) if place else Entry(job, 0, created)

    async def _leave(self, job: Job, statement: str, **values: Any) -> Job | None:
        """Move a running job on; where it was cancelled meanwhile, end it as cancelled."""
        left = await self._move(statement, **_lease(job), **values) or await self._move(
            "finish_cancelled", **_lease(job)
        )
        self._cancelled.pop(job.id, None)
        return left

    async def _move(self, statement: str, **values: Any) -> Job | None:
        return Job.from_row(await self._database.one(statement, now=self._clock(), **values))


def _existing(sql: Statements, order: Order) -> Row | None:
    asker = order.asker
    if asker.interaction_id is not None:
        row = sql.one("job_of_interaction", interaction_id=asker.interaction_id)
        if row is not None:
            return row
    if order.source_job is None:
        return None
    return sql.one("open_repaint", source_job=order.source_job, user_id=asker.user_id)


def _columns(order: Order) -> dict[str, Any]:
    return {
        "interaction_id": order.asker.interaction_id,
        "guild_id": order.asker.guild_id,
        "channel_id": order.asker.channel_id,
        "user_id": order.asker.user_id,
        "source_job": order.source_job,
        "params": order.params.model_dump_json(),
        "sources": json.dumps(dict(order.sources)),
        "plan": order.plan and order.plan.model_dump_json(),
    }


def _lease(job: Job) -> dict[str, Any]:
    return {"id": job.id, "attempt": job.attempt}


def _jobs(rows: list[Row]) -> list[Job]:
    return [Job.model_validate(row) for row in rows]
