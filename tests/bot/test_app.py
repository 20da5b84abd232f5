"""The bot as a process, with a Discord that is not there."""

import signal
from pathlib import Path

import pytest

from tests.bot.program import SECRET, children, start, until


@pytest.fixture
def bot(tmp_path):
    with (tmp_path / "log").open("w") as log, start(tmp_path, log) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(number, bot, tmp_path):
    [child] = until(lambda: children(bot.pid))
    until(lambda: "ready" in (tmp_path / "log").read_text())
    assert SECRET.encode() not in Path(f"/proc/{child}/environ").read_bytes()
    bot.send_signal(number)
    assert bot.wait(timeout=10) == 0
    assert not Path(f"/proc/{child}").exists()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["easel.lock", "easel.sqlite3"]
    log = (tmp_path / "log").read_text()
    assert SECRET not in log
    assert "Traceback" not in log


def test_a_killed_bot_leaves_no_child(bot):
    [child] = until(lambda: children(bot.pid))
    bot.kill()
    assert bot.wait() == -signal.SIGKILL
    until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[1])


def test_a_second_bot_is_refused_until_the_first_is_gone_however_it_went(bot, tmp_path):
    until(lambda: children(bot.pid))
    with (tmp_path / "second").open("w") as log, start(tmp_path, log) as second:
        assert second.wait(timeout=30) == 1
    assert (tmp_path / "second").read_text().startswith("Another Easel is running")
    assert bot.poll() is None
    bot.kill()
    bot.wait()
    with (tmp_path / "third").open("w") as log, start(tmp_path, log) as third:
        until(lambda: children(third.pid))
        third.terminate()
        assert third.wait(timeout=20) == 0


def test_a_damaged_database_is_refused_with_instructions_and_78(tmp_path):
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "easel.sqlite3"
    database.write_bytes(b"rubbish" * 1000)
    with (tmp_path / "log").open("w") as log, start(tmp_path, log) as bot:
        assert bot.wait(timeout=30) == 78
    [line] = (tmp_path / "log").read_text().splitlines()
    assert line.startswith(f"The database {database} is damaged")
    assert "copy your last backup" in line
    assert database.read_bytes() == b"rubbish" * 1000
