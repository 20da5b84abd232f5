from collections.abc import AsyncIterator

import pytest

from bot.jobs.deliveries import Deliveries
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.store.database import Database, open_database


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "easel.sqlite3") as database:
        yield database


@pytest.fixture
def queue(database: Database) -> JobQueue:
    return JobQueue(database, Limits(), clock=lambda: 1000.0)


@pytest.fixture
def deliveries(database: Database) -> Deliveries:
    return Deliveries(database, clock=lambda: 2000.0)
