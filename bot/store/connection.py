"""A connection to SQLite and the one thread that uses it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.store.migrations import bring_up_to_date
from bot.store.troubles import damaged, explaining

P = ParamSpec("P")
T = TypeVar("T")

# FULL: a person is told "queued" only once the row has reached the disk. One writer: SQLite before 3.51.3 can
# corrupt a WAL database that two connections write (https://sqlite.org/wal.html). What is deleted is overwritten.
_PRAGMAS = ("busy_timeout = 250", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


class Connection:
    """SQLite in a thread of its own. Made by `open_connection` alone."""

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        self._connection = connection
        self._thread = thread

    async def run(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Call `work` with SQLite's connection, in the thread, and return its result. Raises what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(self._connection, *arguments, **named))


@asynccontextmanager
async def open_connection(path: Path) -> AsyncIterator[Connection]:
    """Open the database at `path`; create it or bring it up to date as needed. Raises StartupError."""
    with ThreadPoolExecutor(1, thread_name_prefix="database") as thread:
        loop = asyncio.get_running_loop()
        connection = await loop.run_in_executor(thread, _open, path)
        try:
            yield Connection(connection, thread)
        finally:
            await asyncio.shield(loop.run_in_executor(thread, connection.close))


def _open(path: Path) -> sqlite3.Connection:
    with explaining(path, "database-not-opened-at-start"):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    [[finding]] = connection.execute("PRAGMA quick_check(1)").fetchall()
    if finding != "ok":
        raise damaged(path, finding)
    bring_up_to_date(connection, path)
