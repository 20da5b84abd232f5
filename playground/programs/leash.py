"""A leash for a process: it ends when this process lets go of it, or ends, however that happens."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_LEASHED = str(Path(__file__).with_name("leashed.py"))


class Leash:
    """For one process, started with `command` and `stdin`. Its process group goes with it.

    A pipe that only this process can write to: when it is killed, the kernel closes the pipe.
    """

    def __init__(self) -> None:
        self.stdin, self._held = os.pipe()
        self._holds = True

    def command(self, command: Sequence[str]) -> tuple[str, ...]:
        """Return the command that starts this one on the leash. It keeps the process id."""
        return (sys.executable, "-I", "-S", _LEASHED, *command)

    def let_go(self) -> None:
        """End the process, if it still runs, and its group: SIGTERM, and SIGKILL after a while. Does not wait."""
        if self._holds:
            self._holds = False
            os.close(self._held)
            os.close(self.stdin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()
