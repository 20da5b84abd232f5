"""A run: everybody orders at once, waits for their picture and orders again; then the figures."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground import PATIENCE, Config, Playground, World
from playground.guild.changes import Change, Created
from playground.guild.interactions import Answered, Unanswered
from playground.programs.bot_process import environment_for, running_bot
from tests.chaos.processes import children

CHANNELS = 50
STEP = 0.05  # seconds that the tests' painter takes for each of two steps
_CHILD = Path(__file__).parents[1] / "children" / "quick.py"
_MIB = 2**20


@dataclass(frozen=True)
class Sample:
    """Resident memory in MiB, after `at` seconds and `jobs` pictures."""

    at: float
    jobs: int
    bot: float
    painter: float


@dataclass
class Result:
    """What was measured. Times are in seconds; those of samples and lags count from the start.

    `first_replies` has the time to each first answer, `lags` the worst lag of each second.
    """

    people: int
    began: float = field(default_factory=time.time)
    first_replies: list[float] = field(default_factory=list)
    unanswered: int = 0
    refused: int = 0
    ended: int = 0
    samples: list[Sample] = field(default_factory=list)
    lags: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def figures(self) -> dict[str, Any]:
        """Return the run in a few numbers; memory is at a tenth of the jobs, at half, and at the end."""
        replies = sorted(self.first_replies)
        marks = [self._after(self.ended * share) for share in (0.1, 0.5, 1.0)]
        return {
            "people": self.people,
            "jobs": self.ended,
            "unanswered": self.unanswered,
            "refused": self.refused,
            "first_reply_ms": {
                name: round(1000 * replies[min(len(replies) - 1, int(len(replies) * share))])
                for name, share in (("p50", 0.5), ("p99", 0.99), ("worst", 1.0))
            },
            "worst_loop_lag_ms": round(1000 * max(late for _, late in self.lags), 1),
            "bot_mib": [round(mark.bot, 1) for mark in marks],
            "painter_mib": [round(mark.painter, 1) for mark in marks],
            "seconds": round(self.seconds, 1),
        }

    def _after(self, jobs: float) -> Sample:
        return next((sample for sample in self.samples if sample.jobs >= jobs), self.samples[-1])


async def run(
    people: int,
    jobs: int,
    folder: Path,
    progress: Callable[[int], None] = lambda ended: None,
    first_answer: float = Config.first_answer,
) -> Result:
    """Let `people` order at once until there are `jobs`, in an empty folder with a short path.

    Discord's limits are the real ones; `first_answer` is how many seconds the bot has for one. Raise TimeoutError when
    no picture comes.
    """
    data, notes = folder / "data", folder / "lag.jsonl"
    data.mkdir()
    result = Result(people)
    async with Playground(Config(tape_length=1, first_answer=first_answer), socket=folder / "d.sock", port=0) as world:
        environment = {
            **environment_for(world.config, folder / "d.sock", data),
            "GENERATOR_COMMAND": f"{sys.executable} {_CHILD} --step-seconds {STEP}",
            "QUEUE_LIMIT_PER_GUILD": str(jobs),
            "QUEUE_LIMIT": str(jobs),
        }
        command = (sys.executable, "-m", "tests.load.root", str(notes))
        async with running_bot(command, environment) as bot:
            await world.registered("imagine")
            crowd = _Crowd(world, people, result)
            sampling = asyncio.create_task(_sample(bot.pid, result))
            try:
                while result.ended < jobs:
                    crowd.press(min(people, jobs - result.ended))
                    await crowd.until_all_ended(progress)
            finally:
                sampling.cancel()
            result.seconds = time.time() - result.began
    result.lags = [(at - result.began, late) for at, late in map(json.loads, notes.read_text().splitlines())]
    return result


class _Crowd:
    """People, each with their own channel while there are enough."""

    def __init__(self, world: World, people: int, result: Result) -> None:
        self._channels = [world.channel, *(world.add_channel(f"paintings-{n}") for n in range(2, CHANNELS + 1))]
        more = people - len(world.people)
        self._people = [*world.people, *(world.add_person(f"Somebody{n}") for n in range(more))]
        self._result = result
        self._waiting = 0
        self._changed = asyncio.Event()
        world.changes.listen(self._hear)

    def press(self, count: int) -> None:
        """Let `count` people order a picture at the same moment."""
        self._waiting = count
        for number, person in enumerate(self._people[:count]):
            options = {"prompt": "a red circle", "seed": number, "size": "64x64", "steps": 2}
            person.use("imagine", options, self._channels[number % CHANNELS])

    async def until_all_ended(self, progress: Callable[[int], None]) -> None:
        """Wait until everybody has seen an end."""
        while self._waiting:
            self._changed.clear()
            await asyncio.wait_for(self._changed.wait(), PATIENCE)
            progress(self._result.ended)

    def _hear(self, change: Change) -> None:
        match change:
            case Answered(interaction):
                assert interaction.answered_after is not None
                self._result.first_replies.append(interaction.answered_after)
                answer = interaction.channel.get(interaction.message_id) if interaction.message_id else None
                if answer is not None and answer.ephemeral_to:
                    self._result.refused += 1
                    self._one_less()
            case Unanswered():
                self._result.unanswered += 1
                self._one_less()
            case Created(message) if message.pings and message.pictures:
                self._result.ended += 1
                self._one_less()

    def _one_less(self) -> None:
        self._waiting -= 1
        self._changed.set()


async def _sample(bot: int, result: Result) -> None:
    while True:
        painters = children(bot)
        at = time.time() - result.began
        result.samples.append(Sample(at, result.ended, _resident(bot), sum(map(_resident, painters))))
        await asyncio.sleep(1)


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:  # the process is gone
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB
