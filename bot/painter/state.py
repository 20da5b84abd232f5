"""What is known of the painter. Its supervisor writes it; everybody may read it, and be told of failures."""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import NotReady
from generator.wire.protocol import Ready, Style
from words.sentence import Sentence, say

_MOST_LINES = 500
_LEAST_WORDS = 4  # characters: a shorter part of a prompt gives nothing away
_BETWEEN_PARTS = re.compile(r"[|^\n]|:+\s*[-+−]?[\d.]+|::")


@dataclass(frozen=True)
class Line:
    """A line that a generator process printed, at a Unix time."""

    at: float
    pid: int
    text: str


class PainterState:
    """What the painter last said of itself, what is wrong with it now, if anything, and what it printed."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lines: deque[Line] = deque(maxlen=_MOST_LINES)
        self._hidden: tuple[str, ...] = ()
        self._ready: Ready | None = None
        self._trouble: Sentence | None = None
        self._told_of_failures: list[Callable[[Sentence], None]] = []

    def subscribe(self, failed: Callable[[Sentence], None]) -> None:
        """Call `failed` with the trouble whenever the painter dies, hangs or does not start."""
        self._told_of_failures.append(failed)

    @property
    def trouble(self) -> Sentence | None:
        """What is wrong now, as half a sentence about the painter; None where nothing is."""
        return self._trouble

    def up(self, ready: Ready) -> None:
        """Note that the painter can paint, and what it offers."""
        self._ready, self._trouble = ready, None

    def down(self, trouble: Sentence) -> None:
        """Note that the painter cannot paint just now, and why; what it offered stays known."""
        self._trouble = trouble
        for failed in self._told_of_failures:
            failed(trouble)

    def known(self) -> Ready:
        """Return what the painter last said of itself. Raise NotReady where it has not said anything yet."""
        if self._ready is None:
            raise NotReady("painter-not-ready", why=self._trouble or say("painter-starting"))
        return self._ready

    def styles(self) -> tuple[Style, ...]:
        """Return the styles that the painter offers; none until they are known."""
        return self._ready.styles if self._ready else ()

    def style(self, name: str) -> Style | None:
        """Return the style of this name, None where the painter offers none."""
        return next((style for style in self.styles() if style.name == name), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The last lines that painters printed, this one and those before it. They contain no prompt."""
        return tuple(self._lines)

    def hide(self, prompt: str) -> None:
        """Keep what this prompt says out of all later lines."""
        parts = (part.strip().casefold() for part in _BETWEEN_PARTS.split(prompt))
        self._hidden = tuple(part for part in parts if len(part) >= _LEAST_WORDS)

    def printed(self, pid: int, text: str) -> str:
        """Remember a line of the process `pid`, and return it as it may be logged."""
        folded = text.casefold()
        if any(part in folded for part in self._hidden):
            text = "(a line with a prompt in it)"
        self._lines.append(Line(self._clock(), pid, text))
        return text
