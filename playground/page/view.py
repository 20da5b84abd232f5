"""The world as the page shows it to one person."""

from collections.abc import Mapping
from typing import Any

from playground.guild import changes as c
from playground.guild.cdn import PROXY, PUBLIC
from playground.guild.ids import moment
from playground.guild.interactions import Answered, Interaction, Unanswered
from playground.guild.messages import Message
from playground.page.places import Places
from playground.world import World


class View:
    """Builds what `/page/state` and `/page/events` send."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._places = Places(world)

    def state(self, person_id: str | None, channel_id: str | None = None) -> dict[str, Any]:
        """Return everything that `person_id` sees in a channel, their ephemeral messages included."""
        world, channel = self._world, self._places.at(person_id, channel_id)
        messages = channel.messages_for(person_id) if person_id else channel.messages
        return {
            "guild": {"id": world.guild.id, "name": world.guild.name},
            "channel": channel.id,
            "bot": self._bot(),
            "commands": self._places.commands(person_id, channel),
            "messages": [self.message(message) for message in messages],
            **self._places.guild(person_id),
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

    def event(self, change: c.Change, person_id: str | None, channel_id: str | None = None) -> dict[str, Any] | None:
        """Return what a change means to the page of one person who looks at a channel, None for nothing."""
        if isinstance(change, c.MessageChange):
            return self._of_message(change, person_id, self._places.at(person_id, channel_id).id)
        match change:
            case c.CommandsChanged():
                place = self._places.at(person_id, channel_id)
                commands = self._places.commands(person_id, place)
                return {"kind": "guild", "commands": commands, **self._places.guild(person_id)}
            case c.GuildChanged():
                return {"kind": "guild", **self._places.guild(person_id)}
            case c.BotChanged():
                return {"kind": "bot", "online": self._bot()["online"]}
            case Answered(interaction) if interaction.modal and interaction.person.id == person_id:
                return {"kind": "modal", "modal": interaction.modal}
            case Unanswered(interaction) if interaction.person.id == person_id:
                here = interaction.channel is self._places.at(person_id, channel_id)
                return {"kind": "message", "message": self._failed(interaction)} if here else None
            case _:
                return None

    def _of_message(self, change: c.MessageChange, person_id: str | None, channel_id: str) -> dict[str, Any] | None:
        message = change.message
        if message.ephemeral_to not in (None, person_id):
            return None
        if message.channel_id != channel_id:
            seen = isinstance(change, c.Created) and self._places.at(person_id, message.channel_id)
            return {"kind": "elsewhere", "channel": seen.id} if seen and seen.id == message.channel_id else None
        if isinstance(change, c.Deleted):
            return {"kind": "delete", "id": message.id}
        return {"kind": "message", "message": self.message(message)}

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


def _local(value: Any) -> Any:
    """Return the value with every URL of the CDN made relative."""
    if isinstance(value, Mapping):
        return {key: _relative(each) if key in ("url", "proxy_url") else _local(each) for key, each in value.items()}
    return [_local(each) for each in value] if isinstance(value, list) else value


def _relative(url: Any) -> Any:
    return url.removeprefix(PUBLIC).removeprefix(PROXY) if isinstance(url, str) else url
