"""Where a command is offered, by who installed the bot (developers/interactions/application-commands#contexts)."""

from dataclasses import dataclass
from typing import Any

Command = dict[str, Any]

# developers/interactions/receiving-and-responding#interaction-object-interaction-context-types
IN_GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2
# developers/resources/application#application-object-application-integration-types
GUILD_INSTALL, USER_INSTALL = 0, 1


@dataclass(frozen=True)
class Offer:
    """One person in one place: the context, and the owner of each installation that reaches them there."""

    context: int
    owners: dict[int, str]

    def has(self, command: Command) -> bool:
        """Tell whether a command is offered here. A guild's own commands are offered in the guild alone."""
        if "guild_id" in command:
            return self.context == IN_GUILD and GUILD_INSTALL in self.owners
        return self.context in _contexts(command) and bool(self.of(command))

    def of(self, command: Command) -> dict[str, str]:
        """Return the owners of the installations that a command was registered for, as an interaction names them."""
        return {str(kind): self.owners[kind] for kind in command["integration_types"] if kind in self.owners}


def _contexts(command: Command) -> list[int]:
    """Return the contexts of a global command; `dm_permission` is the older way to keep it out of DMs."""
    if command.get("contexts") is not None:
        return list(command["contexts"])
    return [IN_GUILD] if command.get("dm_permission") is False else [IN_GUILD, BOT_DM, PRIVATE_CHANNEL]
