"""What is left of the database when its process is killed, or the power goes."""

import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.connection import open_connection
from bot.store.database import Database, open_database
from bot.store.migrations import scripts
from tests.bot.store.others import locked, writer


async def test_a_migration_killed_half_way_has_not_happened(tmp_path):
    path, script = tmp_path / "easel.sqlite3", tmp_path / "999_slow.sql"
    script.write_text(
        "CREATE TABLE half (n INTEGER) STRICT;"
        "INSERT INTO half WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c;"
    )
    async with open_database(path) as database:
        await database.one("note_fact", key="k", value="v")
    with writer(path, "--migrate", script) as process:
        assert process.stdout.readline() == "open\n"
        while not locked(path):  # until it is inside the transaction
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    async with open_database(path) as database:
        assert await database.one("fact", key="k") == {"value": "v"}
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (len(scripts()),)
        assert plain.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchone() is None
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_killed_writer_loses_nothing_that_it_said(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path):
        pass
    draw = random.Random(5)
    for _ in range(3):
        with writer(path) as process:
            said = [int(process.stdout.readline()) for _ in range(draw.randrange(1, 60))]
            process.kill()
            said += [int(line) for line in process.stdout if line.endswith("\n")]
        async with open_database(path) as database:
            for number in said:
                assert await database.one("fact", key=str(number)), number


async def test_a_power_cut_may_tear_what_came_after_the_last_acknowledgement(tmp_path):
    """The log's bytes beyond the last acknowledged commit are lost or rubbish, as a disk may leave them."""
    path, log, sizes = tmp_path / "a.sqlite3", tmp_path / "a.sqlite3-wal", []
    copies = tmp_path / "copies"
    async with open_connection(path) as connection:
        database = Database(connection, path)
        await connection.run(lambda sqlite: sqlite.execute("PRAGMA wal_autocheckpoint = 0"))
        for number in range(30):
            await database.one("note_fact", key=str(number), value="x" * 5000)
            sizes.append(log.stat().st_size)
        shutil.copytree(tmp_path, copies, ignore=shutil.ignore_patterns("copies", "*-shm"))
        await database.settle()
    whole, draw = (copies / log.name).read_bytes(), random.Random(6)
    for acknowledged in range(29):
        torn = draw.randrange(sizes[acknowledged], sizes[acknowledged + 1])
        rubbish = draw.randbytes(draw.choice((0, 1, 4096)))
        (copies / log.name).write_bytes(whole[:torn] + rubbish)
        broken = tmp_path / f"broken-{acknowledged}"
        shutil.copytree(copies, broken)
        async with open_database(broken / path.name) as database:
            found = [await database.one("fact", key=str(number)) for number in range(30)]
        assert all(found[: acknowledged + 1])
        assert not any(found[acknowledged + 1 :])


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
async def test_nothing_is_said_before_it_is_on_the_disk(tmp_path):
    path, trace = tmp_path / "easel.sqlite3", tmp_path / "trace"
    async with open_database(path):
        pass
    strace = ("strace", "-f", "-y", "-e", "trace=fdatasync,fsync,write", "-o", str(trace))
    with writer(path, command=strace) as process:
        said = [process.stdout.readline() for _ in range(20)]
        traced = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        os.kill(int(traced), signal.SIGKILL)
        process.wait()  # strace has written all of it then
    lines = trace.read_text().splitlines()
    synced = 0
    for number in said:
        place = next(i for i, line in enumerate(lines) if "write(1<" in line and f'"{number.strip()}\\n"' in line)
        syncs = [line for line in lines[synced:place] if "sync(" in line and "-wal>" in line]
        assert syncs, f"{number} was said before its commit was on the disk"
        synced = place
