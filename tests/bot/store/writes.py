"""A process that writes for ever: `writes.py DATABASE` says each number once it is committed. To be killed.

`writes.py DATABASE --migrate SCRIPT` opens the database and runs one more migration.
"""

import asyncio
import sys
from pathlib import Path

from bot.store.connection import open_connection
from bot.store.database import open_database
from bot.store.migrations import migrate, scripts


async def write(path):
    async with open_database(path) as database:
        for number in range(1_000_000):
            await database.one("note_fact", key=str(number), value="x" * 100)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


async def run_migration(path, script):
    async with open_connection(path) as connection:
        print("open", flush=True)
        await connection.run(migrate, [*scripts(), Path(script)])


if __name__ == "__main__":
    path = Path(sys.argv[1])
    asyncio.run(run_migration(path, sys.argv[3]) if sys.argv[2:] else write(path))
