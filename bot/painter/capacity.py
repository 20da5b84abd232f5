"""Which pictures fit into the painter's memory, and what jobs have shown about that."""

from bot.deadline import Deadline
from bot.errors import Refused
from bot.jobs.job import Job
from bot.painter.state import PainterState
from bot.store.database import Database
from generator.wire.capacity import Capacity
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import current_name
from generator.wire.protocol import Ready
from generator.wire.size import MAX_SIDE, Size
from words.sentence import say

_FORGETS = 0.9
"""The share of an old lesson that stays after a job that took less: the card's other users come and go."""


class Capacities:
    """Tells what fits. What it learns changes what is refused, never how an accepted job is painted."""

    def __init__(self, database: Database, painter: PainterState) -> None:
        self._database = database
        self._painter = painter
        self._lessons: dict[str, int] = {}  # by key, as in the database: each letter typed into an option asks

    async def check(self, params: Params, source: str | None = None, *, deadline: Deadline | None = None) -> None:
        """Raise Refused, which names a size that fits, if a picture cannot be painted here.

        `source` is where the size comes from; what a server has set can be set otherwise, and that is said.
        """
        capacity = await self.of(params.style, params.method, deadline=deadline)
        if capacity and (refusal := capacity.refusal(params.size)):
            raise Refused(say("no-room-by-default", why=refusal) if source == "server" else refusal)

    async def too_small_for(self, size: Size, *, deadline: Deadline | None = None) -> list[tuple[str, str]]:
        """Return the installed styles and methods by which a picture of `size` cannot be painted here."""
        if not self._painter.styles():
            return []
        ready = self._painter.known()
        learned = await self._learned(ready, deadline)
        return [
            (style.name, method)
            for style in ready.styles
            for method in style.methods
            if not capacity_of(ready, style.name, method, learned).fits(size)
        ]

    async def of(
        self, style: str | None, method: str | None = None, *, deadline: Deadline | None = None
    ) -> Capacity | None:
        """Return the capacity for pictures of a style by a method, the usual ones for None.

        None while no painter is known.
        """
        styles = self._painter.styles()
        if not styles:
            return None
        ready = self._painter.known()
        return capacity_of(ready, style or styles[0].name, method, await self._learned(ready, deadline))

    async def largest(self, *, deadline: Deadline | None = None) -> Size | None:
        """Return the largest square that fits with a full-size VQGAN; None where none does, or nothing is known."""
        if not self._painter.styles():
            return None
        ready = self._painter.known()
        capacity = Capacity(ready.device, ready.memory, toy=False, learned=await self._learned(ready, deadline))
        return capacity.largest(Size(MAX_SIDE, MAX_SIDE))

    async def learn(self, job: Job, peak_memory: int | None) -> None:
        """Learn from the peak of a full-size job, in MiB, None where it is not known, what it took beyond its plan."""
        ready = self._painter.known()
        capacity = capacity_of(ready, job.params.style, job.params.method)
        plans = offer(capacity.method).plans
        if capacity.toy or peak_memory is None or job.plan is None or current_name(job.plan.name) not in plans:
            return
        beyond = peak_memory - capacity.peak(job.plan, job.params.size)
        learned = max(beyond, _FORGETS * await self._learned(ready))
        await self._database.one("note_fact", key=_key(ready), value=str(round(learned)))
        self._lessons[_key(ready)] = round(learned)

    async def _learned(self, ready: Ready, deadline: Deadline | None = None) -> int:
        key = _key(ready)
        if key not in self._lessons:
            fact = await self._database.one("fact", deadline=deadline, key=key)
            self._lessons[key] = int(fact["value"]) if fact else 0
        return self._lessons[key]


def capacity_of(ready: Ready, style: str, method: str | None, learned: int = 0) -> Capacity:
    """Return the capacity for a style, by its usual method for None.

    The generator refuses a style that is not installed, whatever the size.
    """
    found = next((one for one in ready.styles if one.name == style), None)
    if found is None:
        return Capacity(ready.device, ready.memory, toy=False, learned=learned, method=method)
    by = method if method in found.methods else found.method
    about = found.by(by)
    return Capacity(ready.device, ready.memory, found.toy, learned, by, about.trained_at, about.downsample_factor)


def _key(ready: Ready) -> str:
    # On a processor, older versions kept with it what the painter held before it painted.
    what = "memory beyond the plan" if ready.device.kind == "cuda" else "painting's memory beyond the plan"
    return f"{what}: {ready.device.name}"
