"""What SQLite's complaints mean: what passes once somebody has made room, what is damaged, what is our own mistake."""

import sqlite3
from pathlib import Path

from bot.errors import DatabaseTrouble, DatabaseUnusable, EaselError

# https://sqlite.org/rescode.html
_PASSING = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program has locked it",
    sqlite3.SQLITE_LOCKED: "another program has locked it",
    sqlite3.SQLITE_READONLY: "its file system is read-only",
    sqlite3.SQLITE_PERM: "its folder may not be used",
    sqlite3.SQLITE_CANTOPEN: "its files cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def explained(error: sqlite3.Error, path: Path) -> EaselError | None:
    """Return what people read of the error; None where SQLite or the disk is not to blame."""
    code = _code(error)
    if code in _DAMAGED:
        return damaged(path, str(error))
    reason = _PASSING.get(code)
    return DatabaseTrouble(reason) if reason else None


def nobodys_mistake(error: Exception) -> bool:
    """Whether SQLite or the disk is to blame, and nobody who asked for something."""
    return isinstance(error, sqlite3.Error) and _code(error) in (*_DAMAGED, *_PASSING)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells kinds of one complaint apart


def damaged(path: Path, finding: str) -> DatabaseUnusable:
    """Return what is to be done with a damaged database. Easel itself touches nothing of it."""
    return DatabaseUnusable(
        f"The database {path} is damaged ({' '.join(finding.split())}). Nothing was changed. Move it away, together "
        f"with {path.name}-wal and {path.name}-shm where they are there; then copy your last backup "
        f"(`python -m bot backup`) to {path}, or start without one, with an empty queue."
    )
