"""The named statements of queries.sql."""

import sqlite3
from pathlib import Path
from typing import Any

import aiosql

Row = dict[str, Any]

_QUERIES = aiosql.from_path(Path(__file__).with_name("queries.sql"), "sqlite3", mandatory_parameters=False)


class Statements:
    """The named statements of queries.sql, inside one transaction and in the database's own thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, name: str, /, **values: Any) -> Row | None:
        """Run the statement `name^` and return its row, None where there is none."""
        rows = self.all(name, **values)
        return rows[0] if rows else None

    def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run the statement `name` and return all its rows."""
        return [dict(row) for row in self._connection.execute(getattr(_QUERIES, name).sql, values)]
