"""What goes wrong on purpose. This is the one place where tests switch trouble on.

A fault wraps the handler of one REST operation, named by its id in Discord's OpenAPI (`create_message`, …), for its
next `times` requests. `wrap` takes any function of that shape, so that a new kind of trouble is a function.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from playground.gateway.gateway import Gateway
from playground.guild.channels import Channel
from playground.wire import answer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]


@dataclass
class _Armed:
    operation: str
    fault: Fault
    times: int


class Faults:
    """Trouble for the next requests, and for the gateway at once."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._armed: list[_Armed] = []

    def wrap(self, operation: str, fault: Fault, times: int = 1) -> None:
        """Put `fault` around the next `times` requests of an operation; `*` means any. Older faults go first."""
        self._armed.append(_Armed(operation, fault, times))

    def fail(self, operation: str, status: int = 502, times: int = 1) -> None:
        """Answer with a 5xx, and do nothing."""
        self.wrap(operation, _failing(status), times)

    def rate_limit(self, operation: str, retry_after: float, times: int = 1, scope: str = "user") -> None:
        """Answer 429 and ask to wait `retry_after` seconds. `scope` is user, shared or global.

        developers/topics/rate-limits#exceeding-a-rate-limit
        """
        self.wrap(operation, _limiting(retry_after, scope), times)

    def reset(self, operation: str, times: int = 1, *, applied: bool = False) -> None:
        """Cut the connection before the answer. With `applied` the request has its effect all the same."""
        self.wrap(operation, _resetting(applied), times)

    def drop_socket(self) -> None:
        """Cut the gateway connection; the bot may resume."""
        self._gateway.drop()

    def invalidate_session(self) -> None:
        """Make the bot identify anew."""
        self._gateway.invalidate()

    def delete_message(self, channel: Channel, message_id: str) -> None:
        """Delete a message as a moderator would."""
        channel.delete(message_id)

    def clear(self) -> None:
        """Switch off what did not happen yet."""
        self._armed.clear()

    def take(self, operation: str) -> Fault | None:
        """Return the fault for this request, if there is one, and count it."""
        for armed in self._armed:
            if armed.operation in (operation, "*"):
                armed.times -= 1
                if not armed.times:
                    self._armed.remove(armed)
                return armed.fault
        return None


def _failing(status: int) -> Fault:
    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return answer({"message": f"{status}: Server Error", "code": 0}, status)

    return fault


def _limiting(retry_after: float, scope: str) -> Fault:
    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return rate_limited(retry_after, scope)

    return fault


def _resetting(applied: bool) -> Fault:
    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if applied:
            await handler(request)
        if request.transport:
            request.transport.abort()
        raise ConnectionResetError("cut by a fault")

    return fault


def rate_limited(retry_after: float, scope: str) -> web.Response:
    """Return Discord's 429 (developers/topics/rate-limits#exceeding-a-rate-limit); `retry_after` is in seconds."""
    everywhere = scope == "global"
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(retry_after, 3),
        "global": everywhere,
        "code": 0,
    }
    headers = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
    return answer(body, 429, headers | ({"X-RateLimit-Global": "true"} if everywhere else {}))
