"""One commit for what several want, in one visit to the database's thread.

A visit takes as long as several statements: what 200 people want at once is to wait for few of them.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import aiosqlite

from bot.store.statements import Statements
from bot.store.troubles import nobodys_mistake

T = TypeVar("T")
Work = Callable[[Statements], T]


@dataclass(frozen=True)
class Answer:
    """What came of one work: its result, or the error that was its own and undid it alone."""

    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class Committed:
    """The answers in the order of the works, and whether a row was changed: a full disk lets one read."""

    answers: Sequence[Answer]
    changed: bool


class Connection(aiosqlite.Connection):
    """aiosqlite's connection, whose thread also does a whole commit at once."""

    async def commit_together(self, works: Sequence[Work[Any]]) -> Committed:
        """Do the works in one transaction. Raises sqlite3.Error where none of them is to blame and nothing is done."""
        return await self._execute(_commit, self._conn, works)  # type: ignore[no-any-return, no-untyped-call]


def _commit(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> Committed:
    changes = connection.total_changes
    connection.execute("BEGIN IMMEDIATE")
    try:
        answers = [_answer(connection, work) for work in works]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # where the disk is full, SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise
    return Committed(answers, connection.total_changes > changes)


def _answer(connection: sqlite3.Connection, work: Work[Any]) -> Answer:
    connection.execute("SAVEPOINT one")
    try:
        answer = Answer(work(Statements(connection)))
    except Exception as error:
        if nobodys_mistake(error):
            raise
        connection.execute("ROLLBACK TO one")
        answer = Answer(error=error)
    connection.execute("RELEASE one")
    return answer
