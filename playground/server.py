"""The playground over HTTP: one application, on a unix socket for the bot and on a port for people."""

import asyncio
import errno
from pathlib import Path
from types import TracebackType

from aiohttp import hdrs, web

from playground.config import Config
from playground.files import serve_attachment
from playground.page.api import PageApi
from playground.rest import MAX_REQUEST, rest_app
from playground.rest.lookups import socket_address
from playground.safety import local_only, with_headers
from playground.world import World

SOCKET_PATH_LIMIT = 100  # bytes; the kernel's own limit is 108 on Linux and 104 on macOS
PORTS_TO_TRY = 50


class Playground:
    """A small Discord while the block lasts.

    The bot connects to `socket`. With `port` the page and the API are on 127.0.0.1 too; `search` takes the first free
    port from there on. OSError when the port is taken.

        async with Playground(Config(), socket=folder / "d.sock") as world:
            ...
    """

    def __init__(
        self, config: Config, *, socket: Path | None = None, port: int | None = None, search: bool = False
    ) -> None:
        if socket and len(bytes(socket)) >= SOCKET_PATH_LIMIT:
            raise ValueError(f"The path of the socket is too long for the system: {socket}")
        self.world = World(config)
        self._socket = socket
        self._port = port
        self._search = search
        self._page = PageApi(self.world)
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)

    @property
    def port(self) -> int:
        """Return the port it listens on. RuntimeError without one."""
        for address in self._runner.addresses:
            if isinstance(address, tuple):
                return int(address[1])
        raise RuntimeError("This playground has no port.")

    @property
    def address(self) -> str:
        """Return the page's address."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> World:
        self.world.changes.listen(self.world.gateway.sessions.hear)
        self.world.rooms.watch()
        await self._runner.setup()
        if self._socket:
            await web.UnixSite(self._runner, self._socket).start()
        if self._port is not None:
            try:
                await self._listen(self._port)
            except OSError:
                await self._runner.cleanup()
                raise
        return self.world

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.interactions.close()
        await self.world.gateway.close()
        self._page.close()
        await self._runner.cleanup()
        if self._socket:
            await asyncio.to_thread(self._socket.unlink, missing_ok=True)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[local_only], client_max_size=MAX_REQUEST)
        app.on_response_prepare.append(with_headers)
        app.router.add_get("/", self._root)
        app.add_subapp("/api/v10", rest_app(self.world))
        app.router.add_get("/attachments/{path:.+}", self._file)
        self._page.add_routes(app)
        return app

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return serve_attachment(self.world.cdn, request)

    async def _root(self, request: web.Request) -> web.StreamResponse:
        """Serve the gateway or the page: they share a path, because libraries connect to the bare address."""
        if request.headers.get(hdrs.UPGRADE, "").lower() == "websocket":
            return await self.world.gateway.serve(request, socket_address(request))
        return await self._page.index(request)

    async def _listen(self, port: int) -> None:
        for each in range(port, port + PORTS_TO_TRY if self._search and port else port + 1):
            try:
                await web.TCPSite(self._runner, "127.0.0.1", each).start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                return
        raise OSError(errno.EADDRINUSE, f"Port {port} is taken")
