import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from bot.errors import DatabaseUnusable
from bot.store.database import open_database
from bot.store.migrations import migrate, scripts
from bot.store.statements import STATEMENTS, read_statements


async def test_a_value_survives_reopening(tmp_path):
    async with open_database(tmp_path / "a.sqlite3") as database:
        await database.one("note_fact", key="k", value="v")
    async with open_database(tmp_path / "a.sqlite3") as database:
        assert await database.one("fact", key="k") == {"value": "v"}


async def test_the_connection_is_durable_and_strict(tmp_path, sqlite):
    with sqlite3.connect(tmp_path / "easel.sqlite3") as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = dict(other.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    other.close()
    assert {name for name, is_strict in strict.items() if is_strict} == {"jobs", "settings", "facts"}
    assert await sqlite.run(lambda connection: tuple(connection.execute("PRAGMA synchronous").fetchone())) == (2,)


async def test_an_error_rolls_the_whole_transaction_back(database):
    def half(sql):
        sql.one("note_fact", key="k", value="half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.transaction(half)
    assert await database.one("fact", key="k") is None


async def test_what_is_wanted_during_a_commit_is_committed_together_and_what_fails_is_undone_alone(sqlite, database):
    def fails(sql):
        sql.one("note_fact", key="fails", value="v")
        raise ZeroDivisionError

    said = []
    await sqlite.run(lambda connection: connection.set_trace_callback(said.append))
    noting = [database.one("note_fact", key=str(number), value="v") for number in range(20)]
    *_, failed = await asyncio.gather(*noting, database.transaction(fails), return_exceptions=True)
    assert said.count("COMMIT") == 1
    assert isinstance(failed, ZeroDivisionError)
    assert await database.one("fact", key="fails") is None
    assert await database.one("fact", key="19") == {"value": "v"}


async def test_a_cancelled_transaction_ends_and_leaves_no_lock(tmp_path, database):
    inside, go_on = threading.Event(), threading.Event()

    def slow(sql):
        sql.one("note_fact", key="k", value="v")
        inside.set()
        go_on.wait()

    task = asyncio.create_task(database.transaction(slow))
    await asyncio.to_thread(inside.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    assert await database.one("fact", key="k") == {"value": "v"}
    with sqlite3.connect(tmp_path / "easel.sqlite3", timeout=0) as other:
        other.execute("BEGIN IMMEDIATE")
    other.close()


async def test_transactions_do_not_see_each_other_half_done(database):
    def count_up(sql):
        row = sql.one("fact", key="n")
        number = int(row["value"]) if row else 0
        sql.one("note_fact", key="n", value=str(number + 1))

    await asyncio.gather(*(database.transaction(count_up) for _ in range(50)))
    assert await database.one("fact", key="n") == {"value": "50"}


async def test_closing_waits_for_what_is_under_way(tmp_path):
    async with open_database(tmp_path / "a.sqlite3") as database:
        task = asyncio.create_task(database.one("note_fact", key="k", value="v"))
        await asyncio.sleep(0)
    await task
    async with open_database(tmp_path / "a.sqlite3") as database:
        assert await database.one("fact", key="k") == {"value": "v"}


async def test_a_later_migration_is_run_once(tmp_path, sqlite):
    later = tmp_path / "999_later.sql"
    later.write_text("CREATE TABLE later (n INTEGER) STRICT;")
    for _ in range(2):
        await sqlite.run(migrate, [*scripts(), later])
    version = await sqlite.run(lambda connection: connection.execute("PRAGMA user_version").fetchone()[0])
    assert version == len(scripts()) + 1


async def test_a_migration_that_fails_half_way_has_not_happened(tmp_path, sqlite, database):
    bad = tmp_path / "999_bad.sql"
    bad.write_text("CREATE TABLE half (n INTEGER) STRICT; CREATE TABLE jobs (n INTEGER) STRICT;")
    with pytest.raises(sqlite3.OperationalError):
        await sqlite.run(migrate, [*scripts(), bad])
    half = "SELECT name FROM sqlite_master WHERE name = 'half'"
    assert await sqlite.run(lambda connection: connection.execute(half).fetchone()) is None
    assert await database.one("fact", key="k") is None


async def test_a_newer_database_is_refused(tmp_path):
    path = tmp_path / "new.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(DatabaseUnusable, match="newer Easel"):
        async with open_database(path):
            pass


async def test_a_damaged_database_is_refused_with_advice(tmp_path):
    path = tmp_path / "bad.sqlite3"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(DatabaseUnusable, match=r"Move it away.*copy your last backup"):
        async with open_database(path):
            pass


@pytest.mark.parametrize(
    "name",
    [
        "claim",
        "count_open",
        "open_ids",
        "open_receipts",
        "open_work",
        "place",
        "queue_figures",
        "running",
        "somebody_else_waits",
        "waiting",
    ],
)
async def test_what_is_asked_often_reads_no_job_that_is_delivered(name, tmp_path, database):
    sql = STATEMENTS[name]
    values = dict.fromkeys(("id", "guild_id", "user_id", "now"), 1)
    with sqlite3.connect(tmp_path / "easel.sqlite3") as other:
        plan = [row[3] for row in other.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    other.close()
    of_few = ("jobs_queued", "jobs_running", "jobs_open", "jobs_undelivered", "jobs_refused")
    walks = [line for line in plan if line.startswith("SCAN jobs")]
    assert any(index in line for line in plan for index in of_few), plan
    assert all(line.endswith(of_few) for line in walks), plan


def test_statements_are_read_by_name():
    text = "-- of the file\n-- name: one\n-- a remark\nSELECT 1;\n\n-- name: two\nSELECT 2\nFROM t;\n"
    assert read_statements(text) == {"one": "-- a remark\nSELECT 1;\n\n", "two": "SELECT 2\nFROM t;\n"}


async def test_a_persons_results_are_read_in_their_order(tmp_path, database):
    sql = STATEMENTS["results_of"]
    with sqlite3.connect(tmp_path / "easel.sqlite3") as other:
        plan = [row[3] for row in other.execute(f"EXPLAIN QUERY PLAN {sql}", {"guild_id": 1, "user_id": 1})]
    other.close()
    assert plan == ["SEARCH jobs USING INDEX jobs_pictures (guild_id=? AND user_id=?)"]
