"""The named statements of queries.sql."""

import re
import sqlite3
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_statements(text: str) -> dict[str, str]:
    """Return the statements of a file by name. Each begins with a line `-- name: NAME`."""
    _, *parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


STATEMENTS = read_statements(Path(__file__).with_name("queries.sql").read_text())


class Statements:
    """The named statements inside one transaction. Lives in the database's thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, name: str, /, **values: Any) -> Row | None:
        """Run a statement and return its first row, None where there is none."""
        rows = self.all(name, **values)
        return rows[0] if rows else None

    def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run a statement and return all its rows. Values that it does not name are ignored."""
        return [dict(row) for row in self._connection.execute(STATEMENTS[name], values)]
