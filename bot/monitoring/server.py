"""The metrics over HTTP, for this machine only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import StartupError
from bot.monitoring.monitor import Monitor


@asynccontextmanager
async def metrics_at(port: int | None, monitor: Monitor) -> AsyncIterator[None]:
    """Serve http://127.0.0.1:`port`/metrics while the block lasts, nothing for None. Raise StartupError."""
    if port is None:
        yield
        return

    async def metrics(request: web.Request) -> web.Response:
        return web.Response(body=await monitor.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.router.add_get("/metrics", metrics)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError as error:
        await runner.cleanup()
        raise StartupError("metrics-port-unusable", port=str(port), why=str(error.strerror)) from None
    try:
        yield
    finally:
        await runner.cleanup()
