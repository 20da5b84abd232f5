"""No painter outlives the bot that started it, and nothing that a painter started outlives the painter. Linux only.

Elsewhere the end of file on stdin has to do, which a hung painter does not see.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends, and then its process group.

    To be called before there are threads. Only a group's leader takes the group along: who is not, such as one that a
    shell started, shares it with others.
    """
    if sys.platform != "linux":
        return
    _signal_when_parent_dies(signal.SIGKILL)
    if os.getpgrp() == os.getpid():
        leader = os.getpid()
        if os.fork() == 0:
            _guard(leader)


def _guard(leader: int) -> None:
    """Wait for the leader's death, however it dies, and kill its group, this process included."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # the leader has a grace to end in order
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    _signal_when_parent_dies(signal.SIGUSR1)
    os.closerange(0, 3)  # the pipes end with the leader
    if os.getppid() == leader:
        signal.sigwait({signal.SIGUSR1})
    os.killpg(leader, signal.SIGKILL)


def _signal_when_parent_dies(number: int) -> None:
    # prctl(2): the parent is the thread that made this process; the setting stays over execve, not over fork.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
