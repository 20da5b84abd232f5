"""The CDN's door: attachments under the paths of cdn.discordapp.com."""

from urllib.parse import quote

from aiohttp import hdrs, web

from playground.guild.cdn import INLINE_IMAGES, Cdn


def serve_attachment(cdn: Cdn, request: web.Request) -> web.Response:
    """Return a file's bytes. Everything but a picture is sent as a download, so that no page can show it."""
    try:
        file = cdn.open(request.rel_url.raw_path)
    except KeyError:
        raise web.HTTPNotFound from None
    headers = {hdrs.CONTENT_TYPE: file.content_type, hdrs.CACHE_CONTROL: "private, max-age=31536000, immutable"}
    if file.content_type not in INLINE_IMAGES:
        headers[hdrs.CONTENT_DISPOSITION] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return web.Response(body=file.data, headers=headers)
