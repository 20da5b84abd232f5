"""What goes in and out over HTTP: JSON, files, rate limits and cut connections."""

import json
import math
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import BodyPartReader, web

from playground.errors import ApiError, ConnectionCut, Problem
from playground.guild.cdn import File
from playground.guild.compose import Body

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_FILE_FIELD = re.compile(r"files\[(\d+)\]")


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a JSON answer. Its type is exactly `application/json`, as Discord's is, because clients compare it."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers=headers, content_type="application/json")


def nothing() -> web.Response:
    """Return 204."""
    return web.Response(status=204)


def rate_limited(
    retry_after: float, scope: str, code: int = 0, message: str = "You are being rate limited."
) -> web.Response:
    """Return Discord's 429 (developers/topics/rate-limits#exceeding-a-rate-limit); `retry_after` is in seconds."""
    everywhere = scope == "global"
    body = {"message": message, "retry_after": math.ceil(retry_after * 1000) / 1000, "global": everywhere, "code": code}
    headers = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
    return answer(body, 429, headers | ({"X-RateLimit-Global": "true"} if everywhere else {}))


def cut(request: web.Request) -> ConnectionCut:
    """Cut the connection of a request; raise what this returns."""
    if request.transport:
        request.transport.abort()
    return ConnectionCut()


async def read_body(request: web.Request, upload_limit: int) -> Body:
    """Read JSON, or a multipart form with `payload_json` and `files[n]` (developers/reference#uploading-files).

    ApiError 50109 for broken JSON, 40005 for a file larger than `upload_limit` bytes.
    """
    if request.content_type == "multipart/form-data":
        return await _read_form(request, upload_limit)
    return Body(_parse(await request.read() or b"{}"), {})


async def _read_form(request: web.Request, upload_limit: int) -> Body:
    payload: Any = {}
    files: dict[str, File] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(Problem.INVALID_JSON)
        data = bytes(await part.read())
        if match := _FILE_FIELD.fullmatch(part.name or ""):
            files[match[1]] = File(part.filename or "file", data)
        elif part.name == "payload_json":
            payload = _parse(data)
    if any(len(file.data) > upload_limit for file in files.values()):
        raise ApiError(Problem.FILE_TOO_LARGE)
    return Body(payload, files)


def _parse(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        raise ApiError(Problem.INVALID_JSON) from None
