"""What handlers take from a request."""

from aiohttp import web

from playground.guild.channels import Channel
from playground.guild.compose import Body
from playground.guild.permissions import Permission
from playground.wire import Handler
from playground.world import World

WORLD = web.AppKey("world", World)
BODY = web.RequestKey("body", Body)

Route = tuple[str, str, str, Handler]


def world_of(request: web.Request) -> World:
    """Return the world that serves a request."""
    return request.app[WORLD]


def channel_of(request: web.Request, needed: Permission = Permission.VIEW_CHANNEL) -> Channel:
    """Return the channel in the path. ApiError 10003, 50001, 50013 for what the bot may not do there."""
    world = world_of(request)
    channel = world.guild.channel(request.match_info["channel_id"])
    world.guild.require(world.bot, channel, needed)
    return channel
