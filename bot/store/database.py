"""One connection, one writer, and transactions that neither a cancellation nor a full disk can tear."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from tenacity import AsyncRetrying, retry_if_exception_type, wait_exponential

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble
from bot.store.commit import Answer, Work, commit_together
from bot.store.connection import Connection, open_connection
from bot.store.statements import Row
from bot.store.troubles import explained
from words.sentence import Sentence, say

_log = logging.getLogger(__name__)

SQLITE_VERSION = sqlite3.sqlite_version
T = TypeVar("T")

_LONGEST_PAUSE = 1.0
_MOST_TOGETHER = 32  # in one commit: the first of many need not wait for the last


@dataclass(eq=False)
class _Wanted:
    """A transaction that a caller waits for; `urgent`: a person does. A `last` try is not followed by another."""

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
    """The bot's memory.

    What is asked for during a commit is committed together in the next one: a disk takes milliseconds for each.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        """Be the only writer on this connection to the database at `path`. Call `settle` before it is closed."""
        self._connection = connection
        self._path = path
        self._wanted: list[_Wanted] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurried = False
        self._trouble: Sentence | None = None

    @property
    def trouble(self) -> Sentence | None:
        """Why it could not be used, as half a sentence; None again once something was written."""
        return self._trouble

    async def transaction(self, work: Work[T], *, deadline: Deadline | None = None) -> T:
        """Do `work` in one transaction, in the database's thread, and return its result once that is committed.

        While the disk is full or another program holds the database, it is tried again: until the deadline, or for as
        long as it takes. Raises DatabaseTrouble after the deadline, DatabaseUnusable where the database is damaged.
        A caller that is cancelled stops waiting; the transaction runs to its end.
        """
        wanted = _Wanted(work, asyncio.get_running_loop().create_future(), deadline is not None)
        self._wanted.append(wanted)
        if self._writer is None or self._writer.done():
            # An empty context: it writes for everybody, and must not log the job of whoever came first.
            self._writer = asyncio.create_task(self._write(), name="database writer", context=Context())
        try:
            async with asyncio.timeout(None if deadline is None else deadline.left):
                return cast(T, await asyncio.shield(wanted.done))
        except TimeoutError:
            if wanted in self._wanted:
                self._wanted.remove(wanted)
                raise DatabaseTrouble(self._trouble or say("database-busy")) from None
        wanted.last = True  # it is being tried right now: only the outcome of that try is the truth
        return cast(T, await asyncio.shield(wanted.done))

    async def one(self, name: str, /, *, deadline: Deadline | None = None, **values: Any) -> Row | None:
        """Run one statement in a transaction of its own and return its row, None where there is none."""
        return await self.transaction(lambda sql: sql.one(name, **values), deadline=deadline)

    async def all(self, name: str, /, *, deadline: Deadline | None = None, **values: Any) -> list[Row]:
        """Run one statement in a transaction of its own and return its rows."""
        return await self.transaction(lambda sql: sql.all(name, **values), deadline=deadline)

    def hurry(self) -> None:
        """Retry nothing from now on: the bot is stopping. The next start finds what was not committed."""
        self._hurried = True

    async def settle(self) -> None:
        """Wait for the transactions that are under way, and retry nothing."""
        self.hurry()
        if self._writer is not None:
            await self._writer

    async def _write(self) -> None:
        """Commit what is wanted until there is nothing left."""
        while self._wanted:
            retrying = AsyncRetrying(
                retry=retry_if_exception_type(DatabaseTrouble),
                wait=wait_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
                stop=lambda _: not self._wanted,
                reraise=True,
            )
            with suppress(DatabaseTrouble):  # those who wait have been told
                async for attempt in retrying:
                    with attempt:
                        await self._commit()

    async def _commit(self) -> None:
        """Do what is wanted in one commit. Raises DatabaseTrouble where it is worth another try."""
        self._wanted.sort(key=lambda wanted: not wanted.urgent)  # each kind keeps its order
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
            committed = await self._connection.run(commit_together, works)
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

    def _note(self, trouble: Sentence | None) -> None:
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble is None:
            _log.warning("The database can be used again.")
        else:
            _log.error("The database cannot be used: %s. It is tried again.", trouble)


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Open the database at `path`; create it or bring it up to date as needed. Raises StartupError."""
    async with open_connection(path) as connection:
        database = Database(connection, path)
        try:
            yield database
        finally:
            await database.settle()
