"""What goes wrong with the gateway on purpose; `playground.faults` switches it on."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from playground.wire import cut


@dataclass
class GatewayFaults:
    """What is still to go wrong, and how often."""

    now: Callable[[], float]
    unanswered_heartbeats: int = 0
    silent_sessions: int = 0
    _refused: int = 0
    _status: int | None = None
    _down_until: float = 0.0

    @property
    def down(self) -> bool:
        """Tell whether there is an outage."""
        return self.now() < self._down_until

    def outage(self, seconds: float) -> None:
        """Begin an outage of this many seconds."""
        self._down_until = self.now() + seconds

    def refuse(self, times: int, status: int | None) -> None:
        """Refuse the next `times` sockets."""
        self._refused, self._status = self._refused + times, status

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self.unanswered_heartbeats = self.silent_sessions = self._refused = 0
        self._down_until = 0.0

    def at_the_door(self, request: web.Request) -> web.Response | None:
        """Return the answer to a socket that is refused, None for one that may connect.

        Where the fault is a cut, the connection is gone before the answer arrives.
        """
        if self.down:
            cut(request)
            return web.Response()
        if not self._refused:
            return None
        self._refused -= 1
        if self._status is None:
            cut(request)
        return web.Response(status=self._status or 503)

    def answers_heartbeat(self) -> bool:
        """Count a heartbeat, and tell whether it is answered."""
        self.unanswered_heartbeats, missed = max(0, self.unanswered_heartbeats - 1), self.unanswered_heartbeats > 0
        return not missed

    def greets(self) -> bool:
        """Count a new session, and tell whether it gets READY."""
        self.silent_sessions, missed = max(0, self.silent_sessions - 1), self.silent_sessions > 0
        return not missed
