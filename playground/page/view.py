"""The world as the page shows it to one person."""

from collections.abc import Mapping
from typing import Any

from playground.guild import changes as c
from playground.guild.cdn import PROXY, PUBLIC
from playground.guild.ids import moment
from playground.guild.interactions import Answered, Interaction, Unanswered
from playground.guild.messages import Message
from playground.world import World

_COLORS = ("#c2410c", "#0f766e", "#6d28d9", "#be185d", "#1d4ed8", "#4d7c0f")


class View:
    """Builds what `/page/state` and `/page/events` send."""

    def __init__(self, world: World) -> None:
        self._world = world

    def state(self, person_id: str | None) -> dict[str, Any]:
        """Return everything that `person_id` sees, their ephemeral messages included."""
        world = self._world
        messages = world.channel.messages_for(person_id) if person_id else world.channel.messages
        return {
            "guild": {"id": world.guild.id, "name": world.guild.name},
            "channel": {"id": world.channel.id, "name": world.channel.name},
            "people": [
                {
                    "id": person.id,
                    "name": person.name,
                    "avatar_color": _color(index),
                    "admin": world.is_admin(person.member),
                }
                for index, person in enumerate(world.people)
            ],
            "bot": self._bot(),
            "commands": world.commands.all(),
            "messages": [self.message(message) for message in messages],
        }

    def message(self, message: Message) -> dict[str, Any]:
        """Return Discord's message object with what else the page needs; URLs of attachments are on this server."""
        shown: dict[str, Any] = _local(message.seen_by(self._world.bot.id))
        shown |= {
            "ephemeral_to": message.ephemeral_to,
            "reactions": [
                {"emoji": emoji, "count": len(users), "people": list(users)}
                for emoji, users in message.reactions.items()
            ],
            "state": "thinking" if message.thinking else None,
        }
        if interaction := message.payload.get("interaction"):
            return shown | {"interaction": {"name": interaction["name"], "person_id": interaction["user"]["id"]}}
        return shown

    def event(self, change: c.Change, person_id: str | None) -> dict[str, Any] | None:
        """Return what a change means to one person's page, None for nothing."""
        match change:
            case c.Created(message) | c.Edited(message) | c.Reacted(message) if self._shows(message, person_id):
                return {"kind": "message", "message": self.message(message)}
            case c.Deleted(message) if self._shows(message, person_id):
                return {"kind": "delete", "id": message.id}
            case c.CommandsChanged():
                return {"kind": "commands", "commands": self._world.commands.all()}
            case c.BotChanged():
                return {"kind": "bot", "online": self._bot()["online"]}
            case Answered(interaction) if interaction.modal and interaction.person.id == person_id:
                return {"kind": "modal", "modal": interaction.modal}
            case Unanswered(interaction) if interaction.person.id == person_id:
                return {"kind": "message", "message": self._failed(interaction)}
            case _:
                return None

    def _shows(self, message: Message, person_id: str | None) -> bool:
        return message.channel_id == self._world.channel.id and message.ephemeral_to in (None, person_id)

    def _bot(self) -> dict[str, Any]:
        return {"id": self._world.bot.id, "name": self._world.bot.name, "online": self._world.gateway.online}

    def _failed(self, interaction: Interaction) -> dict[str, Any]:
        """Return what Discord's client shows only to its user when the bot did not answer in time."""
        unanswered = {
            "id": interaction.id,
            "channel_id": interaction.channel.id,
            "type": 20,
            "author": self._world.bot.user(),
            "content": "",
            "timestamp": moment(interaction.created_at),
            "embeds": [],
            "attachments": [],
            "components": [],
            "reactions": [],
        }
        about = {"name": interaction.name, "person_id": interaction.person.id}
        return unanswered | {"ephemeral_to": interaction.person.id, "interaction": about, "state": "failed"}


def _color(index: int) -> str:
    return _COLORS[index % len(_COLORS)]


def _local(value: Any) -> Any:
    """Return the value with every URL of the CDN made relative."""
    if isinstance(value, Mapping):
        return {key: _relative(each) if key in ("url", "proxy_url") else _local(each) for key, each in value.items()}
    return [_local(each) for each in value] if isinstance(value, list) else value


def _relative(url: Any) -> Any:
    return url.removeprefix(PUBLIC).removeprefix(PROXY) if isinstance(url, str) else url
