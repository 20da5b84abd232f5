"""Pinned messages (developers/resources/message#get-channel-pins)."""

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.guild.permissions import Permission
from playground.rest.keys import Route, channel_of, world_of
from playground.wire import answer, nothing

MOST = 250  # developers/topics/opcodes-and-status-codes#json, 30003


async def pin(request: web.Request) -> web.Response:
    """…#pin-message"""
    return _set(request, pinned=True)


async def unpin(request: web.Request) -> web.Response:
    """…#unpin-message"""
    return _set(request, pinned=False)


async def pins(request: web.Request) -> web.Response:
    """…#get-channel-pins: nothing without Read Message History"""
    world, channel = world_of(request), channel_of(request)
    allowed = world.guild.permissions(world.bot, channel) & Permission.READ_MESSAGE_HISTORY
    found = channel.pins if allowed else []
    items = [{"pinned_at": each.pinned_at, "message": each.seen_by(world.bot.id)} for each in found]
    return answer({"items": items, "has_more": False})


async def older_pins(request: web.Request) -> web.Response:
    """…#get-pinned-messages-deprecated"""
    world, channel = world_of(request), channel_of(request, Permission.READ_MESSAGE_HISTORY)
    return answer([each.seen_by(world.bot.id) for each in channel.pins])


def _set(request: web.Request, *, pinned: bool) -> web.Response:
    channel = channel_of(request, Permission.PIN_MESSAGES)
    channel.require_open()
    if pinned and len(channel.pins) >= MOST:
        raise ApiError(Problem.TOO_MANY_PINS)
    channel.pin(request.match_info["message_id"], world_of(request).config.now(), pinned=pinned)
    return nothing()


_PINS, _OLDER = "/channels/{channel_id}/messages/pins", "/channels/{channel_id}/pins"
ROUTES: list[Route] = [
    ("GET", _PINS, "list_pins", pins),
    ("PUT", _PINS + "/{message_id}", "create_pin", pin),
    ("DELETE", _PINS + "/{message_id}", "delete_pin", unpin),
    ("GET", _OLDER, "deprecated_list_pins", older_pins),
    ("PUT", _OLDER + "/{message_id}", "deprecated_create_pin", pin),
    ("DELETE", _OLDER + "/{message_id}", "deprecated_delete_pin", unpin),
]
