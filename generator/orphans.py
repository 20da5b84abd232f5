"""End the painter when its bot dies, and what the painter started when the painter dies. Linux only.

Elsewhere only the end of file on stdin ends it, which a painter that hangs does not notice.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Let the kernel kill this process when the thread that started it ends, and then its process group.

    Call it before any thread starts. Only the leader of a group takes the group along: other processes, such as one
    that a shell started, share their group.
    """
    if sys.platform != "linux":
        return
    _signal_when_parent_dies(signal.SIGKILL)
    if os.getpgrp() == os.getpid():
        leader = os.getpid()
        if os.fork() == 0:
            _guard(leader)


def _guard(leader: int) -> None:
    """Wait until the leader dies for whatever reason, then kill its group, including this process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # the leader gets time to end in order
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    _signal_when_parent_dies(signal.SIGUSR1)
    os.closerange(0, 3)  # let the pipes close when the leader dies
    if os.getppid() == leader:
        signal.sigwait({signal.SIGUSR1})
    os.killpg(leader, signal.SIGKILL)


def _signal_when_parent_dies(number: int) -> None:
    # prctl(2): the parent is the thread that made this process; the setting survives execve but not fork.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
