"""Processes that must end: waiting for it is an event of the kernel, not a look now and then."""

import os
import select

import psutil

from playground import PATIENCE


class Ending:
    """Processes as they are now; `wait` returns once all have ended."""

    def __init__(self, *pids: int) -> None:
        self._open = {pid: os.pidfd_open(pid) for pid in pids}

    def wait(self) -> None:
        for pid, descriptor in self._open.items():
            ended, _, _ = select.select([descriptor], [], [], PATIENCE)
            assert ended, f"process {pid} is left over"
            os.close(descriptor)


def below(pid: int) -> list[int]:
    """The processes that this one has started, with theirs."""
    return [process.pid for process in psutil.Process(pid).children(recursive=True)]


def group(leader: int) -> list[int]:
    """The processes of a process group."""
    return [pid for pid in psutil.pids() if _group_of(pid) == leader]


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None
