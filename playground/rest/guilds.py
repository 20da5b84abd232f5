"""The guild: its channels, roles and members; and DMs (developers/resources/guild)."""

from aiohttp import web

from playground.errors import ApiError, Problem, invalid
from playground.guild.members import Member
from playground.guild.permissions import Permission
from playground.guild.threads import Thread
from playground.rest.keys import BODY, Route, world_of
from playground.wire import answer, nothing


async def guild(request: web.Request) -> web.Response:
    """…#get-guild"""
    _check(request)
    return answer(world_of(request).guild.payload())


async def channels(request: web.Request) -> web.Response:
    """…#get-guild-channels: all but threads"""
    _check(request)
    every = world_of(request).guild.channels.values()
    return answer([each.payload() for each in every if not isinstance(each, Thread)])


async def roles(request: web.Request) -> web.Response:
    """…#get-guild-roles"""
    _check(request)
    return answer([role.payload() for role in world_of(request).guild.roles.values()])


async def role(request: web.Request) -> web.Response:
    """…#get-guild-role"""
    _check(request)
    return answer(world_of(request).roles.get(request.match_info["role_id"]).payload())


async def member(request: web.Request) -> web.Response:
    """…#get-guild-member"""
    return answer(_with_user(_member(request)))


async def my_member(request: web.Request) -> web.Response:
    """…/resources/user#get-current-user-guild-member"""
    _check(request)
    return answer(_with_user(world_of(request).bot))


async def rename_me(request: web.Request) -> web.Response:
    """…#modify-current-member"""
    _check(request)
    world, nick = world_of(request), request[BODY].json.get("nick")
    if nick is not None and (not isinstance(nick, str) or len(nick) > 32):
        raise invalid("nick", "BASE_TYPE_BAD_LENGTH", "Must be 32 or fewer in length.")
    world.roles.rename(world.bot, nick)
    return answer(_with_user(world.bot))


async def give(request: web.Request) -> web.Response:
    """…#add-guild-member-role"""
    _require_roles(request)
    world = world_of(request)
    world.roles.give(_member(request), world.roles.get(request.match_info["role_id"]))
    return nothing()


async def take(request: web.Request) -> web.Response:
    """…#remove-guild-member-role"""
    _require_roles(request)
    world = world_of(request)
    world.roles.take(_member(request), world.roles.get(request.match_info["role_id"]))
    return nothing()


async def open_dm(request: web.Request) -> web.Response:
    """…/resources/user#create-dm: it always opens; whether a message is taken is another question."""
    world = world_of(request)
    person = world.guild.members.get(str(request[BODY].json.get("recipient_id")))
    if person is None or person is world.bot:
        raise ApiError(Problem.INVALID_RECIPIENTS)
    return answer(world.rooms.dm(person).payload())


def _check(request: web.Request) -> None:
    """Raise ApiError 10004 for a guild that is not here, or that the bot is not in."""
    world = world_of(request)
    if request.match_info["guild_id"] != world.guild.id or world.bot.id in world.guild.removed:
        raise ApiError(Problem.UNKNOWN_GUILD)


def _member(request: web.Request) -> Member:
    _check(request)
    guild = world_of(request).guild
    found = guild.members.get(request.match_info["user_id"])
    if found is None or found.id in guild.removed:
        raise ApiError(Problem.UNKNOWN_MEMBER)
    return found


def _with_user(found: Member) -> dict[str, object]:
    return found.payload() | {"user": found.user()}


def _require_roles(request: web.Request) -> None:
    world = world_of(request)
    if not world.guild.granted(world.bot) & (Permission.MANAGE_ROLES | Permission.ADMINISTRATOR):
        raise ApiError(Problem.MISSING_PERMISSIONS)


_GUILD = "/guilds/{guild_id}"
_ROLE = _GUILD + "/members/{user_id}/roles/{role_id}"
ROUTES: list[Route] = [
    ("GET", _GUILD, "get_guild", guild),
    ("GET", _GUILD + "/channels", "list_guild_channels", channels),
    ("GET", _GUILD + "/roles", "list_guild_roles", roles),
    ("GET", _GUILD + "/roles/{role_id}", "get_guild_role", role),
    ("PATCH", _GUILD + "/members/@me", "update_my_guild_member", rename_me),
    ("GET", _GUILD + "/members/{user_id}", "get_guild_member", member),
    ("PUT", _ROLE, "add_guild_member_role", give),
    ("DELETE", _ROLE, "delete_guild_member_role", take),
    ("GET", "/users/@me/guilds/{guild_id}/member", "get_my_guild_member", my_member),
    ("POST", "/users/@me/channels", "create_dm", open_dm),
]
