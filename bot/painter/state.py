"""What is known of the generator. Its supervisor writes it, everybody may read it."""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import NotReady
from generator.wire.protocol import Ready, Style

_MOST_LINES = 500
_LEAST_WORDS = 4  # characters: a shorter part of a prompt says nothing
_BETWEEN_PARTS = re.compile(r"[|^\n]|:\s*-?[\d.]+")


@dataclass(frozen=True)
class Line:
    """A line that a generator process has printed, at a Unix time."""

    at: float
    pid: int
    text: str


class PainterState:
    """What the generator last said of itself, what is wrong with it now, if anything is, and what it printed."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lines: deque[Line] = deque(maxlen=_MOST_LINES)
        self._hidden: tuple[str, ...] = ()
        self._ready: Ready | None = None
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """The sentence about what is wrong now."""
        return self._trouble

    def up(self, ready: Ready) -> None:
        """Note that it can paint."""
        self._ready, self._trouble = ready, None

    def down(self, trouble: str) -> None:
        """Note that it cannot paint just now; what it offered is still known."""
        self._trouble = trouble

    def known(self) -> Ready:
        """Return what it last said of itself. Raises NotReady where it has not said anything yet."""
        if self._ready is None:
            raise NotReady(f"The painter is not ready yet: {self._trouble or 'it is still starting'}. Try again soon.")
        return self._ready

    def styles(self) -> tuple[Style, ...]:
        """Return the styles it offers, none as long as they are not known."""
        return self._ready.styles if self._ready else ()

    def style(self, name: str) -> Style | None:
        """Return the style of this name."""
        return next((style for style in self.styles() if style.name == name), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The last lines that it printed, those of its predecessors included. No prompt is in them."""
        return tuple(self._lines)

    def hide(self, prompt: str) -> None:
        """Keep what this prompt says out of the lines that come from now on."""
        parts = (part.strip().casefold() for part in _BETWEEN_PARTS.split(prompt))
        self._hidden = tuple(part for part in parts if len(part) >= _LEAST_WORDS)

    def printed(self, pid: int, text: str) -> str:
        """Remember a line, and return it as it may be logged."""
        folded = text.casefold()
        if any(part in folded for part in self._hidden):
            text = "(a line with a prompt in it)"
        self._lines.append(Line(self._clock(), pid, text))
        return text
