"""A disk that is full, a database that is locked, callers that are cancelled."""

import asyncio
import json
import resource
import subprocess
import sys
from functools import cache

import pytest

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble, StartupError
from bot.store.database import open_database
from tests.bot.making import order
from tests.bot.store.others import ENVIRONMENT, ROOT, held, locked
from tests.waiting import eventually, in_time

PASSED = Deadline(0.0)


@cache
def _namespaces():
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    return tried.returncode == 0


def test_a_full_and_a_read_only_disk_lose_nothing_that_was_acknowledged(tmp_path):
    if not _namespaces():
        pytest.skip("needs a mount namespace of its own")
    mounted = 'mount -t tmpfs -o size=400k none "$0" && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", mounted, tmp_path, sys.executable, "-m", "tests.bot.store.fills", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert "the disk is full" in said["full"]
    assert {"first", "waits"} <= set(said["acknowledged"])
    assert said["kept"] == said["acknowledged"]
    assert "cannot be opened" in said["read_only"]
    assert "damaged" not in said["read_only"]


async def test_a_write_that_the_disk_refuses_is_done_once_it_does_not(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path) as database:
        await database.one("note_fact", key="first", value="v")
        room = (tmp_path / "easel.sqlite3-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            with pytest.raises(DatabaseTrouble, match="the disk reports an error"):
                await database.one("note_fact", deadline=PASSED, key="k", value="x" * 9000)
            waiting = asyncio.create_task(database.one("note_fact", key="waits", value="x" * 9000))
            await eventually(lambda: database.trouble)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await waiting
        assert database.trouble is None
    async with open_database(path) as database:
        assert await database.one("fact", key="first") and await database.one("fact", key="waits")
        assert await database.one("fact", key="k") is None


async def test_sqlites_own_full_rolls_back_and_says_so(sqlite, database):
    """sqliteLite ends that transaction by itself, and a second ROLLBACK would hide why."""
    await sqlite.run(lambda connection: connection.execute("PRAGMA max_page_count = 25"))
    with pytest.raises(DatabaseTrouble, match="the disk is full"):
        await database.one("note_fact", deadline=PASSED, key="k", value="x" * 200_000)
    await sqlite.run(lambda connection: connection.execute("PRAGMA max_page_count = 10000"))
    assert await database.one("fact", key="k") is None


async def test_a_person_is_told_in_time_that_it_is_locked_and_nothing_is_queued(tmp_path, database, queue):
    with held(tmp_path / "easel.sqlite3"):  # for longer than anybody waits
        deadline = Deadline.for_answer()
        ordering = [queue.enqueue(order(user=user), deadline=deadline) for user in range(5)]
        told = await in_time(asyncio.gather(*ordering, return_exceptions=True))
        assert all("another program has locked it" in str(each) for each in told), told
        with pytest.raises(DatabaseTrouble):
            await queue.open_jobs(10, deadline=deadline)
        assert "another program" in str(database.trouble)
    assert await queue.open_jobs(10) == []
    assert database.trouble is not None  # one may read from a full disk: only a write shows that it is over
    await queue.enqueue(order())
    assert database.trouble is None


async def test_what_the_bot_itself_wants_waits_for_as_long_as_the_lock_is_held(tmp_path, sqlite, queue):
    await queue.enqueue(order())
    tries, run = [], sqlite.run

    async def tried(*arguments):
        tries.append(arguments)
        return await run(*arguments)

    with held(tmp_path / "easel.sqlite3"):
        sqlite.run = tried
        claiming = asyncio.create_task(queue.claim())
        await eventually(lambda: len(tries) == 6)  # with pauses that have grown to the longest
        assert not claiming.done()
    job = await claiming
    assert job.attempt == 1


async def test_whoever_ends_the_bot_waits_for_no_lock(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path) as database:
        with held(path):
            waiting = asyncio.create_task(database.one("note_fact", key="k", value="v"))
            await eventually(lambda: database.trouble)
            await in_time(database.settle())
        with pytest.raises(DatabaseTrouble):
            await waiting


async def test_a_database_that_is_locked_at_start_is_a_sentence(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path):
        pass
    with held(path, alone=True), pytest.raises(StartupError, match="another program has locked it"):
        async with open_database(path):
            pass


async def test_a_caller_cancelled_at_any_moment_leaves_all_or_nothing_and_no_lock(tmp_path, sqlite, database, queue):
    """Cancel an order before and after each visit to sqliteLite's thread, until there is no such visit any more."""
    path, run = tmp_path / "easel.sqlite3", sqlite.run
    moment, cancel_at, ordering = 0, 0, None

    def passed():
        nonlocal moment
        moment += 1
        if moment == cancel_at:
            ordering.cancel()

    async def visit(*arguments):
        passed()
        result = await run(*arguments)
        passed()
        return result

    cancelled = 0
    while moment >= cancel_at:
        moment, cancel_at = 0, cancel_at + 1
        wanted = order(user=cancel_at, interaction=cancel_at)
        sqlite.run = visit
        ordering = asyncio.create_task(queue.enqueue(wanted))
        [ended] = await asyncio.gather(ordering, return_exceptions=True)
        cancelled += isinstance(ended, asyncio.CancelledError)
        await database.one("fact", key="k")  # what is under way ends before this does
        sqlite.run = run
        assert not await sqlite.run(lambda connection: connection.in_transaction)
        assert not locked(path)
        again = await in_time(queue.enqueue(wanted))
        assert again.place == cancel_at
        assert len(await queue.open_jobs(10)) == cancel_at
    assert cancelled == 2
