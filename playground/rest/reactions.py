"""Reactions (developers/resources/message#create-reaction)."""

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.guild.permissions import Permission
from playground.rest.keys import Route, channel_of, world_of
from playground.wire import nothing


async def add(request: web.Request) -> web.Response:
    """…#create-reaction: only the first to use an emoji needs Add Reactions."""
    world = world_of(request)
    channel = channel_of(request, Permission.READ_MESSAGE_HISTORY)
    channel.require_open()
    message = channel.public(request.match_info["message_id"])
    emoji = _emoji(request)
    if emoji not in message.reactions:
        world.guild.require(world.bot, channel, Permission.ADD_REACTIONS)
    channel.react(message.id, emoji, world.bot.id, added=True)
    return nothing()


async def remove_mine(request: web.Request) -> web.Response:
    """…#delete-own-reaction"""
    channel = channel_of(request)
    channel.react(request.match_info["message_id"], _emoji(request), world_of(request).bot.id, added=False)
    return nothing()


async def remove_another(request: web.Request) -> web.Response:
    """…#delete-user-reaction"""
    channel = channel_of(request, Permission.MANAGE_MESSAGES)
    channel.react(request.match_info["message_id"], _emoji(request), request.match_info["user_id"], added=False)
    return nothing()


def _emoji(request: web.Request) -> str:
    """Return the emoji in the path. ApiError 10014 for ASCII text."""
    emoji = request.match_info["emoji_name"]
    if emoji.isascii():
        raise ApiError(Problem.UNKNOWN_EMOJI)
    return emoji


_REACTION = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}"
ROUTES: list[Route] = [
    ("PUT", _REACTION + "/@me", "add_my_message_reaction", add),
    ("DELETE", _REACTION + "/@me", "delete_my_message_reaction", remove_mine),
    ("DELETE", _REACTION + "/{user_id}", "delete_user_message_reaction", remove_another),
]
