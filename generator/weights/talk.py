"""How fetching reports: to a person at a terminal, or to a program in JSON lines."""

import sys
import time
from collections.abc import Callable
from typing import Protocol

from tqdm import tqdm  # type: ignore[import-untyped]

from generator.wire.protocol import Message, encode
from generator.wire.weights import DOING, Advanced, Doing, Said
from words.sentence import Sentence, say, text

_BETWEEN_LINES = 0.5  # seconds


class Talk(Protocol):
    """Where reports go. Numbers are bytes, or the steps of a sample."""

    def say(self, sentence: Sentence) -> None:
        """Report something that is not a result."""

    def ask(self, question: Sentence) -> bool:
        """Return whether the admin agrees."""

    def progress(self, name: str, doing: Doing, done: int, total: int | None) -> None:
        """Report how far something has come."""


class Terminal:
    """Progress bars and questions on stderr."""

    def __init__(self, agree: bool) -> None:
        """`agree` answers every question with yes, without asking."""
        self._agree = agree
        self._bar: tqdm[object] | None = None
        self._about: tuple[str, Doing] | None = None

    def say(self, sentence: Sentence) -> None:
        self._end_bar()
        sys.stderr.write(f"{sentence}\n")

    def ask(self, question: Sentence) -> bool:
        self._end_bar()
        if self._agree:
            return True
        if not sys.stdin.isatty():
            self.say(say("ask-nobody", question=question))
            return False
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def progress(self, name: str, doing: Doing, done: int, total: int | None) -> None:
        if self._about != (name, doing) or self._bar is None:
            self._end_bar()
            self._about = name, doing
            unit = "step" if doing == "painting" else "B"
            self._bar = tqdm(desc=f"{name}: {text(DOING[doing])}", total=total, unit=unit, unit_scale=True)
        self._bar.update(done - self._bar.n)
        if done == total:
            self._end_bar()

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar = self._about = None


class JsonLines:
    """One message a line on stdout (`generator.wire.weights`), at most a few a second."""

    def __init__(self, agree: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """`agree` is the answer to every question, since nobody is there to ask."""
        self._agree = agree
        self._clock = clock
        self._about: tuple[str, Doing] | None = None
        self._told = 0.0

    def say(self, sentence: Sentence) -> None:
        _print(Said(said=sentence))

    def ask(self, question: Sentence) -> bool:
        self.say(question)
        return self._agree

    def progress(self, name: str, doing: Doing, done: int, total: int | None) -> None:
        now, about = self._clock(), (name, doing)
        if about != self._about or done == total or now - self._told >= _BETWEEN_LINES:
            self._about, self._told = about, now
            _print(Advanced(name=name, doing=doing, done=done, total=total))


def _print(message: Message) -> None:
    print_line(encode(message))


def print_line(line: bytes) -> None:
    """Write a line to stdout at once, in UTF-8 whatever the terminal's encoding is."""
    sys.stdout.buffer.write(line)
    sys.stdout.flush()
