"""Registering commands (developers/interactions/application-commands#registering-a-command)."""

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.guild.commands import CHAT_INPUT, GLOBAL
from playground.rest.keys import BODY, Route, world_of
from playground.wire import answer

COMMANDS = 100  # slash commands in one place (…#registering-a-command)


async def list_commands(request: web.Request) -> web.Response:
    """…#get-global-application-commands, #get-guild-application-commands"""
    return answer(world_of(request).commands.of(_scope(request)))


async def overwrite(request: web.Request) -> web.Response:
    """…#bulk-overwrite-global-application-commands, #bulk-overwrite-guild-application-commands"""
    scope, wanted = _scope(request), request[BODY].json
    if sum((each.get("type") or CHAT_INPUT) == CHAT_INPUT for each in wanted) > COMMANDS:
        raise ApiError(Problem.TOO_MANY_COMMANDS)
    return answer(world_of(request).commands.replace(scope, wanted))


def _scope(request: web.Request) -> str:
    world = world_of(request)
    if request.match_info["application_id"] != world.bot.id:
        raise ApiError(Problem.MISSING_ACCESS)
    scope = request.match_info.get("guild_id", GLOBAL)
    if scope not in (GLOBAL, world.guild.id):
        raise ApiError(Problem.MISSING_ACCESS)
    return scope


_OURS = "/applications/{application_id}/commands"
_GUILDS = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: list[Route] = [
    ("GET", _OURS, "list_application_commands", list_commands),
    ("PUT", _OURS, "bulk_set_application_commands", overwrite),
    ("GET", _GUILDS, "list_guild_application_commands", list_commands),
    ("PUT", _GUILDS, "bulk_set_guild_application_commands", overwrite),
]
