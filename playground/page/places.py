"""The channels, people and roles as the page shows them to one person, and the channel that they look at."""

from typing import Any

from playground.errors import ApiError
from playground.guild.channels import Channel
from playground.guild.dms import DirectMessages
from playground.guild.installs import USER_INSTALL
from playground.guild.permissions import Overwrite, Permission
from playground.guild.threads import Thread
from playground.people.person import Person
from playground.world import World

# what an admin may take from the bot in one channel, as Discord's client names it
DENIABLE = {
    Permission.VIEW_CHANNEL: "View channel",
    Permission.SEND_MESSAGES: "Send messages",
    Permission.SEND_MESSAGES_IN_THREADS: "Send messages in threads",
    Permission.EMBED_LINKS: "Embed links",
    Permission.ATTACH_FILES: "Attach files",
    Permission.READ_MESSAGE_HISTORY: "Read message history",
    Permission.ADD_REACTIONS: "Add reactions",
    Permission.CONNECT: "Connect",
}
_COLORS = ("#c2410c", "#0f766e", "#6d28d9", "#be185d", "#1d4ed8", "#4d7c0f")


class Places:
    """Tells what one person sees of the guild."""

    def __init__(self, world: World) -> None:
        self._world = world

    def at(self, person_id: str | None, channel_id: str | None) -> Channel:
        """Return the channel that a person looks at: the first one where they see none of this id."""
        try:
            channel = self._world.guild.channel(channel_id or "")
        except ApiError:
            return self._world.channel
        member = self._world.guild.members.get(person_id or "")
        return channel if member and self._world.guild.sees(member, channel) else self._world.channel

    def commands(self, person_id: str | None, channel: Channel) -> list[dict[str, Any]]:
        """Return the commands of all kinds that a person is offered in a channel."""
        person = self._person(person_id)
        return person.offered(channel) if person else self._world.commands.all()

    def guild(self, person_id: str | None) -> dict[str, Any]:
        """Return the channels that a person sees, their DM with the bot at the end; everybody; the roles.

        `installable` tells whether it would bring this person commands to install the bot for themselves.
        """
        person, guild = self._person(person_id), self._world.guild
        seen = [self._world.channel]
        if person:
            every = [*guild.channels.values(), person.dm]
            seen = [each for each in every if guild.sees(person.member, each)]
        roles = [each for each in guild.roles.values() if each.id != guild.id and not each.managed]
        return {
            "channels": [self.channel(each, person) for each in seen],
            "people": [self._shown(index, each) for index, each in enumerate(self._world.people)],
            "roles": [{"id": each.id, "name": each.name} for each in roles],
            "installable": bool(person and person.id not in self._world.installed and self._for_users()),
        }

    def channel(self, channel: Channel, person: Person | None) -> dict[str, Any]:
        """Return what the page knows of one channel; `kind` is Discord's number."""
        thread = channel if isinstance(channel, Thread) else None
        may = self._world.guild.permissions(person.member, channel) if person else Permission(0)
        return {
            "id": channel.id,
            "name": self._world.bot.name if isinstance(channel, DirectMessages) else channel.name,
            "kind": int(channel.kind),
            "parent": thread.parent.id if thread else None,
            "archived": bool(thread and thread.archived),
            "may_open_threads": bool(may & Permission.CREATE_PUBLIC_THREADS),
            "bot_may": self._bot_may(channel) if person and self._world.is_admin(person.member) else None,
        }

    def _bot_may(self, channel: Channel) -> list[dict[str, Any]] | None:
        """Return what an admin allows the bot in a channel, as the choices of a form; None where there is no choice."""
        if isinstance(channel, Thread | DirectMessages):
            return None
        denied = channel.overwrites.get(self._world.bot.id, Overwrite()).deny
        return [
            {"label": label, "value": str(int(each)), "default": not denied & each} for each, label in DENIABLE.items()
        ]

    def _for_users(self) -> bool:
        return any(USER_INSTALL in each["integration_types"] for each in self._world.commands.all())

    def _shown(self, index: int, person: Person) -> dict[str, Any]:
        return {
            "id": person.id,
            "name": person.name,
            "avatar_color": _COLORS[index % len(_COLORS)],
            "admin": self._world.is_admin(person.member),
            "owner": person is self._world.owner,
            "roles": list(person.member.role_ids),
        }

    def _person(self, person_id: str | None) -> Person | None:
        return next((each for each in self._world.people if each.id == person_id), None)
