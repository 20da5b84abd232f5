"""What goes wrong with Discord: lost and late answers, limits, errors, outages, and kills while it holds a request."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from playground import Config, Playground
from playground.errors import ApiError
from playground.guild.changes import Exchanged
from playground.rest.keys import BODY
from playground.wire import Handler, answer, rate_limited
from tests.chaos.plan import Outage, Plan, Trouble
from tests.chaos.refusals import Refusals, by_the_way, is_by_the_way
from tests.chaos.root import SHORTER

WHEN = ("when it arrives", "once it is done")
END = "the end's post"
_HELD = (
    END,
    "the progress's post",
    "the receipt's post",
    "update_message",
    "delete_message",
    "add_my_message_reaction",
    "list_messages",
    "create_interaction_response",
    "bulk_set_application_commands",
)


def held_points() -> list[str]:
    """Return every point at which the bot can be killed while Discord holds its request."""
    return [f"{what}, {when}" for what in _HELD for when in WHEN]


class Reach:
    """Whether Discord can be reached. While it cannot, no request reaches its buckets."""

    def __init__(self) -> None:
        self._rest = 0
        self._gateway = 0
        self._requests = 0

    @property
    def lost(self) -> bool:
        """Tell whether there is an outage."""
        return self._rest > 0

    def lose(self, seconds: float, *, gateway: bool) -> Coroutine[Any, Any, None]:
        """Begin an outage now, with or without the gateway. The coroutine that this returns ends it after `seconds`."""
        self._rest += 1
        self._gateway += gateway
        return self._regain(seconds, gateway)

    async def _regain(self, seconds: float, gateway: bool) -> None:
        await asyncio.sleep(seconds)
        self._rest -= 1
        self._gateway -= gateway

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse every second request with a 503, and cut the connection of the others."""
        is_gateway = request.path == "/"
        if not (self._gateway if is_gateway else self._rest):
            return await handler(request)
        self._requests += 1
        if is_gateway or self._requests % 2:
            _cut(request)
        return answer({"message": "503: Service Unavailable", "code": 0}, 503)


class Breakable(Playground):
    """A playground that has outages."""

    def __init__(self, config: Config, socket: Path) -> None:
        self.reach = Reach()
        super().__init__(config, socket=socket)

    def _app(self) -> web.Application:
        app = super()._app()
        app.middlewares.insert(0, self.reach.middleware)
        return app


class Troubles:
    """Makes trouble as planned. `killing` gets the point that a request reached, and tells if the bot was killed."""

    def __init__(self, playground: Breakable, plan: Plan, killing: Callable[[str], bool]) -> None:
        world = self._world = playground.world
        self._reach = playground.reach
        self._plan = plan
        self._killing = killing
        self._seen: Counter[str] = Counter()
        self._later: set[asyncio.Task[Any]] = set()
        self.made: Counter[str] = Counter()
        self.invalid: Counter[str] = Counter()
        self._excused = 0
        self._coming: list[str] = []
        self.refusals = Refusals(world)
        self.over = False
        world.faults.wrap("*", self._meet, times=-1)
        world.changes.listen(self._count)

    def begin(self, what: str) -> None:
        """Cut a socket or end a session; all else begins with the next post of an end."""
        match what:
            case "drop":
                self._world.faults.drop_socket()
            case "invalid session":
                self._world.faults.invalidate_session()
            case _:
                self._coming.append(what)
                return
        self.made[what] += 1

    async def end(self) -> None:
        """Make no more trouble, and wait for what is still going on."""
        self.over = True
        await asyncio.gather(*self._later)

    async def _meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Handle one request, with its trouble."""
        route = request.match_info.route.resource
        assert route is not None and route.name is not None
        operation = route.name
        number = self._seen[operation]
        self._seen[operation] += 1
        what = _post(request) if operation == "create_message" else operation
        if self._killing(f"{what}, {WHEN[0]}"):
            _cut(request)
        if refused := self.refusals.of(request):
            return refused
        if self._coming and what == END and not self.over:
            await self._begin(self._coming.pop(0), request, handler)
        if refused := self.refusals.of(request):
            return refused
        trouble = None if self.over else self._plan.trouble(operation, number)
        response = await self._troubled(trouble, request, handler)
        if self._killing(f"{what}, {WHEN[1]}"):
            _cut(request)
        return response

    async def _begin(self, what: str, request: web.Request, handler: Handler) -> None:
        """Begin in the middle of a request what goes on for a while."""
        number = self.made[what]
        self.made[what] += 1
        match what:
            case "outage":
                await self._lose(self._plan.outage(number), request, handler)
            case "block":
                block = self._plan.block(number)
                if block.done:
                    await handler(request)
                self._spawn(self.refusals.block(block, block.seconds / SHORTER))
            case "reset token":
                self.refusals.reset_token()
            case "lost access":
                shut, channel_id = self._plan.shut(number), request.match_info["channel_id"]
                self._spawn(self.refusals.shut(channel_id, shut.permission, shut.seconds / SHORTER))

    async def _lose(self, outage: Outage, request: web.Request, handler: Handler) -> None:
        """Begin an outage in the middle of a request."""
        if outage.done:
            await handler(request)
        self._spawn(self._reach.lose(outage.seconds / SHORTER, gateway=outage.gateway))
        if outage.gateway:
            self._world.gateway.drop()
        _cut(request)

    async def _troubled(self, trouble: Trouble | None, request: web.Request, handler: Handler) -> web.StreamResponse:
        if trouble is None:
            return await handler(request)
        self.made[trouble.kind] += 1
        seconds = trouble.seconds / SHORTER
        match trouble.kind:
            case "applied, and reset":
                await handler(request)
                _cut(request)
            case "applied, and answered with an error":
                await handler(request)
                await asyncio.sleep(seconds)
                return answer({"message": f"{trouble.status}: Server Error", "code": 0}, trouble.status)
            case "reset":
                _cut(request)
            case "reset, and applied later":
                self._spawn(_applied_later(seconds, request, handler))
                _cut(request)
            case "applied, and answered later":
                response = await handler(request)
                await asyncio.sleep(seconds)
                return response
            case "applied and answered later":
                await asyncio.sleep(seconds)
                return await handler(request)
            case "error":
                return answer({"message": f"{trouble.status}: Server Error", "code": 0}, trouble.status)
            case "answered on the way":
                return by_the_way(trouble.status)
            case "shared limit":
                self._excused += 1
                return rate_limited(seconds, "shared")
            case "user limit":
                return rate_limited(seconds, "user")
            case "global limit":
                return rate_limited(seconds, "global")
        raise AssertionError(f"there is no trouble named {trouble.kind}")

    def _count(self, change: object) -> None:
        if isinstance(change, Exchanged) and change.exchange.status in (401, 403, 429):
            self.invalid[f"{change.exchange.operation} answered with {change.exchange.status}"] += 1
            self._excused += is_by_the_way(change.exchange.status, change.exchange.answer)

    @property
    def invalid_requests(self) -> int:
        """Return the number of requests that Discord counts as invalid, except those that nobody could know to be.

        Discord excludes shared limits:
        developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
        """
        return self.invalid.total() - self._excused

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)


async def _applied_later(seconds: float, request: web.Request, handler: Handler) -> None:
    await asyncio.sleep(seconds)
    with suppress(ApiError):
        await handler(request)


def _post(request: web.Request) -> str:
    """Return which of a job's messages this one is."""
    body = request[BODY].json
    if body.get("content"):
        return END
    return "the receipt's post" if body.get("components") else "the progress's post"


def _cut(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()
    raise ConnectionResetError("cut by a fault")
