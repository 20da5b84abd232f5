"""The bot as a process, without a Discord."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from playground.programs.leash import Leash

ROOT = Path(__file__).parents[2]
SECRET = "MTIzNDU2.s3cret"


PAINTER = "quick.py"


def children(pid):
    """The process ids of the painters that the bot has started. While it starts, a leash forks for a moment, too."""
    ids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in ids if PAINTER in _command(child)]


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:  # it is gone
        return ""


@contextmanager
def start(tmp_path, log, **environment):
    """Run the bot with its data below the path, its log to a file, and no Discord."""
    leash = Leash()
    bot = subprocess.Popen(
        leash.command([sys.executable, "-m", "bot"]),
        cwd=tmp_path,
        stdin=leash.stdin,
        stderr=log,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": SECRET,
            "DATA_DIR": str(tmp_path / "data"),
            "DISCORD_SOCKET": str(tmp_path / "nobody"),
            "GENERATOR_COMMAND": f"{sys.executable} {ROOT}/tests/children/{PAINTER}",
            **environment,
        },
    )
    with bot, leash:  # the leash is let go before the end is waited for
        yield bot
