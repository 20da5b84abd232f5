"""What happens to every REST request before and after its handler: tape, errors, token, buckets, faults."""

import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from playground.errors import ApiError, ConnectionCut, Problem
from playground.faults import WITHOUT_VIA
from playground.guild.changes import Exchanged
from playground.guild.compose import Body
from playground.rest.bodies import check_body
from playground.rest.buckets import Buckets
from playground.rest.keys import BODY
from playground.tape import Exchange
from playground.wire import Handler, answer, cut, rate_limited, read_body
from playground.world import World

# developers/topics/rate-limits: interactions need no token of the bot and do not count against its global limit
_WITHOUT_TOKEN = ("/api/v10/webhooks/", "/api/v10/interactions/")
# developers/topics/rate-limits: the parts of a path that have buckets of their own
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


class Door:
    """The middleware of the REST API."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._buckets = Buckets(world.config.now)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Pass a request to its handler, and return the answer."""
        began = self._world.config.now()
        response: web.StreamResponse | None = None
        try:
            response = await self._answer(request, handler)
        except ConnectionCut:
            return web.Response()  # it never arrives
        finally:
            self._record(request, response, began)
        # without it discord.py takes a 429 for one of Cloudflare's
        if WITHOUT_VIA not in response:
            response.headers["Via"] = "1.1 playground"
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        request[BODY] = Body({}, {})
        if self._world.faults.down:
            raise cut(request)
        try:
            request[BODY] = await read_body(request, self._world.guild.upload_limit)
            return await self._limited(request, handler)
        except ApiError as error:
            return answer(error.body, error.status)
        except web.HTTPException as error:
            return answer({"message": f"{error.status}: {HTTPStatus(error.status).phrase}", "code": 0}, error.status)

    async def _limited(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        operation = _operation(request)
        if operation is None:
            raise ApiError(Problem.NOT_FOUND)
        if not request.path.startswith(_WITHOUT_TOKEN):
            if request.headers.get("Authorization") != f"Bot {self._world.config.token}":
                raise ApiError(Problem.UNAUTHORIZED)
            everywhere = self._buckets.take(("global",), self._world.config.global_bucket)
            if everywhere.retry_after:
                return rate_limited(everywhere.retry_after, "global")
        return await self._in_bucket(operation, request, handler)

    async def _in_bucket(self, operation: str, request: web.Request, handler: Handler) -> web.StreamResponse:
        config = self._world.config
        major = (request.match_info[key] for key in _MAJOR if key in request.match_info)
        verdict = self._buckets.take((operation, *major), config.buckets.get(operation, config.other_bucket))
        if verdict.retry_after:
            response: web.StreamResponse = rate_limited(verdict.retry_after, "user")
        else:
            response = await self._with_faults(operation, request, handler)
        response.headers.update(verdict.headers)
        return response

    async def _with_faults(self, operation: str, request: web.Request, handler: Handler) -> web.StreamResponse:
        async def checked(request: web.Request) -> web.StreamResponse:
            check_body(operation, request[BODY].json)
            return await handler(request)

        fault = self._world.faults.take(operation)
        try:
            return await (fault(request, checked) if fault else checked(request))
        except ApiError as error:
            # caught here as well as outside, so that a refusal has the headers of its bucket
            return answer(error.body, error.status)

    def _record(self, request: web.Request, response: web.StreamResponse | None, began: float) -> None:
        body, now = request[BODY], self._world.config.now()
        exchange = Exchange(
            operation=_operation(request),
            method=request.method,
            path=request.path,
            status=response.status if response else 0,
            request=body.json,
            answer=_json(response),
            files=tuple((file.name, len(file.data)) for file in body.files.values()),
            at=began,
            seconds=now - began,
        )
        self._world.tape.exchange(exchange)
        self._world.changes.publish(Exchanged(exchange))


def _json(response: web.StreamResponse | None) -> Any:
    if not isinstance(response, web.Response) or response.content_type != "application/json":
        return None
    return json.loads(response.body) if isinstance(response.body, bytes) and response.body else None


def _operation(request: web.Request) -> str | None:
    """Return the name of the matched route, None when the path or the method is unknown."""
    resource = request.match_info.route.resource
    return resource.name if resource else None
