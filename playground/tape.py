"""A record of the wire, which tests check against Discord's contracts."""

from collections import deque
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Exchange:
    """One REST request and its answer.

    `operation` is None for a route that does not exist here; `seconds` is the time to answer; `files` are names and
    sizes. `status` is 0 when the connection was cut before an answer.
    """

    operation: str | None
    method: str
    path: str
    status: int
    request: Any
    answer: Any
    files: tuple[tuple[str, int], ...]
    at: float
    seconds: float


@dataclass(frozen=True)
class Dispatch:
    """One gateway event as it was sent to a session."""

    event: str
    data: dict[str, Any]
    at: float


class Tape:
    """Records the last `length` exchanges and dispatches, and every unknown route."""

    def __init__(self, length: int) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=length)
        self.dispatches: deque[Dispatch] = deque(maxlen=length)
        self.unknown_routes: list[str] = []

    def exchange(self, exchange: Exchange) -> None:
        """Record an exchange."""
        self.exchanges.append(exchange)
        if exchange.operation is None:
            self.unknown_routes.append(f"{exchange.method} {exchange.path}")

    def dispatch(self, dispatch: Dispatch) -> None:
        """Record a dispatch."""
        self.dispatches.append(dispatch)

    def of(self, operation: str) -> list[Exchange]:
        """Return the exchanges of one operation, oldest first."""
        return [exchange for exchange in self.exchanges if exchange.operation == operation]
