"""One connection, one lock, and transactions that cancellation cannot tear."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosql
import aiosqlite

from bot.errors import DatabaseUnusable
from bot.store.migrations import migrate

SQLITE_VERSION = sqlite3.sqlite_version
Row = dict[str, Any]
T = TypeVar("T")

# FULL: a person is told "queued" only once the row has reached the disk. One writer: SQLite before 3.51.3 can
# corrupt a WAL database that two connections write (https://sqlite.org/wal.html).
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000", "foreign_keys = ON")


class Statements:
    """The named statements of queries.sql, inside one transaction."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._queries = aiosql.from_path(
            Path(__file__).with_name("queries.sql"), "aiosqlite", mandatory_parameters=False
        )

    async def one(self, name: str, /, **values: Any) -> Row | None:
        """Run the statement `name^` and return its row, None where there is none."""
        row = await getattr(self._queries, name)(self._connection, **values)
        return row and dict(row)

    async def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run the statement `name` and return all its rows."""
        return [dict(row) async for row in getattr(self._queries, name)(self._connection, **values)]


class Database:
    """The bot's memory. Made by `open_database` alone."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._statements = Statements(connection)
        self._lock = asyncio.Lock()
        self._pending: set[asyncio.Task[Any]] = set()

    async def transaction(self, work: Callable[[Statements], Awaitable[T]]) -> T:
        """Do `work` in one transaction and return its result once that is committed.

        A caller that is cancelled stops waiting; the transaction ends all the same, because a statement already
        handed to aiosqlite's thread runs on and would leave the write lock held.
        """
        task = asyncio.create_task(self._transact(work))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return await asyncio.shield(task)

    async def one(self, name: str, /, **values: Any) -> Row | None:
        """Run one statement in a transaction of its own and return its row, None where there is none."""
        return await self.transaction(lambda sql: sql.one(name, **values))

    async def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run one statement in a transaction of its own and return its rows."""
        return await self.transaction(lambda sql: sql.all(name, **values))

    async def settle(self) -> None:
        """Wait for the transactions that are under way."""
        await asyncio.gather(*self._pending, return_exceptions=True)

    async def _transact(self, work: Callable[[Statements], Awaitable[T]]) -> T:
        async with self._lock:
            await self._connection.execute("BEGIN IMMEDIATE")
            try:
                result = await work(self._statements)
                await self._connection.execute("COMMIT")
            except BaseException:
                await self._connection.execute("ROLLBACK")
                raise
            return result


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open the database at `path`, made and brought up to date as needed. Raises DatabaseUnusable."""
    async with _connection(path) as connection:
        database = Database(connection)
        try:
            yield database
        finally:
            await database.settle()


@asynccontextmanager
async def _connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    try:
        connection = await aiosqlite.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"The database {path} cannot be opened: {error}.") from None
    connection.row_factory = sqlite3.Row
    try:
        await _prepare(connection, path)
        yield connection
    finally:
        await connection.close()


async def _prepare(connection: aiosqlite.Connection, path: Path) -> None:
    try:
        for pragma in _PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        await migrate(connection)
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(f"The database {path} cannot be used: {error}. Move it away to start afresh.") from None
