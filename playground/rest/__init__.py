"""Discord's REST API, version 10. Routes are named by their operation ids in Discord's OpenAPI."""

from aiohttp import web

from playground.rest import callbacks, channels, commands, guilds, lookups, pins, reactions, threads, webhooks
from playground.rest.door import Door
from playground.rest.keys import WORLD
from playground.rest.nonces import NONCES, Nonces
from playground.rest.old_edits import OLD_EDITS, OldEdits
from playground.world import World

# bytes. Discord's limit is for each file, and `read_body` holds it; this one protects the machine. aiohttp asks the
# outermost application for it
MAX_REQUEST = 128 * 2**20


def rest_app(world: World) -> web.Application:
    """Return the API as an application, to mount under /api/v10."""
    app = web.Application(middlewares=[Door(world).middleware])
    app[WORLD] = world
    app[OLD_EDITS] = OldEdits(world.config)
    app[NONCES] = Nonces(world.config.now, world.config.nonce_memory)
    for module in (lookups, guilds, commands, callbacks, webhooks, pins, channels, threads, reactions):
        for method, path, operation, handler in module.ROUTES:
            app.router.add_route(method, path, handler, name=operation)
    return app
