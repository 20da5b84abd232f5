"""Become a program that ends when the other end of stdin closes: `python leashed.py COMMAND…`.

Run as a file, without the package around it, because it runs before every start. The program keeps the process id and
reads nothing on stdin. A guard in its process group, which is no child of it, waits for the end of file.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

GRACE = 15.0  # seconds between SIGTERM and SIGKILL: a bot must end its generator first
_LOOK = 0.05  # seconds between two looks at a program that was asked to end


def main(command: Sequence[str]) -> None:
    """Leave the guard behind and become the command. Exit with a sentence where it cannot be started."""
    leader = os.getpid()
    if os.getpgrp() != leader:
        os.setpgid(0, 0)
    if os.fork() == 0:
        if os.fork() == 0:  # twice, so that the program finds no child that it has not started
            _guard(leader)
        os._exit(0)
    os.wait()
    _to_nothing(0)
    try:
        os.execvp(command[0], list(command))  # noqa: S606 - the command of whoever started this
    except OSError as error:
        sys.exit(f"{command[0]} cannot be started: {error.strerror}.")


def _guard(leader: int) -> None:
    """Wait for the end of file, then end the leader, in order if it can, and kill what is left of its group."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # they are meant for the program
    for descriptor in (1, 2):
        _to_nothing(descriptor)  # so that pipes close when the program ends
    while os.read(0, 1):
        continue
    # No other process can have this id while the guard is in the group of this id.
    deadline = time.monotonic() + GRACE
    with suppress(ProcessLookupError):
        os.kill(leader, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.kill(leader, 0)
            time.sleep(_LOOK)
    os.killpg(leader, signal.SIGKILL)


def _to_nothing(descriptor: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, descriptor)
    os.close(nothing)


if __name__ == "__main__":
    main(sys.argv[1:])
