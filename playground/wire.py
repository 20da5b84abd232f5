"""What goes in and out over HTTP: JSON, files, rate limits and cut connections."""

import json
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NoReturn
from urllib.parse import parse_qs

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import BadHttpMessage

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
    """Read JSON, or a form with `payload_json` and, in a multipart one, `files[n]`.

    developers/reference#uploading-files and #http-api: "URL-encoded" forms are taken as well. ApiError 50109 for broken
    JSON, 50035 for a broken form, 40005 for a file larger than `upload_limit` bytes or for too large a request.
    """
    try:
        if request.content_type == "multipart/form-data":
            return await _read_form(request, upload_limit)
        data = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(Problem.FILE_TOO_LARGE) from None
    if request.content_type == "application/x-www-form-urlencoded":
        return Body(_payload(data), {})
    return Body(_parse(data or b"{}"), {})


async def _read_form(request: web.Request, upload_limit: int) -> Body:
    payload: Any = {}
    files: dict[str, File] = {}
    async for part, data in _parts(request):
        if match := _FILE_FIELD.fullmatch(part.name or ""):
            files[match[1]] = File(part.filename or "file", data)
        elif part.name == "payload_json":
            payload = _parse(data)
    if any(len(file.data) > upload_limit for file in files.values()):
        raise ApiError(Problem.FILE_TOO_LARGE)
    return Body(payload, files)


async def _parts(request: web.Request) -> AsyncIterator[tuple[BodyPartReader, bytes]]:
    """Yield the parts of a multipart form with their data. ApiError 50035 when it is broken."""
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise ApiError(Problem.INVALID_FORM_BODY)
            yield part, bytes(await part.read(decode=True))
    except (ValueError, KeyError, RuntimeError, AssertionError, BadHttpMessage):  # aiohttp's errors for a broken form
        raise ApiError(Problem.INVALID_FORM_BODY) from None


def _payload(form: bytes) -> Any:
    """Return the JSON in a URL-encoded form's `payload_json`, or its fields as they are."""
    try:
        fields = {key: values[-1] for key, values in parse_qs(form.decode(), keep_blank_values=True).items()}
    except ValueError:
        raise ApiError(Problem.INVALID_FORM_BODY) from None
    return _parse(fields["payload_json"].encode()) if "payload_json" in fields else fields


def _parse(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ApiError(Problem.INVALID_JSON) from None


def _no_number(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON has not and Python's reader takes."""
    raise ValueError(name)
