"""JSON and files, in and out of HTTP."""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

from playground.errors import ApiError, Problem
from playground.guild.cdn import File
from playground.guild.compose import Body

_FILE_FIELD = re.compile(r"files\[(\d+)\]")


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return a JSON answer. Its type is exactly `application/json`, as Discord's is: clients compare it."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers=headers, content_type="application/json")


def nothing() -> web.Response:
    """Return 204."""
    return web.Response(status=204)


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
