"""One picture of the toy in a painter whose memory is limited: refused with the size that fits, or painted."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.painter.capacity import capacity_of
from generator.wire.capacity import Capacity
from generator.wire.params import settle
from generator.wire.protocol import Failed, Finished, Message, Paint, Ready, Style, decode_event, encode
from generator.wire.size import Size

STEPS = 2
"""The first step makes the optimiser's averages, so the second holds everything at once; no later step holds more."""


@dataclass(frozen=True)
class Row:
    """What became of a picture. `planned` and `peak` are MiB; `peak` is None for what was not painted."""

    method: str
    size: str
    verdict: str
    plan: str = ""
    planned: int = 0
    peak: int | None = None

    @property
    def broken(self) -> bool:
        return self.verdict not in ("refused", "painted", "accepted")

    def __str__(self) -> str:
        peak = "" if self.peak is None else f"{self.peak:,}"
        return f"{self.method:>10} {self.size:>10} {self.plan:>8} {self.planned:>8,} {peak:>8}  {self.verdict}"


class Painter:
    """A generator process that may take `limit` MiB. `ready` is its first message."""

    def __init__(self, limit: int, folder: Path) -> None:
        environment = {
            "OMP_NUM_THREADS": "2",
            **os.environ,
            "MEMORY_LIMIT_MIB": str(limit),
            "DATA_DIR": str(folder / "data"),
        }
        command = [sys.executable, "-m", "generator"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        ready = self._next()
        assert isinstance(ready, Ready)
        self.ready, self._folder = ready, folder

    def capacity(self, method: str) -> Capacity:
        return capacity_of(self.ready, self._style(method).name, method)

    def _style(self, method: str) -> Style:
        """Return the style that comes with Easel and paints by a method."""
        return next(style for style in self.ready.styles if style.toy and method in style.methods)

    def paint(self, method: str, size: Size, *, most: int | None = None) -> Row:
        """Order a picture as /imagine would, and paint it unless it takes more than `most` MiB."""
        capacity = self.capacity(method)
        if capacity.refusal(size):
            return Row(method, str(size), "refused")
        plan = capacity.choose(size)
        planned = round(capacity.taken(plan, size))
        if most is not None and planned > most:
            return Row(method, str(size), "accepted", plan.name, planned)
        style = self._style(method)
        asked = {"prompt": "a red strawberry", "size": size, "steps": STEPS, "seed": 1, "method": method}
        params, _ = settle({"you": asked, "style": style.defaults(method)})
        self._send(Paint(job_id=str(size), params=params, plan=plan, folder=self._folder))
        while not isinstance(last := self._next(), Failed | Finished | None):
            pass
        if last is None:
            return Row(method, str(size), f"KILLED {self.process.wait()}", plan.name, planned)
        if isinstance(last, Failed):
            return Row(method, str(size), f"FAILED {last.why}", plan.name, planned)
        return Row(method, str(size), "painted", plan.name, planned, last.peak_memory)

    def _send(self, message: Message) -> None:
        assert self.process.stdin
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def _next(self):
        assert self.process.stdout
        line = self.process.stdout.readline()
        return decode_event(line) if line else None


@contextmanager
def painter(limit: int) -> Iterator[Painter]:
    """Start a limited painter, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="m-") as name:
        one = Painter(limit, Path(name))
        with one.process:
            try:
                yield one
            finally:
                one.process.kill()
