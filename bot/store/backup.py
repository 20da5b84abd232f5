"""Copy and examine the database through a connection that cannot write, while the bot may be running."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Refused
from bot.store.troubles import damaged, explaining


@dataclass(frozen=True)
class Condition:
    """The state of a database: its version, its size in bytes with its log, and the number of its jobs."""

    version: int
    size: int
    jobs: int


def back_up(source: Path, target: Path) -> None:
    """Copy the database to a new file, as of one moment, and check that the copy is sound. Blocks.

    A reader of a WAL database does not keep others from writing: https://sqlite.org/backup.html. Raises Refused where
    the file already exists, OSError where it cannot be written, StartupError where the database cannot be read.
    """
    if target.exists():
        raise Refused("backup-exists", file=str(target))
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(b"")
    try:
        _copy(source, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def examine(path: Path) -> Condition:
    """Check the whole database. Blocks. Raises StartupError where it is damaged or cannot be read."""
    with _reading(path) as connection:
        _check(connection, path)
        [version] = connection.execute("PRAGMA user_version").fetchone()
        [jobs] = connection.execute("SELECT count(*) FROM jobs").fetchone() if version else (0,)
    log = path.with_name(f"{path.name}-wal")
    return Condition(version, path.stat().st_size + (log.stat().st_size if log.exists() else 0), jobs)


def _copy(source: Path, part: Path) -> None:
    with _reading(source) as original, closing(sqlite3.connect(part)) as copy:
        original.backup(copy)
        _check(copy, source)  # a faithful copy of a damaged database is no backup
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete on its own
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _check(connection: sqlite3.Connection, path: Path) -> None:
    [finding] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if finding != "ok":
        raise damaged(path, finding)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with (
        explaining(path, "database-not-copied"),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection,
    ):
        yield connection
