"""How long a step takes here, as jobs have shown it, and so when a job will be done."""

from bot.deadline import Deadline
from bot.jobs.job import Job
from bot.painter.capacity import capacity_of
from bot.painter.forecast import Work, forecast
from bot.painter.state import PainterState
from bot.store.database import Database
from generator.wire.size import Size

_NEWS = 0.1
"""What differs by less from what is known is not written down."""


class Paces:
    """Seconds a step, by device, style, method, size and plan."""

    def __init__(self, database: Database, painter: PainterState, time_slice: float) -> None:
        self._database = database
        self._painter = painter
        self._time_slice = time_slice
        self._known: dict[str, float | None] = {}

    async def learn(self, job: Job, seconds_per_step: float) -> None:
        """Take note of what a step of this job took."""
        assert job.plan is not None
        params = job.params
        sized, any_size = self._keys(params.style, params.method, params.size, job.plan.name)
        await self._note(sized, seconds_per_step)
        await self._note(any_size, seconds_per_step / _pixels(params.size))

    async def seconds_per_step(
        self, style: str, method: str, size: Size, plan: str, *, deadline: Deadline | None = None
    ) -> float | None:
        """Return what a step takes, from other sizes where this one was not painted yet; None: nothing is known."""
        sized, any_size = self._keys(style, method, size, plan)
        if (measured := await self._value(sized, deadline)) is not None:
            return measured
        by_pixel = await self._value(any_size, deadline)
        return None if by_pixel is None else by_pixel * _pixels(size)

    async def forecast(self, *, deadline: Deadline | None = None) -> dict[str, float]:
        """Return, by job, in how many seconds it is done, as far as the first job of which nothing is known."""
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


def _pixels(size: Size) -> int:
    return size.width * size.height
