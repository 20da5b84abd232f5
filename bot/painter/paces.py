"""How long a step takes here, as jobs have shown it, and so when a job will be done."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from bot.deadline import Deadline
from bot.jobs.job import Job
from bot.painter.capacity import capacity_of
from bot.painter.state import PainterState
from bot.store.database import Database
from generator.wire.params import settle
from generator.wire.size import Size

_NEWS = 0.1
"""A pace that differs by less than this share from the known one is not written down."""
_MOST_TURNS = 5000


@dataclass(frozen=True)
class Work:
    """What is left of a job, in seconds of painting."""

    job_id: str
    user_id: int
    seconds: float


class Paces:
    """Seconds a step, by device, style, method, size and plan."""

    def __init__(self, database: Database, painter: PainterState, time_slice: float) -> None:
        self._database = database
        self._painter = painter
        self._time_slice = time_slice
        self._known: dict[str, float | None] = {}

    async def learn(self, job: Job, seconds_per_step: float) -> None:
        """Learn from what a step of this job took."""
        assert job.plan is not None
        params = job.params
        sized, any_size = self._keys(params.style, params.method, params.size, job.plan.name)
        await self._note(sized, seconds_per_step)
        await self._note(any_size, seconds_per_step / _pixels(params.size))

    async def seconds_per_step(
        self, style: str, method: str, size: Size, plan: str, *, deadline: Deadline | None = None
    ) -> float | None:
        """Return what a step takes, scaled from other sizes until this one was painted; None where nothing is known."""
        sized, any_size = self._keys(style, method, size, plan)
        if (measured := await self._value(sized, deadline)) is not None:
            return measured
        by_pixel = await self._value(any_size, deadline)
        return None if by_pixel is None else by_pixel * _pixels(size)

    async def of_full_size(self, *, deadline: Deadline | None = None) -> tuple[str, float] | None:
        """Return a style that is no toy and the seconds of its usual picture; None until one has been painted here."""
        for style in (each for each in self._painter.styles() if not each.toy):
            params, _ = settle({"style": {"prompt": "anything", **style.defaults(None)}})
            plan = capacity_of(self._painter.known(), style.name, params.method).choose(params.size)
            pace = await self.seconds_per_step(style.name, params.method, params.size, plan.name, deadline=deadline)
            if pace is not None:
                return style.name, pace * params.steps
        return None

    async def forecast(self, *, deadline: Deadline | None = None) -> dict[str, float]:
        """Return, by job, in how many seconds it will be done; the first job of unknown pace ends the forecast."""
        if not self._painter.styles():
            return {}
        works = []
        for row in await self._database.all("open_work", deadline=deadline):
            size, style, method = Size.parse(row["size"]), row["style"], row["method"]
            plan = row["plan"] or capacity_of(self._painter.known(), style, method).choose(size).name
            pace = await self.seconds_per_step(style, method, size, plan, deadline=deadline)
            if pace is None:
                break
            works.append(Work(row["id"], row["user_id"], max(0, row["steps"] - row["done_steps"]) * pace))
        return forecast(works, self._time_slice)

    async def _note(self, key: str, value: float) -> None:
        known = await self._value(key)
        if known is None or abs(value - known) > _NEWS * known:
            self._known[key] = value
            await self._database.one("note_fact", key=key, value=repr(value))

    async def _value(self, key: str, deadline: Deadline | None = None) -> float | None:
        if key not in self._known:
            fact = await self._database.one("fact", deadline=deadline, key=key)
            self._known[key] = float(fact["value"]) if fact else None
        return self._known[key]

    def _keys(self, style: str, method: str, size: Size, plan: str) -> tuple[str, str]:
        start = f"seconds a step: {self._painter.known().device.name}, {style}, {method}, {plan}"
        return f"{start}, {size}", f"{start}, a pixel"


def forecast(works: Iterable[Work], time_slice: float) -> dict[str, float]:
    """Return, by job, in how many seconds it will be done.

    `works` are in the order of their places, the one being painted first. People take turns of `time_slice` seconds,
    each with the first of their jobs, as in the queue.
    """
    people: dict[int, deque[Work]] = {}
    for work in works:
        people.setdefault(work.user_id, deque()).append(work)
    # The forecast is shown as "about", so very short slices are made longer: this must not take long.
    time_slice = max(time_slice, sum(work.seconds for jobs in people.values() for work in jobs) / _MOST_TURNS)
    done, now, turns = dict[str, float](), 0.0, deque(people.values())
    while turns:
        jobs = turns.popleft()
        work = jobs.popleft()
        spent = min(work.seconds, time_slice) if turns else work.seconds
        now += spent
        if spent < work.seconds:
            jobs.appendleft(Work(work.job_id, work.user_id, work.seconds - spent))
        else:
            done[work.job_id] = now
        if jobs:
            turns.append(jobs)
    return done


def _pixels(size: Size) -> int:
    return size.width * size.height
