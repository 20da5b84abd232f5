"""Copies of the database, and looks at it, through a connection that cannot write: the bot may be at work meanwhile."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatabaseTrouble, DatabaseUnusable, Refused, StartupError
from bot.store.troubles import damaged, explained


@dataclass(frozen=True)
class Condition:
    """What a database is like: its version, its size with what is not yet merged in bytes, its jobs."""

    version: int
    size: int
    jobs: int


def back_up(source: Path, target: Path) -> None:
    """Copy the database to a new file, as it is at one moment, and see that the copy is sound. Blocks.

    https://sqlite.org/backup.html: a reader of a WAL database keeps nobody from writing. Raises Refused where the file
    is there already, OSError where it cannot be put there, StartupError.
    """
    if target.exists():
        raise Refused(f"{target} is there already, and a backup replaces nothing: name another file.")
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(b"")
    try:
        _copy(source, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def examine(path: Path) -> Condition:
    """Look through the whole database. Blocks. Raises StartupError where it is damaged or cannot be read."""
    with _reading(path) as connection:
        _check(connection, path)
        [version] = connection.execute("PRAGMA user_version").fetchone()
        [jobs] = connection.execute("SELECT count(*) FROM jobs").fetchone() if version else (0,)
    log = path.with_name(f"{path.name}-wal")
    return Condition(version, path.stat().st_size + (log.stat().st_size if log.exists() else 0), jobs)


def _copy(source: Path, part: Path) -> None:
    with _reading(source) as original, closing(sqlite3.connect(part)) as copy:
        original.backup(copy)
        _check(copy, source)  # a faithful copy of what is damaged is no backup
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole without companions
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _check(connection: sqlite3.Connection, path: Path) -> None:
    [finding] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if finding != "ok":
        raise damaged(path, finding)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            yield connection
    except sqlite3.Error as error:
        explanation = explained(error, path)
        if isinstance(explanation, DatabaseUnusable):
            raise explanation from None
        reason = explanation.reason if isinstance(explanation, DatabaseTrouble) else str(error)
        raise StartupError(f"The database {path} cannot be read or copied: {reason}.") from None
