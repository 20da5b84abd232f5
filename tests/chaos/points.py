"""Where a process may be killed. The harness writes an order into a folder, and the process that reads it obeys.

It uses the standard library alone, because the quick painter, which imports it, must start in milliseconds.
"""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path


class Points:
    """The points of one kind of process: `bot` or `painter`."""

    def __init__(self, folder: Path, who: str) -> None:
        self._folder = folder
        self._who = who
        self._passed: Counter[str] = Counter()

    def order(self, passings: Mapping[str, int]) -> None:
        """Order the process to die when it passes one of these points for the nth time."""
        order = self._folder / f"{self._who}.order"
        draft = order.with_suffix(".draft")
        draft.write_text(json.dumps(passings))
        draft.replace(order)

    def withdraw(self) -> bool:
        """Withdraw the order; return False if it was obeyed already."""
        try:
            (self._folder / f"{self._who}.order").unlink()
        except FileNotFoundError:
            return False
        return True

    @property
    def ordered(self) -> bool:
        """Tell whether an order waits to be obeyed."""
        return (self._folder / f"{self._who}.order").exists()

    def here(self, point: str, job: str = "") -> None:
        """Die here if that is ordered and the painter is not `spared`."""
        try:
            order = json.loads((self._folder / f"{self._who}.order").read_text())
        except FileNotFoundError:
            return
        if point not in order or self.spared(job):
            return
        self._passed[point] += 1
        if self._passed[point] < order[point] or not self.withdraw():
            return
        self.note(point, job)
        os.kill(os.getpid(), signal.SIGKILL)

    def note(self, point: str, job: str = "") -> None:
        """Record a death, before it happens."""
        if job:
            self.spare(job)
        _append(self._folder / "deaths", self._who, point, job)

    def spare(self, job: str) -> None:
        """Kill no more painters of this job."""
        (self._folder / "died" / job).touch()

    def forget(self, job: str) -> None:
        """Forget a job that is over."""
        (self._folder / "died" / job).unlink(missing_ok=True)

    def spared(self, job: str = "") -> bool:
        """Tell whether a painter of this job died already, because two deaths end a job; without a job, of any job."""
        return job in self.dead() if job else bool(self.dead())

    def dead(self) -> list[str]:
        """Return the jobs whose painter died and that are not known to be over."""
        return os.listdir(self._folder / "died") if self._who == "painter" else []

    def deaths(self) -> Iterator[tuple[str, str]]:
        """Yield the point and the job of each death."""
        for who, point, job in _rows(self._folder / "deaths"):
            if who == self._who:
                yield point, job


class Diary:
    """What painters record: the jobs that they took up, and what must not happen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def began(self, job: str) -> None:
        """Record that a painter takes up this job."""
        _append(self._folder / "begun", job, str(time.time()))

    def begun(self) -> list[tuple[str, float]]:
        """Return the jobs in the order in which painters took them up, repeats included, with the Unix time."""
        return [(job, float(at)) for job, at in _rows(self._folder / "begun")]

    def complain(self, sentence: str) -> None:
        """Record something that must not happen."""
        _append(self._folder / "complaints", sentence)

    def complaints(self) -> list[str]:
        """Return what was recorded as what must not happen."""
        return [sentence for (sentence,) in _rows(self._folder / "complaints")]

    def once(self, what: str, job: str) -> bool:
        """Return True the first time only."""
        try:
            (self._folder / f"{what}-{job}").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def prepare(folder: Path) -> None:
    """Make the folder that the harness, the bot and the painter share."""
    (folder / "died").mkdir(parents=True)
    (folder / "locks").mkdir()


def _append(path: Path, *cells: str) -> None:
    """Append a row in one write, which a kill cannot tear."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        os.write(handle, ("\t".join(cells) + "\n").encode())
    finally:
        os.close(handle)


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []
