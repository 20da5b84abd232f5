"""The commands that the bot registered (developers/interactions/application-commands)."""

from playground.errors import InvalidAction
from playground.guild.changes import Changes, CommandsChanged
from playground.guild.ids import Snowflakes
from playground.guild.installs import Command, Offer

CHAT_INPUT, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
GLOBAL = ""


class Commands:
    """Keeps commands by scope: GLOBAL or a guild's id."""

    def __init__(self, application_id: str, ids: Snowflakes, changes: Changes) -> None:
        self._application_id = application_id
        self._ids = ids
        self._changes = changes
        self._scopes: dict[str, list[Command]] = {}

    def replace(self, scope: str, wanted: list[Command]) -> list[Command]:
        """Replace the scope's commands; a known id stays, and a known name keeps its id."""
        known = {(command["type"], command["name"]): command["id"] for command in self._scopes.get(scope, [])}
        self._scopes[scope] = [self._registered(scope, command, known) for command in wanted]
        self._changes.publish(CommandsChanged())
        return self._scopes[scope]

    def of(self, scope: str) -> list[Command]:
        """Return the commands of one scope."""
        return self._scopes.get(scope, [])

    def all(self) -> list[Command]:
        """Return what people see: the guild's commands and the global ones."""
        return [command for scope in sorted(self._scopes, reverse=True) for command in self._scopes[scope]]

    def offered(self, offer: Offer) -> list[Command]:
        """Return what one person is offered in one place."""
        return [command for command in self.all() if offer.has(command)]

    def find(self, name: str, offer: Offer) -> tuple[Command, list[Command]]:
        """Return the slash command `name` and its subcommands, as in `settings size`. InvalidAction when unknown."""
        first, *rest = name.removeprefix("/").split()
        command = self.named(CHAT_INPUT, first, offer)
        if command is None:
            raise InvalidAction(f"There is no command /{first} here.")
        path, level = [], command
        for part in rest:
            level = next((each for each in _subcommands(level) if each["name"] == part), {})
            if not level:
                raise InvalidAction(f"/{first} has no subcommand {part!r}.")
            path.append(level)
        if inner := _subcommands(level):
            names = ", ".join(each["name"] for each in inner)
            raise InvalidAction(f"/{name} needs one of its subcommands: {names}.")
        return command, path

    def named(self, kind: int, name: str, offer: Offer) -> Command | None:
        """Return the offered command of a kind with this name, or None."""
        commands = (each for each in self.offered(offer) if each["type"] == kind and each["name"] == name)
        return next(commands, None)

    def _registered(self, scope: str, wanted: Command, known: dict[tuple[int, str], str]) -> Command:
        kind, same = wanted.get("type") or CHAT_INPUT, str(wanted.get("id"))
        command = {
            "default_member_permissions": None,
            "description": "",
            "nsfw": False,
            "contexts": None,
            "options": [],
            **wanted,
            "type": kind,
            "integration_types": wanted.get("integration_types") or [0],
            "id": same if same in known.values() else known.get((kind, wanted["name"])) or self._ids.next(),
            "application_id": self._application_id,
            "version": self._ids.next(),
        }
        permissions = command["default_member_permissions"]
        command["default_member_permissions"] = None if permissions is None else str(permissions)
        return command | ({"guild_id": scope} if scope != GLOBAL else {})


def _subcommands(level: Command) -> list[Command]:
    return [each for each in level.get("options", ()) if each["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
