"""The named statements of queries.sql."""

from pathlib import Path
from typing import Any

import aiosql
import aiosqlite

Row = dict[str, Any]


class Statements:
    """The named statements of queries.sql, inside one transaction."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._queries = aiosql.from_path(
            Path(__file__).with_name("queries.sql"), "aiosqlite", mandatory_parameters=False
        )

    async def one(self, name: str, /, **values: Any) -> Row | None:
        """Run the statement `name^` and return its row, None where there is none."""
        rows = await self.all(name, **values)
        return rows[0] if rows else None

    async def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run the statement `name` and return all its rows, by one visit to aiosqlite's thread."""
        rows = await self._connection.execute_fetchall(getattr(self._queries, name).sql, values)
        return [dict(row) for row in rows]
