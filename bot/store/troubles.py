"""What SQLite's errors mean: trouble that passes, damage, or a mistake of our own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatabaseTrouble, DatabaseUnusable, EaselError, StartupError
from words.sentence import say

# https://sqlite.org/rescode.html
_PASSING = {
    sqlite3.SQLITE_FULL: say("database-disk-full"),
    sqlite3.SQLITE_BUSY: say("database-locked"),
    sqlite3.SQLITE_LOCKED: say("database-locked"),
    sqlite3.SQLITE_READONLY: say("database-read-only"),
    sqlite3.SQLITE_PERM: say("database-no-access"),
    sqlite3.SQLITE_CANTOPEN: say("database-not-opened"),
    sqlite3.SQLITE_IOERR: say("database-disk-error"),
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def explained(error: sqlite3.Error, path: Path) -> EaselError | None:
    """Return the error as people read it; None where neither SQLite nor the disk is to blame."""
    code = _code(error)
    if code in _DAMAGED:
        return damaged(path, str(error))
    reason = _PASSING.get(code)
    return DatabaseTrouble(reason) if reason else None


@contextmanager
def explaining(path: Path, key: str) -> Iterator[None]:
    """Turn what SQLite raises in the block into a StartupError: the sentence of `key`, or that of damage."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = explained(error, path)
        if isinstance(explanation, DatabaseUnusable):
            raise explanation from None
        why = explanation.reason if isinstance(explanation, DatabaseTrouble) else str(error)
        raise StartupError(key, path=str(path), why=why) from None


def is_outside_trouble(error: Exception) -> bool:
    """Tell whether SQLite or the disk is to blame, not the statement that failed."""
    return isinstance(error, sqlite3.Error) and _code(error) in (*_DAMAGED, *_PASSING)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the higher bits only tell variants apart


def damaged(path: Path, finding: str) -> DatabaseUnusable:
    """Return what to do with a damaged database. Easel itself leaves it untouched."""
    found = " ".join(finding.split())
    return DatabaseUnusable("database-damaged", path=str(path), finding=found, name=path.name)
