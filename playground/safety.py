"""What keeps other web sites away from the playground's port."""

from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@web.middleware
async def local_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what came by the port under another name or from another site.

    The name stops DNS rebinding, the origin a foreign page. The unix socket has neither: its files' rights protect it.
    """
    port = _port(request)
    if port is not None:
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = request.headers.get(hdrs.ORIGIN)
        if request.host not in hosts or origin not in {None, *(f"http://{host}" for host in hosts)}:
            raise web.HTTPForbidden(text="The playground answers this machine only.")
    return await handler(request)


async def with_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer. A page or a script of yesterday is asked for again."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache")


def _port(request: web.Request) -> int | None:
    name = request.transport.get_extra_info("sockname") if request.transport else None
    return int(name[1]) if isinstance(name, tuple) else None
