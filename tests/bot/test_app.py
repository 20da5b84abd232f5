"""The bot as a process, with a Discord that is not there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRET = "MTIzNDU2.s3cret"


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _until(condition):
    deadline = time.monotonic() + 30
    while not (result := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return result


def _start(tmp_path, log, **environment):
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


@pytest.fixture
def bot(tmp_path):
    with (tmp_path / "log").open("w") as log, _start(tmp_path, log) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(number, bot, tmp_path):
    [child] = _until(lambda: _children(bot.pid))
    _until(lambda: "ready" in (tmp_path / "log").read_text())
    assert SECRET.encode() not in Path(f"/proc/{child}/environ").read_bytes()
    bot.send_signal(number)
    assert bot.wait(timeout=10) == 0
    assert not Path(f"/proc/{child}").exists()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["easel.lock", "easel.sqlite3"]
    log = (tmp_path / "log").read_text()
    assert SECRET not in log
    assert "Traceback" not in log


def test_a_killed_bot_leaves_no_child(bot):
    [child] = _until(lambda: _children(bot.pid))
    bot.kill()
    bot.wait()
    _until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[1])


def test_a_second_bot_is_refused_until_the_first_is_gone_however_it_went(bot, tmp_path):
    _until(lambda: _children(bot.pid))
    with (tmp_path / "second").open("w") as log, _start(tmp_path, log) as second:
        assert second.wait(timeout=30) == 1
    assert (tmp_path / "second").read_text().startswith("Another Easel is running")
    assert bot.poll() is None
    bot.kill()
    bot.wait()
    with (tmp_path / "third").open("w") as log, _start(tmp_path, log) as third:
        _until(lambda: _children(third.pid))
        third.terminate()
        assert third.wait(timeout=20) == 0


def test_a_damaged_database_is_refused_with_instructions_and_78(tmp_path):
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "easel.sqlite3"
    database.write_bytes(b"rubbish" * 1000)
    with (tmp_path / "log").open("w") as log, _start(tmp_path, log) as bot:
        assert bot.wait(timeout=30) == 78
    [line] = (tmp_path / "log").read_text().splitlines()
    assert line.startswith(f"The database {database} is damaged")
    assert "copy your last backup" in line
    assert database.read_bytes() == b"rubbish" * 1000
