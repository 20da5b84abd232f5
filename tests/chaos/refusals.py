"""Refusals that pass: blocks on the way to Discord, a token that is reset, access that is lost for a while."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiohttp import web

from playground import World
from playground.guild.channels import Channel
from playground.guild.permissions import Permission
from playground.wire import answer
from tests.chaos.plan import Block

UNAUTHORIZED = 401
REFUSED_TOKEN = 78  # the bot's exit code


class Refusals:
    """What is refused at the moment."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._blocks: list[int] = []
        self._reset = False
        self.renewals = 0

    def of(self, request: web.Request) -> web.Response | None:
        """Return the answer to a request that is refused, None for one that is not.

        Interactions are answered by tokens of their own.
        """
        if self._reset and not request.path.startswith(("/api/v10/interactions", "/api/v10/webhooks")):
            return by_the_way(UNAUTHORIZED)
        return by_the_way(self._blocks[-1]) if self._blocks else None

    def block(self, block: Block, seconds: float) -> Coroutine[Any, Any, None]:
        """Answer everything as something on the way does. The coroutine that this returns ends it after `seconds`."""
        self._blocks.append(block.answer)
        return self._unblock(block, seconds)

    async def _unblock(self, block: Block, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._blocks.remove(block.answer)

    def reset_token(self) -> None:
        """Accept the bot's token no more until the bot has ended."""
        self._reset = True

    def renewed(self, code: int) -> bool:
        """Give the bot that ended with this code the new token; return False where it had another reason to end."""
        if not self._reset or code != REFUSED_TOKEN:
            return False
        self._reset = False
        self.renewals += 1
        return True

    def shut(self, channel_id: str, permission: Permission, seconds: float) -> Coroutine[Any, Any, None]:
        """Deny the bot a permission in a channel. The coroutine that this returns gives it back after `seconds`."""
        channel = self._world.guild.channels[channel_id]
        self._world.faults.deny(channel, permission)
        return self._open(channel, seconds)

    async def _open(self, channel: Channel, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._world.faults.deny(channel, Permission(0))


def by_the_way(what: int) -> web.Response:
    """Return an answer by what is named: an HTTP status, or a code of Discord's own that means no more than that."""
    match what:
        case 403:
            page = "<html><title>Attention Required! | Cloudflare</title></html>"
            return web.Response(text=page, status=403, content_type="text/html")
        case 40333:
            return answer({"message": "internal network error", "code": 40333}, 403)
        case 408:
            return web.Response(text="Request Timeout", status=408)
        case 400:
            return web.Response(text="<html><body>400 Bad Request</body></html>", status=400, content_type="text/html")
        case 401:
            return answer({"message": "401: Unauthorized", "code": 0}, 401)
    raise AssertionError(f"nobody answers {what}")


def is_by_the_way(status: int, body: Any) -> bool:
    """Tell whether an answer of 401 or 403 is one of these: it says nothing of how the bot behaves."""
    return status == 401 or (status == 403 and (not isinstance(body, dict) or body.get("code") in (0, 40333)))
