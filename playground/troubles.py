"""What can happen to one REST request: functions that stand around its handler."""

import asyncio
import math
from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.wire import answer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]

WITHOUT_VIA = web.ResponseKey("without_via", bool)


def failing(status: int, applied: bool) -> Fault:
    """Answer with a 5xx, having done what was asked or not."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if applied:
            await handler(request)
        return answer({"message": f"{status}: Server Error", "code": 0}, status)

    return fault


def limiting(retry_after: float, scope: str) -> Fault:
    """Answer 429."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return rate_limited(retry_after, scope)

    return fault


def banning() -> Fault:
    """Answer 429 as Cloudflare does, in front of Discord: text, and no Via header."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        response = web.Response(text="error code: 1015", status=429)
        response[WITHOUT_VIA] = True
        return response

    return fault


def slowing(before: float, after: float) -> Fault:
    """Take `before` seconds to do it, then `after` seconds to say so."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        await asyncio.sleep(before)
        response = await handler(request)
        await asyncio.sleep(after)
        return response

    return fault


def resetting(applied: bool) -> Fault:
    """Cut the connection, having done what was asked or not."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if applied:
            await handler(request)
        raise cut(request)

    return fault


class Cut(Exception):
    """The connection of this request is cut: nothing that is answered arrives."""


def cut(request: web.Request) -> Cut:
    """Cut the connection of a request; raise what this returns."""
    if request.transport:
        request.transport.abort()
    return Cut()


def rate_limited(
    retry_after: float, scope: str, code: int = 0, message: str = "You are being rate limited."
) -> web.Response:
    """Return Discord's 429 (developers/topics/rate-limits#exceeding-a-rate-limit); `retry_after` is in seconds."""
    everywhere = scope == "global"
    body = {"message": message, "retry_after": math.ceil(retry_after * 1000) / 1000, "global": everywhere, "code": code}
    headers = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
    return answer(body, 429, headers | ({"X-RateLimit-Global": "true"} if everywhere else {}))
