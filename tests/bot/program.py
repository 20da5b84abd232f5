"""The bot as a process, without a Discord."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRET = "MTIzNDU2.s3cret"


def children(pid):
    """The process ids of its child processes."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(condition):
    """Wait for what other processes do, which tells nobody, and return it."""
    deadline = time.monotonic() + 30
    while not (result := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return result


def start(tmp_path, log, **environment):
    """Start the bot with its data below the path, its log to a file, and no Discord."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        stderr=log,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": SECRET,
            "DATA_DIR": str(tmp_path / "data"),
            "DISCORD_SOCKET": str(tmp_path / "nobody"),
            "GENERATOR_COMMAND": f"{sys.executable} {ROOT}/tests/children/quick.py",
            **environment,
        },
    )
