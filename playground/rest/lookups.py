"""Lookups: users, applications, the gateway's address, channels."""

from typing import Any

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.rest.keys import Route, channel_of, world_of
from playground.wire import answer


async def my_user(request: web.Request) -> web.Response:
    """developers/resources/user#get-current-user"""
    user = world_of(request).bot.user()
    return answer(user | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None})


async def my_application(request: web.Request) -> web.Response:
    """developers/resources/application#application-object"""
    world = world_of(request)
    return answer(
        {
            "id": world.bot.id,
            "name": world.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "bot": world.bot.user(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": world.owner.member.user(),
            "approximate_guild_count": 1,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": [],
        }
    )


async def gateway(request: web.Request) -> web.Response:
    """developers/events/gateway#get-gateway"""
    return answer({"url": socket_address(request)})


async def bot_gateway(request: web.Request) -> web.Response:
    """developers/events/gateway#get-gateway-bot"""
    start_limit = world_of(request).gateway.sessions.start_limit()
    return answer({"url": socket_address(request), "shards": 1, "session_start_limit": start_limit})


def socket_address(request: web.Request) -> str:
    """Return the gateway's address: the port of the request, or Discord's own name for a unix socket."""
    by_port = request.transport and isinstance(request.transport.get_extra_info("sockname"), tuple)
    return f"ws://{request.host}" if by_port else "wss://gateway.discord.gg"


async def sounds(_: web.Request) -> web.Response:
    """developers/resources/soundboard#list-default-soundboard-sounds; py-cord is not ready before it has them."""
    return answer([])


async def user(request: web.Request) -> web.Response:
    """developers/resources/user#get-user"""
    member = world_of(request).guild.members.get(request.match_info["user_id"])
    if member is None:
        raise ApiError(Problem.UNKNOWN_USER)
    return answer(member.user())


async def my_guilds(request: web.Request) -> web.Response:
    """developers/resources/user#get-current-user-guilds"""
    bot, guild = world_of(request).bot, world_of(request).guild
    plain: dict[str, Any] = {"icon": None, "banner": None, "owner": False, "features": []}
    permissions = str(int(guild.granted(bot)))
    return answer([plain | {"id": guild.id, "name": guild.name, "permissions": permissions}])


async def channel(request: web.Request) -> web.Response:
    """developers/resources/channel#get-channel"""
    return answer(channel_of(request).payload())


ROUTES: list[Route] = [
    ("GET", "/users/@me", "get_my_user", my_user),
    ("GET", "/users/@me/guilds", "list_my_guilds", my_guilds),
    ("GET", "/users/{user_id}", "get_user", user),
    ("GET", "/oauth2/applications/@me", "get_my_oauth2_application", my_application),
    ("GET", "/applications/@me", "get_my_application", my_application),
    ("GET", "/gateway", "get_gateway", gateway),
    ("GET", "/gateway/bot", "get_bot_gateway", bot_gateway),
    ("GET", "/soundboard-default-sounds", "get_soundboard_default_sounds", sounds),
    ("GET", "/channels/{channel_id}", "get_channel", channel),
]
