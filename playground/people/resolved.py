"""The objects that an interaction names by their ids: `resolved` in its data.

developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from playground.config import MIB
from playground.errors import InvalidAction
from playground.guild.cdn import File
from playground.guild.channels import Channel
from playground.guild.guild import Guild
from playground.guild.members import Member
from playground.guild.messages import Message

# what partial channels have; those of threads come after `flags`. The published types lack most of them, but libraries
# read them
_CHANNEL_FIELDS = (
    "id",
    "type",
    "name",
    "guild_id",
    "parent_id",
    "position",
    "topic",
    "nsfw",
    "rate_limit_per_user",
    "last_message_id",
    "last_pin_timestamp",
    "flags",
    "owner_id",
    "member_count",
    "message_count",
    "total_message_sent",
    "thread_metadata",
)


class Entity(Enum):
    """What an option or a menu may name."""

    MEMBER = "a member"
    ROLE = "a role"
    MENTIONABLE = "a member or a role"
    CHANNEL = "a channel"


class Resolved:
    """Collects objects, and returns their ids. A value may be an object, or its id as text."""

    def __init__(self, guild: Guild, viewer: Member, place: Channel, store: Callable[[File], dict[str, Any]]) -> None:
        self.data: dict[str, dict[str, Any]] = {}
        self._guild = guild
        self._viewer = viewer
        self._place = place
        self._store = store

    def entity(self, name: str, entity: Entity, value: Any, channel_kinds: list[int] | None = None) -> str:
        """Add what `value` names. InvalidAction with the field's name when there is no such here."""
        found: str | None = None
        if entity is Entity.CHANNEL:
            found = self._channel(value, channel_kinds)
        if entity in (Entity.MEMBER, Entity.MENTIONABLE):
            found = self._user(value)
        if entity in (Entity.ROLE, Entity.MENTIONABLE):
            found = found or self._role(value)
        if found is None:
            raise InvalidAction(f"{name} must be {entity.value}, not {getattr(value, 'name', value)!r}.")
        return found

    def message(self, message: Message, bot_id: str) -> str:
        """Add a message."""
        self._add("messages", message.id, message.seen_by(bot_id))
        return message.id

    def attachment(self, name: str, value: Any) -> str:
        """Upload a file and add it. InvalidAction when it is none, or larger than what people may upload."""
        if not isinstance(value, File):
            raise InvalidAction(f"{name} must be a file.")
        if len(value.data) > (most := self._guild.upload_limit):
            raise InvalidAction(f"{name} is too large: a file may have {most / MIB:g} MiB here.")
        attachment = self._store(value) | {"ephemeral": True}
        self._add("attachments", attachment["id"], attachment)
        return str(attachment["id"])

    def _user(self, value: Any) -> str | None:
        member = self._guild.members.get(_id(value))
        if member is None:
            return None
        self._add("users", member.id, member.user())
        if self._place.guild_id:
            # members come without these fields
            partial = {key: each for key, each in member.payload().items() if key not in ("deaf", "mute")}
            permissions = str(int(self._guild.permissions(member, self._place)))
            self._add("members", member.id, partial | {"permissions": permissions})
        return member.id

    def _role(self, value: Any) -> str | None:
        role = self._guild.roles.get(_id(value)) if self._place.guild_id else None
        if role is None:
            return None
        self._add("roles", role.id, role.payload())
        return role.id

    def _channel(self, value: Any, kinds: list[int] | None) -> str | None:
        channel = self._guild.channels.get(_id(value)) if self._place.guild_id else None
        if channel is None or not self._guild.sees(self._viewer, channel) or (kinds and channel.kind not in kinds):
            return None
        partial = {key: each for key, each in channel.payload().items() if key in _CHANNEL_FIELDS}
        permissions = str(int(self._guild.permissions(self._viewer, channel)))
        self._add("channels", channel.id, partial | {"permissions": permissions})
        return channel.id

    def _add(self, kind: str, key: str, payload: dict[str, Any]) -> None:
        self.data.setdefault(kind, {})[key] = payload


def _id(value: Any) -> str:
    return str(getattr(value, "id", value))
