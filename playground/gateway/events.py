"""The gateway's events: what a change means to a bot."""

from dataclasses import dataclass
from typing import Any

from playground.errors import ApiError
from playground.gateway.identity import CONTENT, Identity
from playground.guild import changes as c
from playground.guild.guild import Guild
from playground.guild.interactions import Asked
from playground.guild.members import Member
from playground.guild.messages import Message
from playground.guild.threads import Thread

# developers/events/gateway#list-of-intents
GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, GUILD_MESSAGE_REACTIONS = 1 << 0, 1 << 1, 1 << 9, 1 << 10
DIRECT_MESSAGES, DIRECT_MESSAGE_REACTIONS = 1 << 12, 1 << 13
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
        """Return the event of a change, None for what the bot does not see.

        An ephemeral message has none: only its interaction's token reaches it.
        """
        match change:
            case Asked(payload=payload):
                return Event("INTERACTION_CREATE", payload)
            case c.GuildChanged(event=name, payload=payload, hidden=False):
                return Event(name, payload, self._guild_intent(name, payload))
            case c.PinsChanged(channel_id, payload) if self._sees(channel_id):
                return Event("CHANNEL_PINS_UPDATE", payload, GUILDS if "guild_id" in payload else DIRECT_MESSAGES)
            case c.Reacted(message) if self._sees(message.channel_id):
                name = "MESSAGE_REACTION_ADD" if change.added else "MESSAGE_REACTION_REMOVE"
                in_dm = self._in_dm(message)
                intent = DIRECT_MESSAGE_REACTIONS if in_dm else GUILD_MESSAGE_REACTIONS
                return Event(name, self._reaction(change), intent)
            case c.MessageChange(message) if message.ephemeral_to is None and self._sees(message.channel_id):
                return self._of_message(change)
            case _:
                return None

    def _of_message(self, change: c.MessageChange) -> Event | None:
        message = change.message
        intent = DIRECT_MESSAGES if self._in_dm(message) else GUILD_MESSAGES
        match change:
            case c.Created():
                nonce = {"nonce": message.payload["nonce"]} if "nonce" in message.payload else {}
                return Event("MESSAGE_CREATE", self._message(message) | nonce, intent)
            case c.Edited():
                return Event("MESSAGE_UPDATE", self._message(message), intent)
            case c.Deleted():
                return Event("MESSAGE_DELETE", {"id": message.id} | self._place(message), intent)
            case _:
                return None

    def _guild_intent(self, name: str, payload: dict[str, Any]) -> int:
        """developers/events/gateway#list-of-intents: what happens to the bot itself needs no privileged intent"""
        if name == "GUILD_MEMBER_UPDATE" and payload["user"]["id"] != self._bot.id:
            return GUILD_MEMBERS
        added = [each["user_id"] for each in payload.get("added_members", ())]
        if name == "THREAD_MEMBERS_UPDATE" and self._bot.id not in [*added, *payload.get("removed_member_ids", ())]:
            return GUILD_MEMBERS
        return GUILDS

    def _sees(self, channel_id: str) -> bool:
        try:
            return self.guild.sees(self._bot, self.guild.channel(channel_id))
        except ApiError:
            return False

    def _in_dm(self, message: Message) -> bool:
        return self.guild.channel(message.channel_id).guild_id is None

    def readable(self, event: Event, intents: int) -> dict[str, Any]:
        """Return an event's data without the fields that a bot may not read.

        …/gateway#message-content-intent: its own messages, DMs, and those that mention it stay readable.
        """
        data = event.data
        if event.intent == DIRECT_MESSAGES:
            return data
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
            "channels": [each.payload() for each in self.guild.channels.values() if not isinstance(each, Thread)],
            "threads": [each.seen_by(self._bot.id) for each in self.guild.threads() if self._in_greeting(each)],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }
        return Event("GUILD_CREATE", data, GUILDS)

    def _in_greeting(self, thread: Thread) -> bool:
        return not thread.archived and self.guild.sees(self._bot, thread)

    def _place(self, message: Message) -> dict[str, Any]:
        return self.guild.channel(message.channel_id).place

    def _message(self, message: Message) -> dict[str, Any]:
        """developers/events/gateway-events#message-create"""
        payload = message.seen_by(self._bot.id)
        if self._in_dm(message):
            return payload | {"channel_type": 1}
        author = self.guild.members[message.author_id]
        mentions = [user | {"member": self.guild.members[user["id"]].payload()} for user in message.payload["mentions"]]
        payload |= {"guild_id": self.guild.id, "mentions": mentions}
        return payload if "webhook_id" in payload else payload | {"member": author.payload()}

    def _reaction(self, change: c.Reacted) -> dict[str, Any]:
        """developers/events/gateway-events#message-reaction-add"""
        member = self.guild.members[change.user_id]
        reaction = {
            "user_id": change.user_id,
            "message_id": change.message.id,
            "emoji": {"id": None, "name": change.emoji},
            "burst": False,
            "type": 0,
        } | self._place(change.message)
        if not change.added:
            return reaction
        inside = {} if self._in_dm(change.message) else {"member": member.payload() | {"user": member.user()}}
        return reaction | inside | {"message_author_id": change.message.author_id}
