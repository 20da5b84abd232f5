"""How fetching speaks: to a person at a terminal, or to a program in JSON lines."""

import json
import sys
import time
from collections.abc import Callable
from typing import Protocol

from tqdm import tqdm  # type: ignore[import-untyped]

_BETWEEN_LINES = 0.5  # seconds


class Talk(Protocol):
    """Who is told what happens. Numbers are bytes, or the steps of a sample."""

    def say(self, sentence: str) -> None:
        """Tell something that is not a result."""

    def ask(self, question: str) -> bool:
        """Return whether the admin agrees."""

    def progress(self, name: str, doing: str, done: int, total: int | None) -> None:
        """Tell how far something is."""


class Terminal:
    """Progress bars and questions on stderr."""

    def __init__(self, agree: bool) -> None:
        """`agree` answers every question with yes, unasked."""
        self._agree = agree
        self._bar: tqdm[object] | None = None
        self._about: tuple[str, str] | None = None

    def say(self, sentence: str) -> None:
        self._end_bar()
        sys.stderr.write(sentence + "\n")

    def ask(self, question: str) -> bool:
        self._end_bar()
        if self._agree:
            return True
        if not sys.stdin.isatty():
            self.say(f"{question} Nobody is there to ask; --yes agrees.")
            return False
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def progress(self, name: str, doing: str, done: int, total: int | None) -> None:
        if self._about != (name, doing) or self._bar is None:
            self._end_bar()
            self._about = name, doing
            unit = "step" if doing == "painting" else "B"
            self._bar = tqdm(desc=f"{name}: {doing}", total=total, unit=unit, unit_scale=True)
        self._bar.update(done - self._bar.n)
        if done == total:
            self._end_bar()

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar = self._about = None


class JsonLines:
    """One JSON object a line on stdout, a few a second."""

    def __init__(self, agree: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """`agree` answers every question; nobody sits there."""
        self._agree = agree
        self._clock = clock
        self._about: tuple[str, str] | None = None
        self._told = 0.0

    def say(self, sentence: str) -> None:
        self._line({"said": sentence})

    def ask(self, question: str) -> bool:
        self.say(question)
        return self._agree

    def progress(self, name: str, doing: str, done: int, total: int | None) -> None:
        now, about = self._clock(), (name, doing)
        if about != self._about or done == total or now - self._told >= _BETWEEN_LINES:
            self._about, self._told = about, now
            self._line({"name": name, "doing": doing, "done": done, "total": total})

    @staticmethod
    def _line(content: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(content) + "\n")
        sys.stdout.flush()
