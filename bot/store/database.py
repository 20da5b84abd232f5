"""One connection, one lock, and transactions that neither cancellation nor a full disk can tear."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosql
import aiosqlite
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_exponential

from bot.errors import DatabaseTrouble, DatabaseUnusable, StartupError
from bot.store.migrations import bring_up_to_date
from bot.store.troubles import damaged, explained

_log = logging.getLogger(__name__)

SQLITE_VERSION = sqlite3.sqlite_version
Row = dict[str, Any]
T = TypeVar("T")

# FULL: a person is told "queued" only once the row has reached the disk. One writer: SQLite before 3.51.3 can
# corrupt a WAL database that two connections write (https://sqlite.org/wal.html).
_PRAGMAS = ("busy_timeout = 250", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

ANSWER_PATIENCE = 1.5
"""Seconds for what a person waits for: an interaction is to be answered within three."""
_LONGEST_PAUSE = 1.0


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

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._statements = Statements(connection)
        self._lock = asyncio.Lock()
        self._pending: set[asyncio.Task[Any]] = set()
        self._hurried = False
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why it could not be used, as half a sentence; None since something was written."""
        return self._trouble

    async def transaction(self, work: Callable[[Statements], Awaitable[T]], *, patience: float | None = None) -> T:
        """Do `work` in one transaction and return its result once that is committed.

        While the disk is full or another program holds the database, it is tried again, for `patience` seconds or for
        as long as it takes. Raises DatabaseTrouble after that, and DatabaseUnusable where the database is damaged.
        A caller that is cancelled stops waiting; the transaction ends all the same, because a statement already
        handed to aiosqlite's thread runs on and would leave the write lock held.
        """
        task = asyncio.create_task(self._persist(work, patience))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return await asyncio.shield(task)

    async def one(self, name: str, /, *, patience: float | None = None, **values: Any) -> Row | None:
        """Run one statement in a transaction of its own and return its row, None where there is none."""
        return await self.transaction(lambda sql: sql.one(name, **values), patience=patience)

    async def all(self, name: str, /, *, patience: float | None = None, **values: Any) -> list[Row]:
        """Run one statement in a transaction of its own and return its rows."""
        return await self.transaction(lambda sql: sql.all(name, **values), patience=patience)

    def hurry(self) -> None:
        """Try nothing again from now on: the bot is to end, and what is not committed is found at the next start."""
        self._hurried = True

    async def settle(self) -> None:
        """Wait for the transactions that are under way."""
        self.hurry()
        await asyncio.gather(*self._pending, return_exceptions=True)

    async def _persist(self, work: Callable[[Statements], Awaitable[T]], patience: float | None) -> T:
        try:
            async with asyncio.timeout(patience):
                await self._lock.acquire()
        except TimeoutError:  # who holds it is waiting for the same trouble to pass
            raise DatabaseTrouble(self._trouble or "it is busy") from None
        try:
            return await self._repeat(work, patience)
        finally:
            self._lock.release()

    async def _repeat(self, work: Callable[[Statements], Awaitable[T]], patience: float | None) -> T:
        def enough(state: RetryCallState) -> bool:
            waited = state.seconds_since_start or 0.0
            return self._hurried or (patience is not None and waited >= patience)

        retrying = AsyncRetrying(
            retry=retry_if_exception_type(DatabaseTrouble),
            wait=wait_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
            stop=enough,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await self._transact(work)
        raise AssertionError("tenacity ends with a result or an exception")

    async def _transact(self, work: Callable[[Statements], Awaitable[T]]) -> T:
        changes = self._connection.total_changes
        try:
            result = await self._begin_and_commit(work)
        except sqlite3.Error as error:
            explanation = explained(error, self._path)
            if isinstance(explanation, DatabaseTrouble):
                self._note(explanation.reason)
            if explanation is not None:
                raise explanation from error
            raise
        if self._connection.total_changes > changes:  # a full disk lets one read
            self._note(None)
        return result

    async def _begin_and_commit(self, work: Callable[[Statements], Awaitable[T]]) -> T:
        await self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = await work(self._statements)
            await self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # where the disk is full, SQLite has rolled back by itself
                await self._connection.execute("ROLLBACK")
            raise
        return result

    def _note(self, trouble: str | None) -> None:
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble is None:
            _log.warning("The database can be used again.")
        else:
            _log.error("The database cannot be used: %s. It is tried again.", trouble)


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open the database at `path`, made and brought up to date as needed. Raises StartupError."""
    async with _connection(path) as connection:
        database = Database(connection, path)
        try:
            yield database
        finally:
            await database.settle()


@asynccontextmanager
async def _connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    with _unusable(path):
        connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        with _unusable(path):
            await _prepare(connection, path)
        yield connection
    finally:
        await connection.close()


async def _prepare(connection: aiosqlite.Connection, path: Path) -> None:
    for pragma in _PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")
    async with connection.execute("PRAGMA quick_check(1)") as cursor:
        [[finding]] = await cursor.fetchall()
    if finding != "ok":
        raise damaged(path, finding)
    await bring_up_to_date(connection, path)


@contextmanager
def _unusable(path: Path) -> Iterator[None]:
    """Say what SQLite says at start as a reason not to start."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = explained(error, path)
        if isinstance(explanation, DatabaseUnusable):
            raise explanation from None
        reason = explanation.reason if isinstance(explanation, DatabaseTrouble) else str(error)
        raise StartupError(
            f"The database {path} cannot be used: {reason}. Easel needs a folder that it may write to and some room."
        ) from None
