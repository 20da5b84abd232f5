"""A playground, and a small discord.py bot in the same loop."""

import asyncio
import dataclasses
import io
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from playground import Config, Playground, World
from tests.browser import Visit, open_chromium, visit
from tests.conftest import WIDE
from tests.playground.browser import StubPlayground, stub_playground
from tests.playground.client import PaintBot


def with_numbers(**numbers: object) -> Config:
    """Return the wide configuration with some numbers changed."""
    return dataclasses.replace(WIDE, **numbers)


class Clock:
    """The playground's clock: the real time plus `ahead` seconds."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def config(clock: Clock) -> Config:
    """Return this test's numbers; `parametrize` or another fixture of this name changes them."""
    return with_numbers(now=clock)


@pytest.fixture
async def server(config: Config, socket: Path) -> AsyncIterator[Playground]:
    """Run a playground on a unix socket and a free port. A request that it does not know fails the test."""
    playground = Playground(config, socket=socket, port=0)
    async with playground:
        yield playground
    assert playground.world.tape.unknown_routes == []


@pytest.fixture
def world(server: Playground) -> World:
    """Return what is inside the playground."""
    return server.world


@pytest.fixture
async def bot(world: World, socket: Path) -> AsyncIterator[PaintBot]:
    """Run a bot that is connected and has registered its commands."""
    async with connected(world, socket) as client:
        yield client


@asynccontextmanager
async def connected(world: World, socket: Path, kind: Callable[[Path], PaintBot] = PaintBot) -> AsyncIterator[PaintBot]:
    """Connect an unpatched discord.py client through the socket, and wait until it is ready."""
    client = kind(socket)
    running = asyncio.create_task(client.start(world.config.token))
    ready = asyncio.create_task(client.wait_until_synced())
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield client
    finally:
        ready.cancel()
        await client.close()
        await asyncio.gather(running, return_exceptions=True)


class Rest:
    """Discord's REST API by hand. A call returns status and JSON; `headers` are those of the last answer."""

    def __init__(self, session: aiohttp.ClientSession, token: str) -> None:
        self._session = session
        self._token = token
        self.headers: Any = {}

    async def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self._token}"} | more.pop("headers", {})
        more |= {"json": body} if body is not None else {}
        async with self._session.request(method, f"http://d/api/v10{path}", headers=headers, **more) as answer:
            self.headers = answer.headers
            return answer.status, await answer.json() if await answer.read() else None

    async def with_files(self, method: str, path: str, body: Any, *files: tuple[str, bytes]) -> tuple[int, Any]:
        """Do the same as a form with `payload_json` and `files[n]`."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", aiohttp.JsonPayload(body))
        for number, (name, data) in enumerate(files):
            form.add_field(f"files[{number}]", io.BytesIO(data), filename=name)
        return await self(method, path, data=form)


@pytest.fixture
async def rest(world: World, socket: Path) -> AsyncIterator[Rest]:
    """Return the REST API, with the bot's token."""
    async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(path=str(socket))) as session:
        yield Rest(session, world.config.token)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with open_chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def stub() -> AsyncIterator[StubPlayground]:
    async with stub_playground() as stub:
        yield stub


@pytest_asyncio.fixture(loop_scope="module")
async def visited(chromium: Browser, stub: StubPlayground) -> AsyncIterator[Visit]:
    """Open the page as Ann sees it, connected. An error in the browser's console fails the test."""
    async with visit(chromium, stub.origin) as visited:
        await expect(visited.page.get_by_role("status").filter(has_text="Easel is here")).to_be_visible()
        yield visited


@pytest.fixture
def page(visited: Visit) -> Page:
    return visited.page
