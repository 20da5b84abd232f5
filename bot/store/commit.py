"""One commit for several callers, in one visit to the database's thread.

A visit takes as long as several statements, so 200 people who order at once share a few of them.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.store.statements import Statements
from bot.store.troubles import is_outside_trouble

T = TypeVar("T")
Work = Callable[[Statements], T]


@dataclass(frozen=True)
class Answer:
    """The outcome of one work: its result, or the error that it raised itself and that undid it alone."""

    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class Committed:
    """The answers in the order of the works, and whether any row changed: a full disk can still be read."""

    answers: Sequence[Answer]
    changed: bool


def commit_together(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> Committed:
    """Do the works in one transaction. Blocks. Raises sqlite3.Error, with nothing done, where no work is to blame."""
    changes = connection.total_changes
    connection.execute("BEGIN IMMEDIATE")
    try:
        answers = [_answer(connection, work) for work in works]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # when the disk is full, SQLite has already rolled back
            connection.execute("ROLLBACK")
        raise
    return Committed(answers, connection.total_changes > changes)


def _answer(connection: sqlite3.Connection, work: Work[Any]) -> Answer:
    connection.execute("SAVEPOINT one")
    try:
        answer = Answer(work(Statements(connection)))
    except Exception as error:
        if is_outside_trouble(error):
            raise
        connection.execute("ROLLBACK TO one")
        answer = Answer(error=error)
    connection.execute("RELEASE one")
    return answer
