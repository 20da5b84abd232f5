"""What keeps other web sites away from the playground's port."""

from aiohttp import hdrs, web

from playground.wire import Handler

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@web.middleware
async def local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a request to the port under another host name or from another site.

    The check of the name stops DNS rebinding, the check of the origin stops pages of other sites. A unix socket needs
    neither: its file's permissions protect it.
    """
    port = _port(request)
    if port is not None:
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = request.headers.get(hdrs.ORIGIN)
        if request.host not in hosts or origin not in {None, *(f"http://{host}" for host in hosts)}:
            raise web.HTTPForbidden(text="The playground answers this machine only.")
    return await handler(request)


async def with_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer. The browser asks again before it uses an old page or script."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache")


def _port(request: web.Request) -> int | None:
    name = request.transport.get_extra_info("sockname") if request.transport else None
    return int(name[1]) if isinstance(name, tuple) else None
