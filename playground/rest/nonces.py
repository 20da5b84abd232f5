"""One message for each nonce (developers/resources/message#create-message: `nonce` and `enforce_nonce`)."""

from collections.abc import Callable
from typing import Any

from aiohttp import web


class Nonces:
    """Remembers for `memory` seconds which message a nonce made. The bot is the only author."""

    def __init__(self, now: Callable[[], float], memory: float) -> None:
        self._now = now
        self._memory = memory
        self._made: dict[str, tuple[str, float]] = {}

    def find(self, body: dict[str, Any]) -> str | None:
        """Return the id of the message that this nonce made, if the body asks to enforce it."""
        if not body.get("enforce_nonce"):
            return None
        message_id, at = self._made.get(str(body.get("nonce")), (None, 0.0))
        return message_id if self._now() - at <= self._memory else None

    def keep(self, body: dict[str, Any], message_id: str) -> None:
        """Remember the message that a body made."""
        if body.get("nonce") is not None:
            self._made[str(body["nonce"])] = (message_id, self._now())


NONCES = web.AppKey("nonces", Nonces)
