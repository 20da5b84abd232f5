"""The bot as a process, with a Discord that is not there."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.app import _run_together
from bot.errors import StartupError
from tests.bot.program import SECRET, children, start
from tests.waiting import in_time, until
from words.version import VERSION


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
    assert bot.wait() == 0
    assert not Path(f"/proc/{child}").exists()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["easel.lock", "easel.sqlite3"]
    log = (tmp_path / "log").read_text()
    assert SECRET not in log
    assert "Traceback" not in log
    assert f'This is Easel. version="{VERSION}"' in log.splitlines()[0]


def test_a_killed_bot_leaves_no_child(bot):
    [child] = until(lambda: children(bot.pid))
    bot.kill()
    assert bot.wait() == -signal.SIGKILL
    until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[1])


def test_a_second_bot_is_refused_until_the_first_is_gone_however_it_went(bot, tmp_path):
    until(lambda: children(bot.pid))
    with (tmp_path / "second").open("w") as log, start(tmp_path, log) as second:
        assert second.wait() == 1
    assert (tmp_path / "second").read_text().startswith("Another Easel is running")
    assert bot.poll() is None
    bot.kill()
    bot.wait()
    with (tmp_path / "third").open("w") as log, start(tmp_path, log) as third:
        until(lambda: children(third.pid))
        third.terminate()
        assert third.wait() == 0


def test_a_damaged_database_is_refused_with_instructions_and_78(tmp_path):
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "easel.sqlite3"
    database.write_bytes(b"rubbish" * 1000)
    with (tmp_path / "log").open("w") as log, start(tmp_path, log) as bot:
        assert bot.wait() == 78
    [line] = (tmp_path / "log").read_text().splitlines()
    assert line.startswith(f"The database {database} is damaged")
    assert "copy your last backup" in line
    assert database.read_bytes() == b"rubbish" * 1000


class Hurried:
    """A database that is locked until it is told to hurry."""

    def __init__(self):
        self.free = asyncio.Event()

    def hurry(self):
        self.free.set()


async def _waits_for_the_database_at_its_end(database, begun):
    try:
        begun.set()
        await asyncio.Event().wait()
    finally:
        await database.free.wait()


async def test_when_a_part_fails_the_others_end_without_waiting_for_the_database_and_its_failure_is_raised():
    async def fails():
        await begun.wait()
        raise StartupError("It is this one.")

    async def ends():
        pass

    begun, database = asyncio.Event(), Hurried()
    parts = {"waits": _waits_for_the_database_at_its_end(database, begun), "fails": fails(), "ends": ends()}
    with pytest.raises(StartupError, match="this one"):
        await in_time(_run_together(parts, database))


async def test_a_run_that_is_cancelled_ends_its_parts_without_waiting_for_the_database():
    begun, database = asyncio.Event(), Hurried()
    running = asyncio.create_task(
        _run_together({"waits": _waits_for_the_database_at_its_end(database, begun)}, database)
    )
    await in_time(begun.wait())
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await in_time(running)
