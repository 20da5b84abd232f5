"""Bring a database up to date: schema.sql is version 1, migrations/002_*.sql is version 2, and so on."""

import sqlite3
from pathlib import Path

from bot.errors import DatabaseUnusable
from bot.store.backup import back_up


def scripts() -> list[Path]:
    """Return the script of each version, oldest first."""
    folder = Path(__file__).parent
    return [folder / "schema.sql", *sorted((folder / "migrations").glob("*.sql"))]


def bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: list[Path] | None = None) -> None:
    """Migrate the database at `path`, and keep a copy of an older version beside it. Blocks. Raises as `migrate`."""
    version = _version(connection)
    kept = path.with_name(f"{path.name}.version-{version}")
    if 0 < version < len(steps or scripts()) and not kept.exists():
        back_up(path, kept)
    migrate(connection, steps)


def migrate(connection: sqlite3.Connection, steps: list[Path] | None = None) -> None:
    """Run the scripts that this database has not seen, each in one transaction with its version number. Blocks.

    Raises DatabaseUnusable where a newer Easel has written the database, and sqlite3.DatabaseError where it is damaged.
    """
    steps = steps or scripts()
    version = _version(connection)
    if version > len(steps):
        raise DatabaseUnusable("database-newer", version=str(version), known=str(len(steps)))
    for number, script in enumerate(steps[version:], version + 1):
        # user_version is part of the transaction: a migration that is killed half-way has not happened.
        sql = f"BEGIN IMMEDIATE;\n{script.read_text()}\nPRAGMA user_version = {number};\nCOMMIT;"
        try:
            connection.executescript(sql)
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
