"""The gateway's events: what a change means to a bot."""

from dataclasses import dataclass
from typing import Any

from playground.gateway.identity import CONTENT, Identity
from playground.guild import changes as c
from playground.guild.guild import Guild, Member
from playground.guild.interactions import Asked
from playground.guild.messages import Message

# developers/events/gateway#list-of-intents
GUILDS, GUILD_MESSAGES, GUILD_MESSAGE_REACTIONS = 1 << 0, 1 << 9, 1 << 10
_NO_CONTENT = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(frozen=True)
class Event:
    """An event, and the intent that a bot needs to get it."""

    name: str
    data: dict[str, Any]
    intent: int = 0

    @property
    def guild_id(self) -> str | None:
        """Return the guild that it is about, None where there is none."""
        guild_id: str | None = self.data["id"] if self.name.startswith("GUILD_") and "id" in self.data else None
        return guild_id or self.data.get("guild_id")


class Events:
    """Builds events as the bot sees them."""

    def __init__(self, guild: Guild, bot: Member) -> None:
        self.guild = guild
        self._bot = bot

    def of(self, change: c.Change) -> Event | None:
        """Return the event of a change. An ephemeral message has none: only its interaction's token reaches it."""
        match change:
            case Asked(payload=payload):
                return Event("INTERACTION_CREATE", payload)
            case c.GuildChanged(event=name, payload=payload):
                return Event(name, payload, GUILDS)
            case c.Created(message) if message.ephemeral_to is None:
                nonce = {"nonce": message.payload["nonce"]} if "nonce" in message.payload else {}
                return Event("MESSAGE_CREATE", self._message(message) | nonce, GUILD_MESSAGES)
            case c.Edited(message) if message.ephemeral_to is None:
                return Event("MESSAGE_UPDATE", self._message(message), GUILD_MESSAGES)
            case c.Deleted(message) if message.ephemeral_to is None:
                return Event("MESSAGE_DELETE", self._place(message), GUILD_MESSAGES)
            case c.Reacted():
                name = "MESSAGE_REACTION_ADD" if change.added else "MESSAGE_REACTION_REMOVE"
                return Event(name, self._reaction(change), GUILD_MESSAGE_REACTIONS)
            case _:
                return None

    def readable(self, event: Event, intents: int) -> dict[str, Any]:
        """Return an event's data without the fields that a bot may not read.

        developers/events/gateway#message-content-intent: its own messages, and those that mention it, stay readable.
        """
        data = event.data
        foreign = data.get("author", {}).get("id", self._bot.id) != self._bot.id
        mentioned = self._bot.id in [user["id"] for user in data.get("mentions", ())]
        return data | _NO_CONTENT if foreign and not mentioned and not intents & CONTENT else data

    def greeting(self, session_id: str, address: str, version: int, identity: Identity) -> list[Event]:
        """Return the first events of a session: READY, and the guild if the bot is a member and its shard has it."""
        guilds = [self._guild_create()] if self._member and identity.hears(self.guild.id) else []
        shard = {"shard": list(identity.shard)} if identity.shard else {}
        unavailable = [{"id": each.guild_id, "unavailable": True} for each in guilds]
        about = {"v": version, "guilds": unavailable, "session_id": session_id, "resume_gateway_url": address}
        return [Event("READY", self._ready() | about | shard), *guilds]

    @property
    def _member(self) -> bool:
        return self._bot.id not in self.guild.removed

    def _ready(self) -> dict[str, Any]:
        """developers/events/gateway-events#ready"""
        user = self._bot.user() | {"verified": True, "mfa_enabled": False, "email": None}
        return {"user": user, "application": {"id": self._bot.id, "flags": 0, "flags_new": "0"}}

    def _guild_create(self) -> Event:
        """developers/events/gateway-events#guild-create; without the presences intent `members` has the bot alone."""
        data = self.guild.payload() | {
            "joined_at": self._bot.joined_at,
            "large": False,
            "unavailable": False,
            "member_count": len(self.guild.members),
            "members": [self._bot.payload() | {"user": self._bot.user()}],
            "channels": [each.payload() for each in self.guild.channels.values() if not each.parent],
            "threads": [each.payload() for each in self.guild.channels.values() if each.parent and not each.archived],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }
        return Event("GUILD_CREATE", data, GUILDS)

    def _place(self, message: Message) -> dict[str, Any]:
        return {"id": message.id, "channel_id": message.channel_id, "guild_id": self.guild.id}

    def _message(self, message: Message) -> dict[str, Any]:
        """developers/events/gateway-events#message-create"""
        author = self.guild.members[message.author_id]
        mentions = [user | {"member": self.guild.members[user["id"]].payload()} for user in message.payload["mentions"]]
        payload = message.seen_by(self._bot.id) | {"guild_id": self.guild.id, "mentions": mentions}
        return payload if "webhook_id" in payload else payload | {"member": author.payload()}

    def _reaction(self, change: c.Reacted) -> dict[str, Any]:
        """developers/events/gateway-events#message-reaction-add"""
        member = self.guild.members[change.user_id]
        reaction = {
            "user_id": change.user_id,
            "channel_id": change.message.channel_id,
            "message_id": change.message.id,
            "guild_id": self.guild.id,
            "emoji": {"id": None, "name": change.emoji},
            "burst": False,
            "type": 0,
        }
        added = {"member": member.payload() | {"user": member.user()}, "message_author_id": change.message.author_id}
        return reaction | (added if change.added else {})
