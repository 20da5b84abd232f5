"""A stand-in for the playground's server, for tests of the page. It does only what a test tells it."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from PIL import Image
from playwright.async_api import Locator, Page

from playground import PATIENCE

PAGE = Path(__file__).parents[2] / "playground" / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

ANN, BEN, EVE, BOT = "101", "102", "103", "900"
PEOPLE = [
    {"id": ANN, "name": "Ann", "avatar_color": "#8fd3a5", "admin": False, "owner": True, "roles": []},
    {"id": BEN, "name": "Ben", "avatar_color": "#8fb8f2", "admin": False, "owner": False, "roles": []},
    {"id": EVE, "name": "Eve", "avatar_color": "#e2a0d8", "admin": True, "owner": False, "roles": ["400"]},
]
ROLES = [{"id": "400", "name": "Admin"}, {"id": "401", "name": "Regulars"}]


def place(number: str, name: str, kind: int = 0, parent: str | None = None) -> dict[str, Any]:
    """Return a channel as the page knows it."""
    threads = {"archived": False, "may_open_threads": True, "bot_may": None}
    return {"id": number, "name": name, "kind": kind, "parent": parent, **threads}


PLACES = [
    place("300", "painting"),
    place("301", "studio", 2),
    place("302", "ideas", 15),
    place("303", "sketches", 12, "300"),
    place("304", "Easel", 1),
]

PROMPT = {"type": 3, "name": "prompt", "description": "What to paint", "required": True}
SIZE = {"type": 3, "name": "size", "description": "Width x height in pixels", "autocomplete": True}
STEPS = {"type": 4, "name": "steps", "description": "How long to paint", "min_value": 1, "max_value": 1000}
SEED = {"type": 4, "name": "seed", "description": "The same seed paints the same picture"}
STYLE = {
    "type": 3,
    "name": "style",
    "description": "Which weights to paint with",
    "choices": [{"name": "toy", "value": "toy"}, {"name": "imagenet", "value": "imagenet-16384"}],
}
NEW_SIZE = {"type": 3, "name": "value", "description": "The new size", "required": True}
COMMANDS = [
    {"id": "1", "type": 1, "name": "about", "description": "What Easel runs on", "options": []},
    {
        "id": "2",
        "type": 1,
        "name": "imagine",
        "description": "Paint a picture",
        "options": [SIZE, STEPS, PROMPT, SEED, STYLE],
    },
    {"id": "3", "type": 1, "name": "queue", "description": "What is waiting", "options": []},
    {
        "id": "4",
        "type": 1,
        "name": "settings",
        "description": "Settings of this server",
        "options": [
            {"type": 1, "name": "show", "description": "Each setting and where it comes from"},
            {"type": 1, "name": "size", "description": "The size when none is given", "options": [NEW_SIZE]},
        ],
    },
]


def png(colour: str, size: tuple[int, int] = (128, 128)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def message(number: int, content: str = "", **rest: Any) -> dict[str, Any]:
    """Return a message of the bot as the server sends it; `rest` replaces any of its fields."""
    return {
        "id": str(5000 + number),
        "channel_id": "300",
        "type": 0,
        "content": content,
        "timestamp": f"2026-01-05T12:{number // 60:02}:{number % 60:02}+00:00",
        "edited_timestamp": None,
        "author": {"id": BOT, "username": "Easel", "bot": True, "avatar": None, "discriminator": "0000"},
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "components": [],
        "reactions": [],
        "ephemeral_to": None,
        "state": None,
    } | rest


class StubPlayground:
    """Serves the page, records its acts in `acts`, answers from `answers`, and shows `messages` and `pictures`."""

    def __init__(self) -> None:
        self.origin = ""
        self.messages: list[dict[str, Any]] = []
        self.commands = list(COMMANDS)
        self.places = list(PLACES)
        self.installable = False
        self.pictures: dict[str, bytes] = {}
        self.held: dict[str, asyncio.Event] = {}  # a picture named here waits for its event
        self.acts: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.answers: dict[str, dict[str, Any]] = {}
        self.listeners: set[web.StreamResponse] = set()
        self._down = asyncio.Event()

    def go_down(self) -> None:
        """End every stream of events, and refuse new ones."""
        self._down.set()

    def come_back(self) -> None:
        """Serve streams of events again."""
        self._down.clear()

    async def send(self, kind: str, **event: Any) -> None:
        """Send an event to every open page, and keep a message for pages that open later."""
        if kind == "message":
            self.messages = [old for old in self.messages if old["id"] != event["message"]["id"]] + [event["message"]]
        data = json.dumps({"kind": kind, **event})
        for listener in list(self.listeners):
            await listener.write(f"data: {data}\n\n".encode())

    async def next_act(self) -> dict[str, Any]:
        """Return the next act of the page, without the autocompletions before it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                act = await self.acts.get()
                if act["do"] != "autocomplete":
                    return act

    async def index(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def state(self, request: web.Request) -> web.Response:
        person, channel = request.query["person"], request.query["channel"] or "300"
        visible = [each for each in self.messages if each["ephemeral_to"] in (None, person)]
        return web.json_response(
            {
                "guild": {"id": "200", "name": "Easel's studio"},
                "channel": channel,
                "channels": self.places,
                "installable": self.installable,
                "people": PEOPLE,
                "roles": ROLES,
                "bot": {"id": BOT, "name": "Easel", "online": True},
                "commands": self.commands,
                "messages": [each for each in visible if each["channel_id"] == channel],
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        if self._down.is_set():
            raise web.HTTPBadGateway
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        await response.write(b": hello\n\n")
        self.listeners.add(response)
        try:
            await self._down.wait()
        finally:  # also when the page closes the stream, which cancels this handler
            self.listeners.remove(response)
        return response

    async def act(self, request: web.Request) -> web.Response:
        assert request.content_type == "application/json"
        act = await request.json()
        await self.acts.put(act)
        return web.json_response(self.answers.get(act["do"], {"ok": True}))

    async def picture(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name in self.held:
            await self.held[name].wait()
        return web.Response(body=self.pictures[name], content_type="image/png")


async def add_policy(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = POLICY


@asynccontextmanager
async def stub_playground() -> AsyncIterator[StubPlayground]:
    stub = StubPlayground()
    app = web.Application()
    app.on_response_prepare.append(add_policy)
    app.router.add_get("/", stub.index)
    app.router.add_static("/static", PAGE / "static")
    app.router.add_get("/page/state", stub.state)
    app.router.add_get("/page/events", stub.events)
    app.router.add_post("/page/act", stub.act)
    app.router.add_get("/attachments/{name}", stub.picture)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield stub
    finally:
        stub.go_down()
        await runner.cleanup()


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message")


def shown(page: Page, number: int) -> Locator:
    return page.locator(f'[data-message-id="{5000 + number}"]')


def picture(name: str, alt: str = "") -> dict[str, Any]:
    return {
        "id": "1",
        "filename": name,
        "url": f"/attachments/{name}",
        "content_type": "image/png",
        "width": 128,
        "height": 128,
        "description": alt,
    }


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}
