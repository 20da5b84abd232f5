"""A gateway session: its sequence numbers, and the events that it keeps for a resume."""

import asyncio
import secrets
from collections import deque
from typing import Any

from playground.gateway.frames import Frame
from playground.gateway.identity import Identity


class Session:
    """A session that a bot can resume. `outbox` is its socket's queue, None without a socket."""

    def __init__(self, identity: Identity, memory: int) -> None:
        self.id = secrets.token_hex(16)
        self.identity = identity
        self.outbox: asyncio.Queue[Frame] | None = None
        self.left_at = 0.0
        self._sequence = 0
        self._sent: deque[Frame] = deque(maxlen=memory)

    def send(self, event: str, data: dict[str, Any]) -> None:
        """Number an event, keep it, and send it if there is a socket."""
        self._sequence += 1
        frame = {"op": 0, "t": event, "s": self._sequence, "d": data}
        self._sent.append(frame)
        if self.outbox:
            self.outbox.put_nowait(frame)

    def replay(self, outbox: asyncio.Queue[Frame], after: int) -> bool:
        """Move to a new socket and send the events after number `after`. False if they are no longer kept."""
        oldest = self._sent[0]["s"] if self._sent else 1
        if not oldest - 1 <= after <= self._sequence:
            return False
        self.outbox = outbox
        for frame in self._sent:
            if frame["s"] > after:
                outbox.put_nowait(frame)
        return True
