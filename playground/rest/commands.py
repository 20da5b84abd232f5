"""Registering commands (developers/interactions/application-commands#registering-a-command)."""

from aiohttp import web

from playground.errors import ApiError, Problem
from playground.guild.commands import CHAT_INPUT, GLOBAL
from playground.guild.installs import Command
from playground.guild.shapes.commands import check_commands
from playground.rest.keys import BODY, Route, world_of
from playground.wire import answer, nothing

COMMANDS = 100  # slash commands in one place (…#registering-a-command)


async def list_commands(request: web.Request) -> web.Response:
    """…#get-global-application-commands, #get-guild-application-commands"""
    return answer(world_of(request).commands.of(_scope(request)))


async def overwrite(request: web.Request) -> web.Response:
    """…#bulk-overwrite-global-application-commands, #bulk-overwrite-guild-application-commands"""
    return answer(_replace(request, request[BODY].json))


async def create(request: web.Request) -> web.Response:
    """…#create-global-application-command, #create-guild-application-command: a known name is replaced."""
    commands, scope, wanted = world_of(request).commands, _scope(request), request[BODY].json
    same = [each for each in commands.of(scope) if _key(each) == _key(wanted)]
    others = [each for each in commands.of(scope) if _key(each) != _key(wanted)]
    made = _replace(request, [*others, wanted])[-1]
    return answer(made, 200 if same else 201)


async def get(request: web.Request) -> web.Response:
    """…#get-global-application-command, #get-guild-application-command"""
    return answer(_found(request))


async def edit(request: web.Request) -> web.Response:
    """…#edit-global-application-command, #edit-guild-application-command: what is not named stays."""
    found = _found(request)
    commands = world_of(request).commands.of(_scope(request))
    changed = found | request[BODY].json
    check_commands([changed])
    _replace(request, [changed if each is found else each for each in commands])
    return answer(_found(request))


async def delete(request: web.Request) -> web.Response:
    """…#delete-global-application-command, #delete-guild-application-command"""
    found = _found(request)
    commands = world_of(request).commands.of(_scope(request))
    _replace(request, [each for each in commands if each is not found])
    return nothing()


def _replace(request: web.Request, wanted: list[Command]) -> list[Command]:
    """Replace the commands of the path's scope. ApiError 30032 for too many."""
    if sum(_key(each)[0] == CHAT_INPUT for each in wanted) > COMMANDS:
        raise ApiError(Problem.TOO_MANY_COMMANDS)
    return world_of(request).commands.replace(_scope(request), wanted)


def _found(request: web.Request) -> Command:
    """Return the command in the path. ApiError 10063."""
    commands = world_of(request).commands.of(_scope(request))
    for command in commands:
        if command["id"] == request.match_info["command_id"]:
            return command
    raise ApiError(Problem.UNKNOWN_COMMAND)


def _key(command: Command) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command["name"]


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
    ("POST", _OURS, "create_application_command", create),
    ("GET", _OURS + "/{command_id}", "get_application_command", get),
    ("PATCH", _OURS + "/{command_id}", "update_application_command", edit),
    ("DELETE", _OURS + "/{command_id}", "delete_application_command", delete),
    ("PUT", _OURS, "bulk_set_application_commands", overwrite),
    ("GET", _GUILDS, "list_guild_application_commands", list_commands),
    ("POST", _GUILDS, "create_guild_application_command", create),
    ("GET", _GUILDS + "/{command_id}", "get_guild_application_command", get),
    ("PATCH", _GUILDS + "/{command_id}", "update_guild_application_command", edit),
    ("DELETE", _GUILDS + "/{command_id}", "delete_guild_application_command", delete),
    ("PUT", _GUILDS, "bulk_set_guild_application_commands", overwrite),
]
