from collections.abc import AsyncIterator

import pytest

from bot.jobs.deliveries import Deliveries
from bot.jobs.gallery import Gallery
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.store.connection import Connection, open_connection
from bot.store.database import Database


@pytest.fixture
async def sqlite(tmp_path) -> AsyncIterator[Connection]:
    """The database's own connection, for tests that look below it."""
    async with open_connection(tmp_path / "easel.sqlite3") as connection:
        yield connection


@pytest.fixture
async def database(sqlite, tmp_path) -> AsyncIterator[Database]:
    database = Database(sqlite, tmp_path / "easel.sqlite3")
    yield database
    await database.settle()


@pytest.fixture
def queue(database: Database) -> JobQueue:
    return JobQueue(database, Limits(), clock=lambda: 1000.0)


@pytest.fixture
def deliveries(database: Database) -> Deliveries:
    return Deliveries(database, clock=lambda: 2000.0)


@pytest.fixture
def gallery(database: Database) -> Gallery:
    return Gallery(database)
