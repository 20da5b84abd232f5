"""A process on a leash ends with whoever holds it, however that ends. Linux, for its process descriptors."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from playground.programs.leash import Leash
from tests.ending import Ending, group

ROOT = Path(__file__).parents[2]

HOLDER = """
import subprocess, sys
from playground.programs.leash import Leash
leash = Leash()
subprocess.Popen(leash.command([sys.executable, "-c", sys.argv[1]]), stdin=leash.stdin, start_new_session=True).wait()
"""
LEASHED = """
import os, subprocess, sys, time
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
print(os.getpid(), left.pid, os.read(0, 1), flush=True)
time.sleep(3600)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_holder_and_takes_its_group_along(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, LEASHED], stdout=subprocess.PIPE, cwd=ROOT) as holder:
        leader, left, read = holder.stdout.readline().split()
        assert read == b"b''"  # nothing can be typed to it
        assert int(left) in group(int(leader))
        everything = Ending(*group(int(leader)))  # the guard too
        holder.send_signal(number)
        everything.wait()


def _started(leash: Leash, code: str) -> subprocess.Popen[bytes]:
    command = leash.command([sys.executable, "-c", code])
    return subprocess.Popen(command, stdin=leash.stdin, stdout=subprocess.PIPE, start_new_session=True)


def test_it_is_asked_first_and_may_end_in_order() -> None:
    code = "import signal; term = {signal.SIGTERM}; signal.pthread_sigmask(signal.SIG_BLOCK, term); print(flush=True); "
    code += "signal.sigwait(term); exit(7)"  # before or after it waits: no signal is missed
    leash = Leash()
    with _started(leash, code) as process:
        process.stdout.readline()
        leash.let_go()
        assert process.wait() == 7


def test_letting_go_twice_closes_nothing_else() -> None:
    leash = Leash()
    leash.let_go()
    other = os.pipe()
    leash.let_go()
    os.write(other[1], b"a")
    for descriptor in other:
        os.close(descriptor)


def test_a_program_that_ended_by_itself_leaves_no_guard_once_it_is_let_go() -> None:
    with Leash() as leash, _started(leash, "import sys; print(flush=True); sys.stdin.read(); exit(3)") as process:
        process.stdout.readline()
        guard = Ending(*(pid for pid in group(process.pid) if pid != process.pid))
        assert process.wait() == 3
    guard.wait()


def test_what_cannot_be_started_is_said() -> None:
    with Leash() as leash:
        command = leash.command(["/no/such/program"])
        done = subprocess.run(command, stdin=leash.stdin, capture_output=True, text=True, start_new_session=True)
    assert (done.returncode, done.stderr) == (1, "/no/such/program cannot be started: No such file or directory.\n")
