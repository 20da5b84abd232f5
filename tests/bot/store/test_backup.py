import sqlite3
from contextlib import closing

import pytest

from bot.errors import DatabaseUnusable, Refused, StartupError
from bot.store.backup import back_up, examine
from bot.store.database import open_database
from bot.store.migrations import bring_up_to_date, scripts
from tests.bot.store.others import writer


async def test_a_backup_is_whole_in_one_file_and_opens(tmp_path, database):
    await database.one("note_fact", key="k", value="v")
    back_up(tmp_path / "easel.sqlite3", tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy"]
    async with open_database(tmp_path / "copy") as copy:
        assert await copy.one("fact", key="k") == {"value": "v"}


async def test_a_backup_beside_a_writing_process_is_sound_and_holds_what_was_said(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path):
        pass
    with writer(path) as process:
        for turn in range(5):
            last = [int(process.stdout.readline()) for _ in range(30)][-1]
            back_up(path, tmp_path / f"copy-{turn}")
            with closing(sqlite3.connect(tmp_path / f"copy-{turn}")) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                keys = {int(key) for (key,) in copy.execute("SELECT key FROM facts")}
            assert keys >= set(range(last + 1))
            assert keys == set(range(len(keys)))  # one moment, not several
        assert process.poll() is None
    assert examine(path).jobs == 0


async def test_a_backup_replaces_nothing(tmp_path, database):
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(Refused, match="replaces nothing"):
        back_up(tmp_path / "easel.sqlite3", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mine"


def test_what_is_not_there_is_not_backed_up(tmp_path):
    with pytest.raises(StartupError, match="cannot be read"):
        back_up(tmp_path / "easel.sqlite3", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


async def test_a_flipped_byte_is_found_and_the_file_left_as_it_is(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path) as database:
        for number in range(200):
            await database.one("note_fact", key=str(number), value="x" * 100)
    damaged = bytearray(path.read_bytes())
    page = damaged.find(b"x" * 100) // 4096 * 4096
    damaged[page : page + 8] = b"\xff" * 8  # the head of a page of the table
    path.write_bytes(damaged)
    for look in (examine, lambda path: back_up(path, tmp_path / "copy")):
        with pytest.raises(DatabaseUnusable, match="Nothing was changed"):
            look(path)
    with pytest.raises(DatabaseUnusable, match=r"is damaged.*easel\.sqlite3-wal.*python -m bot backup"):
        async with open_database(path):
            pass
    assert path.read_bytes() == damaged
    assert not (tmp_path / "copy").exists()


async def test_an_older_database_is_kept_before_it_is_migrated(tmp_path, sqlite):
    path, later = tmp_path / "easel.sqlite3", tmp_path / "999_later.sql"
    later.write_text("CREATE TABLE later (n INTEGER) STRICT;")
    old = len(scripts())
    for _ in range(2):
        await sqlite.run(bring_up_to_date, path, [*scripts(), later])
    kept = tmp_path / f"easel.sqlite3.version-{old}"
    assert (examine(kept).version, examine(path).version) == (old, old + 1)
    assert not (tmp_path / f"easel.sqlite3.version-{old + 1}").exists()


async def test_looking_leaves_nothing_beside_the_database(tmp_path):
    path = tmp_path / "easel.sqlite3"
    async with open_database(path):
        pass
    before = path.read_bytes()
    assert examine(path).version == len(scripts())
    assert path.read_bytes() == before
    assert not any(other.stat().st_size for other in tmp_path.iterdir() if other.name.endswith("-wal"))
