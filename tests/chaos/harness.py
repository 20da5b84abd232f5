"""A run: the playground as Discord, people, a bot and a painter that are killed; then the verdict."""

import asyncio
import math
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playground import Bucket, Config, World
from playground.config import COMMUNITY_BUCKETS
from playground.guild.changes import Exchanged
from playground.programs.bot_process import environment_for
from tests.chaos import painter, root
from tests.chaos.crowd import Crowd
from tests.chaos.keeper import Keeper, command
from tests.chaos.plan import Kills, Plan
from tests.chaos.points import Diary, prepare
from tests.chaos.refusals import is_by_the_way
from tests.chaos.trouble import Breakable, Troubles, held_points
from tests.chaos.undisturbed import quick_pictures, toy_pictures
from tests.chaos.verdict import MOST_INVALID, Row, Verdict, at_rest, judge, rows_of

_QUICK = painter.__file__
_INVALID_IF_SHUT = 8  # requests until a channel that the bot lost access to counts as shut, for each job and each look
LOOK = 2.0  # seconds between looks at the database while nothing else happens


@dataclass(frozen=True)
class Options:
    """What to run. The harness's own tests choose how often and where bots are killed, and another painter's file."""

    jobs: int = 400
    seed: int = 1
    protocol: str = "easel"
    painter: str = "quick"
    kills_per_job: float = 0.17
    bot_points: tuple[str, ...] | None = None
    painter_file: str = _QUICK

    @property
    def toy(self) -> bool:
        """Tell whether the toy painter paints."""
        return self.painter == "toy"


@dataclass(frozen=True)
class Result:
    """The figures that a run ends with, what was wrong, and how often each thing happened.

    `recoveries` are the seconds from each start to the first painting after it.
    """

    figures: dict[str, Any]
    complaints: list[str]
    bot_deaths: Counter[str]
    painter_deaths: Counter[str]
    troubles: Counter[str]
    invalid: Counter[str]
    refused: Counter[str]
    recoveries: list[float]


def config() -> Config:
    """Return the numbers of a Discord whose long times are shortened to a sixtieth."""
    shorter = {name: replace(bucket, per=bucket.per / root.SHORTER) for name, bucket in COMMUNITY_BUCKETS.items()}
    return Config(
        nonce_memory=180 / root.SHORTER,
        resume_window=120 / root.SHORTER,
        # two and not five, so that a quick job exhausts it
        buckets=shorter | {"create_message": Bucket(2, 5 / root.SHORTER)},
        other_bucket=Bucket(50, 1 / root.SHORTER),
        global_bucket=Bucket(50, 1 / root.SHORTER),
        session_starts=Bucket(10**6, 24 * 3600.0),  # every start of a bot takes one
        tape_length=1,
    )


async def run(options: Options, folder: Path, progress: Callable[[int], None] = lambda ended: None) -> Result:
    """Run in an empty folder with a short path. `progress` gets the number of people who have seen their end."""
    began = time.monotonic()
    (folder / "data").mkdir()
    prepare(folder / "chaos")
    root.make_lag(folder / "chaos" / "lag")
    playground = Breakable(config(), folder / "d.sock")
    async with playground:
        run = _Run(options, folder, playground)
        await run.live(progress)
        verdict = await run.verdict()
    return run.result(verdict, time.monotonic() - began)


class _Run:
    def __init__(self, options: Options, folder: Path, playground: Breakable) -> None:
        self._options, self._folder = options, folder
        world = self._world = playground.world
        bot_points = options.bot_points or (*root.points(), *held_points())
        painter_points = [] if options.toy else painter.POINTS
        plan = self._plan = Plan(options.seed, options.jobs, toy=options.toy)
        kills = [
            Kills(options.seed, who, which, options.kills_per_job)
            for who, which in (("bot", bot_points), ("painter", painter_points))
        ]
        environment = {
            **os.environ,
            **environment_for(world.config, folder / "d.sock", folder / "data"),
            "GENERATOR_COMMAND": f"{sys.executable} {'-m generator' if options.toy else options.painter_file}",
            "TIME_SLICE": "1",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self._keeper = Keeper(folder, command(options.protocol), environment, *kills)
        self._troubles = Troubles(playground, plan, self._keeper.killing)
        self._keeper.excused = self._troubles.refusals.renewed
        most = 3 if options.toy else 12
        self._crowd = Crowd(world, plan.wishes, most, lambda: world.gateway.online and not playground.reach.lost)
        self._watch = _Watch(world)
        self._patience = 600 if options.toy else 120

    async def live(self, progress: Callable[[int], None]) -> None:
        """Let people ask and things go wrong until everybody has seen an end, and then until everything is quiet."""
        keeping = asyncio.create_task(self._keeper.keep())
        try:
            await self._until_all_ended(progress)
            self._keeper.be_calm()
            await self._troubles.end()
            await self._until_quiet()
        finally:
            self._keeper.be_calm()
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await self._keeper.stop()

    async def _until_all_ended(self, progress: Callable[[int], None]) -> None:
        crowd, told, last = self._crowd, 0, time.monotonic()
        over: set[str] = set()
        while len(crowd.ended) < self._options.jobs and time.monotonic() - last < self._patience:
            crowd.changed.clear()
            crowd.ask()
            try:
                await asyncio.wait_for(crowd.changed.wait(), LOOK)
            except TimeoutError:
                over = self._give_up_on(over)
                crowd.go_on()
            self._keeper.ended(len(crowd.ended))
            for ended in range(told + 1, len(crowd.ended) + 1):
                last = time.monotonic()
                progress(ended)
                for what in self._plan.incidents(ended):
                    self._troubles.begin(what)
            told = len(crowd.ended)

    def _give_up_on(self, before: set[str]) -> set[str]:
        """Stop people from waiting for jobs that are over but do not show; the verdict counts these."""
        over = {row["id"] for row in self._rows() if at_rest(row)} & set(self._crowd.waiting)
        for job in over & before:
            self._crowd.give_up(job)
        return over

    async def _until_quiet(self) -> None:
        until = time.monotonic() + self._patience
        while not all(map(at_rest, self._rows())) and time.monotonic() < until:
            await asyncio.sleep(0.05)

    def _rows(self) -> list[Row]:
        """Return the jobs, none before the first bot has made its database."""
        try:
            return rows_of(self._folder / "data")
        except sqlite3.OperationalError:
            return []

    async def verdict(self) -> Verdict:
        """Check the run against the invariants after the bot has ended."""
        make = toy_pictures if self._options.toy else quick_pictures
        undisturbed = await make(rows_of(self._folder / "data"), self._folder)
        verdict = judge(self._world, self._crowd, self._folder, self._keeper.painters_died_of(), undisturbed)
        verdict.complaints += self._keeper.complaints + self._watch.complaints
        if self._keeper.orphans:
            verdict.complaints.append(f"{len(self._keeper.orphans)} painters outlived their bot")
        if self._troubles.invalid_requests >= MOST_INVALID + _INVALID_IF_SHUT * self._troubles.made["lost access"]:
            verdict.complaints.append(f"{self._troubles.invalid_requests} requests were invalid")
        return verdict

    def result(self, verdict: Verdict, seconds: float) -> Result:
        bot, painter = self._keeper.deaths()
        worst, _, _ = root.read_lag(self._folder / "chaos" / "lag")
        figures = {
            "seed": self._options.seed,
            "protocol": self._options.protocol,
            "jobs": self._options.jobs,
            # those that were seen: a bot that dies at one point may also be killed at another
            "bot_kills": self._keeper.killed,
            "generator_kills": painter.total(),
            "reset_tokens": self._troubles.refusals.renewals,
            "restarts": len(self._keeper.starts) - 1,
            "lost": verdict.lost,
            "duplicated": verdict.duplicated,
            "wrong": verdict.wrong,
            "stuck": verdict.stuck,
            "orphans": len(self._keeper.orphans),
            "invalid_requests": self._troubles.invalid_requests,
            "integrity": verdict.integrity,
            "worst_loop_lag_ms": round(worst * 1000, 1),
            "seconds": round(seconds, 1),
        }
        made, invalid, refused = self._troubles.made, self._troubles.invalid, self._crowd.refused
        return Result(figures, verdict.complaints, bot, painter, made, invalid, refused, self._recoveries())

    def _recoveries(self) -> list[float]:
        """Return the recoveries of the starts that were not killed before a painting."""
        starts, begun = self._keeper.starts, [at for _, at in Diary(self._folder / "chaos").begun()]
        lives = zip(starts, [*starts[1:], math.inf], strict=True)
        firsts = [(start, next((at for at in begun if start <= at < end), None)) for start, end in lives]
        return sorted(first - start for start, first in firsts if first is not None)


class _Watch:
    """Watches whom posts may ping, and how many requests in a second are invalid."""

    def __init__(self, world: World) -> None:
        self.complaints: list[str] = []
        self._seconds: Counter[int] = Counter()
        world.changes.listen(self._hear)

    def _hear(self, change: object) -> None:
        if not isinstance(change, Exchanged):
            return
        exchange = change.exchange
        written = exchange.operation in ("create_message", "update_message") and exchange.request
        if written and written.get("allowed_mentions", {}).get("parse") != []:
            self.complaints.append(f"a {exchange.operation} may ping anybody")
        if exchange.status in (401, 403, 429) and not is_by_the_way(exchange.status, exchange.answer):
            self._seconds[int(exchange.at)] += 1
            if self._seconds[int(exchange.at)] == 11:
                self.complaints.append("more than 10 invalid requests within a second")
