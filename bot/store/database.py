"""One connection, one writer, and transactions that neither cancellation nor a full disk can tear."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from tenacity import AsyncRetrying, retry_if_exception_type, wait_exponential

from bot.errors import DatabaseTrouble, DatabaseUnusable, StartupError
from bot.store.commit import Answer, Connection, Work
from bot.store.migrations import bring_up_to_date
from bot.store.statements import Row
from bot.store.troubles import damaged, explained

_log = logging.getLogger(__name__)

SQLITE_VERSION = sqlite3.sqlite_version
T = TypeVar("T")

# FULL: a person is told "queued" only once the row has reached the disk. One writer: SQLite before 3.51.3 can
# corrupt a WAL database that two connections write (https://sqlite.org/wal.html).
_PRAGMAS = ("busy_timeout = 250", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

ANSWER_PATIENCE = 1.5
"""Seconds for what a person waits for: an interaction is to be answered within three."""
_LONGEST_PAUSE = 1.0
_MOST_TOGETHER = 32  # in one commit: the first of many need not wait for the last


@dataclass(eq=False)
class _Wanted:
    """A transaction that is waited for, by a person where it is `urgent`. After its `last` try it is not put off."""

    work: Work[Any]
    done: asyncio.Future[Any]
    urgent: bool
    last: bool = False

    def tell(self, answer: Answer) -> None:
        if answer.error is None:
            self.done.set_result(answer.result)
        else:
            self.done.set_exception(answer.error)


class Database:
    """The bot's memory. Made by `open_database` alone.

    What is wanted while a commit is under way is committed together in the next: a disk takes milliseconds for each.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._wanted: list[_Wanted] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurried = False
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why it could not be used, as half a sentence; None since something was written."""
        return self._trouble

    async def transaction(self, work: Work[T], *, patience: float | None = None) -> T:
        """Do `work` in one transaction, in the database's thread, and return its result once that is committed.

        While the disk is full or another program holds the database, it is tried again, for `patience` seconds or for
        as long as it takes. Raises DatabaseTrouble after that, and DatabaseUnusable where the database is damaged.
        A caller that is cancelled stops waiting; the transaction ends all the same.
        """
        wanted = _Wanted(work, asyncio.get_running_loop().create_future(), patience is not None)
        self._wanted.append(wanted)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        try:
            async with asyncio.timeout(patience):
                return cast(T, await asyncio.shield(wanted.done))
        except TimeoutError:
            if wanted in self._wanted:
                self._wanted.remove(wanted)
                raise DatabaseTrouble(self._trouble or "it is busy") from None
        wanted.last = True  # it is being tried: only what comes of that is the truth
        return cast(T, await asyncio.shield(wanted.done))

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
        if self._writer is not None:
            await self._writer

    async def _write(self) -> None:
        """Commit what is wanted, until nothing is."""
        while self._wanted:
            retrying = AsyncRetrying(
                retry=retry_if_exception_type(DatabaseTrouble),
                wait=wait_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
                stop=lambda _: not self._wanted,
                reraise=True,
            )
            with suppress(DatabaseTrouble):  # who waits for it has been told
                async for attempt in retrying:
                    with attempt:
                        await self._commit()

    async def _commit(self) -> None:
        """Do all that is wanted in one commit. Raises DatabaseTrouble where it is to be tried again."""
        self._wanted.sort(key=lambda wanted: not wanted.urgent)  # each kind stays in its order
        together, self._wanted = self._wanted[:_MOST_TOGETHER], self._wanted[_MOST_TOGETHER:]
        try:
            answers = await self._transact([wanted.work for wanted in together])
        except DatabaseTrouble as trouble:
            for wanted in together:
                if self._hurried or wanted.last:
                    wanted.done.set_exception(trouble)
            self._wanted[:0] = [wanted for wanted in together if not wanted.done.done()]
            raise
        except Exception as error:
            for wanted in together:
                wanted.done.set_exception(error)
        else:
            for wanted, answer in zip(together, answers, strict=True):
                wanted.tell(answer)

    async def _transact(self, works: Sequence[Work[Any]]) -> Sequence[Answer]:
        try:
            committed = await self._connection.commit_together(works)
        except sqlite3.Error as error:
            explanation = explained(error, self._path)
            if isinstance(explanation, DatabaseTrouble):
                self._note(explanation.reason)
            if explanation is not None:
                raise explanation from error
            raise
        if committed.changed:
            self._note(None)
        return committed.answers

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
async def _connection(path: Path) -> AsyncIterator[Connection]:
    connection = Connection(partial(sqlite3.connect, path, isolation_level=None), iter_chunk_size=64)
    with _unusable(path):
        await connection
    connection.row_factory = sqlite3.Row
    try:
        with _unusable(path):
            await _prepare(connection, path)
        yield connection
    finally:
        await connection.close()


async def _prepare(connection: Connection, path: Path) -> None:
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
