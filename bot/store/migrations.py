"""Bring a database up to date: schema.sql is version 1, migrations/002_*.sql the next, and so on."""

import asyncio
from pathlib import Path

import aiosqlite

from bot.errors import DatabaseUnusable
from bot.store.backup import back_up


def scripts() -> list[Path]:
    """Return the script of each version, oldest first."""
    folder = Path(__file__).parent
    return [folder / "schema.sql", *sorted((folder / "migrations").glob("*.sql"))]


async def bring_up_to_date(connection: aiosqlite.Connection, path: Path, steps: list[Path] | None = None) -> None:
    """Migrate the database at `path`; what an older Easel has written is kept beside it as it was."""
    version = await _version(connection)
    kept = path.with_name(f"{path.name}.version-{version}")
    if 0 < version < len(steps or scripts()) and not kept.exists():
        await asyncio.to_thread(back_up, path, kept)
    await migrate(connection, steps)


async def migrate(connection: aiosqlite.Connection, steps: list[Path] | None = None) -> None:
    """Run the scripts that this database has not seen, each in one transaction with its version number.

    Raises DatabaseUnusable where a newer Easel has written it, and sqlite3.DatabaseError where it is damaged.
    """
    steps = steps or scripts()
    version = await _version(connection)
    if version > len(steps):
        raise DatabaseUnusable(
            f"The database is of version {version}, this Easel knows {len(steps)} at most: a newer Easel has used it."
        )
    for number, script in enumerate(steps[version:], version + 1):
        # user_version is part of the transaction, so a migration killed half-way has not happened.
        sql = f"BEGIN IMMEDIATE;\n{script.read_text()}\nPRAGMA user_version = {number};\nCOMMIT;"
        try:
            await connection.executescript(sql)
        except BaseException:
            if connection.in_transaction:
                await connection.execute("ROLLBACK")
            raise


async def _version(connection: aiosqlite.Connection) -> int:
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    assert row is not None  # this pragma always answers
    return int(row[0])
