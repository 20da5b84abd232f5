"""Keeps a bot running: starts the next one as soon as one is dead, and kills bots and painters as planned."""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from playground.programs.leash import Leash
from tests.chaos import processes
from tests.chaos.plan import ANY_MOMENT, Kill, Kills
from tests.chaos.points import Points

PATIENCE = 2.0  # seconds that a painter may outlive its bot
GRACE = 20.0  # seconds for a bot to shut down
_MORE = 4  # jobs that end without a death until another point is ordered
_PAINTING = 0.1  # of a kill's delay, because a painter's work is short


class Keeper:
    """One bot at a time."""

    def __init__(
        self,
        folder: Path,
        command: list[str],
        environment: Mapping[str, str],
        bot: Kills,
        painter: Kills,
    ) -> None:
        self._folder, self._data = folder, folder / "data"
        self._command, self._environment = command, environment
        self._bot = _Kills(Points(folder / "chaos", "bot"), bot)
        self._painter = _Kills(Points(folder / "chaos", "painter"), painter)
        self._process: asyncio.subprocess.Process | None = None
        self._leash: Leash | None = None
        self._ended = 0
        self.calm = False
        self._looking: set[asyncio.Task[None]] = set()
        self.starts: list[float] = []  # Unix times
        self.killed = 0
        self.excused: Callable[[int], bool] = lambda code: False  # tells whether a bot may end by itself with this code
        self.orphans: set[int] = set()
        self.complaints: list[str] = []

    async def keep(self) -> None:
        """Run one bot after another until cancelled."""
        while True:
            self.starts.append(time.time())
            self._leash = leash = Leash()
            with (self._folder / "log.txt").open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *leash.command(self._command), env=self._environment, cwd=self._folder, stdin=leash.stdin,
                    stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip
            self.look()
            code = await self._process.wait()
            leash.let_go()
            self._look_after(processes.of_run(self._data))
            if code == -signal.SIGKILL:
                self.killed += 1
            elif not self.excused(code):
                self.complaints.append(f"the bot ended by itself, with {code}")

    def ended(self, jobs: int) -> None:
        """Record how many jobs have ended, which times the kills."""
        self._ended = jobs
        self.look()

    def look(self) -> None:
        """Order the kills that are due, and do those of any moment."""
        if self.calm:
            return
        for job in self._ask("SELECT id FROM jobs WHERE deaths > 0 AND status <> 'finished'"):
            self._painter.points.spare(job)
        for job in self._painter.points.dead():
            if self._ask("SELECT id FROM jobs WHERE status = 'finished' AND id = ?", job):
                self._painter.points.forget(job)
        loop = asyncio.get_running_loop()
        if kill := self._bot.due(self._ended):
            loop.call_later(kill.delay, self._kill_at_any_moment, self._bot, self._kill_bot)
        if kill := self._painter.due(self._ended):
            loop.call_later(kill.delay * _PAINTING, self._kill_at_any_moment, self._painter, self._kill_painter)

    def killing(self, point: str) -> bool:
        """Kill the bot if that is ordered at this point, while Discord holds its request."""
        return not self.calm and self._bot.passes(point) and self._kill_bot(point)

    def be_calm(self) -> None:
        """Stop all kills."""
        self.calm = True
        for kills in (self._bot, self._painter):
            kills.points.withdraw()

    async def stop(self) -> None:
        """Shut the bot down, and count the processes that it leaves."""
        process = self._process
        assert process is not None
        process.send_signal(signal.SIGTERM)
        try:
            code = await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            process.kill()
            code = await process.wait()
        if self._leash is not None:
            self._leash.let_go()
        if code:
            self.complaints.append(f"asked to end, the bot did so with {code}")
        self._look_after(processes.of_run(self._data))
        await asyncio.gather(*self._looking)

    def deaths(self) -> tuple[Counter[str], Counter[str]]:
        """Return how often bots and painters were killed at each point."""
        bot, painter = (Counter(point for point, _ in kills.points.deaths()) for kills in (self._bot, self._painter))
        return bot, painter

    def painters_died_of(self) -> Counter[str]:
        """Return how often a painter was killed for each job; kills without a job count for any job."""
        return Counter(job for _, job in self._painter.points.deaths())

    def _kill_at_any_moment(self, kills: "_Kills", kill: Callable[[str], bool]) -> None:
        if not self.calm and not kill(ANY_MOMENT):
            kills.put_off()

    def _kill_bot(self, point: str) -> bool:
        process = self._process
        if process is None or process.returncode is not None or not self._bot.points.withdraw():
            return False
        self._bot.points.note(point)
        with suppress(ProcessLookupError):
            process.kill()
        return True

    def _kill_painter(self, point: str) -> bool:
        """Kill the painter. Stop it first, so that its job does not change while it is looked up."""
        assert self._process is not None
        for pid in processes.children(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
                job = self._painted()
                if self._painter.points.spared(job) or not self._painter.points.withdraw():
                    os.kill(pid, signal.SIGCONT)
                    return False
                self._painter.points.note(point, job)
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def _painted(self) -> str:
        """Return the job that is being painted, empty without one."""
        return next(iter(self._ask("SELECT id FROM jobs WHERE status = 'running'")), "")

    def _ask(self, statement: str, *values: str) -> list[str]:
        """Query the bot's database for ids; return none before it is made."""
        uri = f"file:{self._data / 'easel.sqlite3'}?mode=ro"
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(uri, uri=True)) as database:
            return [row[0] for row in database.execute(statement, values)]
        return []

    def _look_after(self, found: dict[int, float]) -> None:
        if found:
            task = asyncio.create_task(self._count_orphans(processes.Left(found)))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def _count_orphans(self, left: processes.Left) -> None:
        wait = PATIENCE
        while wait:
            await asyncio.sleep(wait)
            orphans, wait = left.orphans(PATIENCE)
            self.orphans |= orphans


class _Kills:
    """The kills of one kind of process. A kill stays ordered until it happens; meanwhile others are ordered too."""

    def __init__(self, points: Points, kills: Kills) -> None:
        self.points = points
        self._kills = kills
        self._next = iter(kills)
        self._ordered: dict[str, Kill] = {}
        self._passed: Counter[str] = Counter()
        self._done = -1
        self._since = 0  # how many jobs had ended at the last order
        self._coming = False

    def due(self, ended: int) -> Kill | None:
        """Order the kills that are due. Return a kill of any moment, once, unless it is put off."""
        deaths = [point for point, _ in self.points.deaths()]
        if len(deaths) != self._done:
            for point in deaths[max(0, self._done) :]:
                self._ordered.pop(point, None)
            self._done, self._since = len(deaths), -_MORE
            self._passed.clear()
            self._coming = False
        if ended < self._kills.not_before(self._done):
            return None
        if ended - self._since >= _MORE and ANY_MOMENT not in self._ordered:
            kill = next(self._next)
            self._ordered[kill.point] = kill
            self._since = ended
        self.points.order({point: kill.passing for point, kill in self._ordered.items()})
        kill = self._ordered.get(ANY_MOMENT)
        if kill is None or self._coming:
            return None
        self._coming = True
        return kill

    def put_off(self) -> None:
        """Put a kill of any moment off: there was no process to kill, or a job would have died a second time."""
        self._coming = False

    def passes(self, point: str) -> bool:
        """Count a passing of a point outside the process, and tell whether the process must die there."""
        if point not in self._ordered or not self.points.ordered:
            return False
        self._passed[point] += 1
        return self._passed[point] >= self._ordered[point].passing


def command(protocol: str) -> list[str]:
    """Return the command that starts a bot of this protocol."""
    return [sys.executable, "-m", "tests.chaos.root", protocol]
