"""Processes die with their parent, even if they hang. Like the bot, the parent starts them by exec."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import until

HUNG = """
import os, signal, subprocess, sys
from generator.orphans import die_with_parent
die_with_parent()
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
print(os.getpid(), grandchild.pid, flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""
PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1]], start_new_session=True, stdin=subprocess.PIPE)
time.sleep(3600)
"""


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def _members(group: int) -> list[int]:
    stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
    return [stat for stat in stats if int(stat[2]) == group and stat[0] not in "ZX"]


@pytest.mark.parametrize("killed", ["parent", "child"])
def test_who_hangs_and_what_it_started_go_with_their_parent(killed: str) -> None:
    command = [sys.executable, "-c", PARENT, HUNG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        child, grandchild = map(int, parent.stdout.readline().split())
        until(lambda: Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "T")
        assert _runs(grandchild)
        os.kill(parent.pid if killed == "parent" else child, signal.SIGKILL)
        until(lambda: not _runs(child) and not _runs(grandchild) and not _members(child))
        parent.kill()


def test_a_request_of_the_bot_ends_with_it(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    waits = tmp_path / "weights" / "catalogue.toml"
    os.mkfifo(waits)
    command = [sys.executable, "-m", "generator", "weights", "list", "--json", "--with-parent"]
    starting = f"import subprocess; subprocess.Popen({command}, start_new_session=True).wait()"
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", starting], env=environment) as parent, waits.open("wb"):  # it reads
        child = int(Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text())
        assert _runs(child)
        parent.kill()
        until(lambda: not _members(child))


def test_who_shares_its_group_with_others_takes_nobody_along() -> None:
    program = "from generator.orphans import die_with_parent; die_with_parent(); print(1)"
    script = f"{sys.executable} -c '{program}' < /dev/null && echo still here"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, start_new_session=True)
    assert done.stdout == "1\nstill here\n"
