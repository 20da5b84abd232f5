"""The HTTP API of the page."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from aiohttp import hdrs, web

from playground.errors import ApiError, InvalidAction
from playground.guild import changes as c
from playground.page.acts import Acts
from playground.page.view import View
from playground.wire import answer
from playground.world import World

PAGE = Path(__file__).parent
KEEP_ALIVE = 15.0  # seconds between comments on a silent stream, which show whether the browser is still there
_ENDED = None


class PageApi:
    """Serves the page, its state, its stream of events and its acts."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._view = View(world)
        self._acts = Acts(world)
        self._streams: set[asyncio.Queue[c.Change | None]] = set()

    def add_routes(self, app: web.Application) -> None:
        """Add the page's routes, except `/`."""
        app.router.add_get("/page/state", self._state)
        app.router.add_get("/page/events", self._events)
        app.router.add_post("/page/act", self._act)
        app.router.add_static("/static/", PAGE / "static")

    def close(self) -> None:
        """End the streams, because the server waits for its answers to end."""
        for stream in self._streams:
            stream.put_nowait(_ENDED)

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """Return the page."""
        return web.FileResponse(PAGE / "index.html")

    async def _state(self, request: web.Request) -> web.Response:
        return answer(self._view.state(request.query.get("person"), request.query.get("channel")))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream", hdrs.CACHE_CONTROL: "no-store"})
        await response.prepare(request)
        queue: asyncio.Queue[c.Change | None] = asyncio.Queue()
        self._streams.add(queue)
        try:
            with self._world.changes.heard_by(queue.put_nowait):
                # the page asks for the state when this arrives, and misses nothing from here on
                await response.write(b": hello\n\n")
                await self._stream(queue, response, request.query)
        except ConnectionError:
            pass  # the browser closed the stream
        finally:
            self._streams.discard(queue)
        return response

    async def _stream(
        self, queue: "asyncio.Queue[c.Change | None]", response: web.StreamResponse, query: Mapping[str, str]
    ) -> None:
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    change = await queue.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if change is _ENDED:
                return
            if event := self._view.event(change, query.get("person"), query.get("channel")):
                await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")

    async def _act(self, request: web.Request) -> web.Response:
        # a page of another site can send forms and plain text here, but not this type
        if request.headers.get(hdrs.CONTENT_TYPE) != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Only application/json is read here.")
        try:
            return answer(await self._acts.do(await request.json()))
        except (InvalidAction, ApiError) as error:
            return answer({"error": str(error)}, 400)
        except (ValueError, KeyError, TypeError, RecursionError):
            return answer({"error": "This act could not be read."}, 400)
        except TimeoutError:
            return answer({"error": "The bot did not answer in time."}, 504)
