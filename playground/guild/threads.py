"""Threads: public and private ones, and the posts of a forum (developers/topics/threads)."""

from typing import Any

from playground.errors import ApiError, Problem
from playground.guild.changes import Changes
from playground.guild.channels import Channel, ChannelKind
from playground.guild.ids import created_at, moment


class Thread(Channel):
    """A thread. `joined` maps a member's id to the moment when they joined; a private one is for these alone.

    Those with Manage Threads see private threads too.
    """

    def __init__(
        self, thread_id: str, parent: Channel, name: str, owner_id: str, changes: Changes, *, private: bool
    ) -> None:
        kind = ChannelKind.PRIVATE_THREAD if private else _public(parent)
        super().__init__(thread_id, parent.guild_id or "", name, changes, kind)
        self.parent = parent
        self.owner_id = owner_id
        self.archived = self.locked = False
        self.invitable = True
        self.archived_at = created_at(thread_id)
        self.joined: dict[str, str] = {}

    @property
    def private(self) -> bool:
        """Tell whether only its members see it."""
        return self.kind is ChannelKind.PRIVATE_THREAD

    def require_open(self) -> None:
        """Raise ApiError 50083 in an archived thread."""
        if self.archived:
            raise ApiError(Problem.THREAD_ARCHIVED)

    def member(self, user_id: str) -> dict[str, Any]:
        """Return Discord's thread member object (developers/resources/channel#thread-member-object)."""
        return {"id": self.id, "user_id": user_id, "join_timestamp": self.joined[user_id], "flags": 0}

    def seen_by(self, user_id: str) -> dict[str, Any]:
        """Return the thread with the user's own membership, as the gateway sends it."""
        return self.payload() | ({"member": self.member(user_id)} if user_id in self.joined else {})

    def payload(self) -> dict[str, Any]:
        """Return Discord's channel object (developers/resources/channel#channel-object)."""
        metadata = {
            "archived": self.archived,
            "archive_timestamp": moment(self.archived_at),
            "auto_archive_duration": 1440,
            "locked": self.locked,
            "create_timestamp": moment(created_at(self.id)),
        }
        return {
            "id": self.id,
            "guild_id": self.guild_id,
            "type": int(self.kind),
            "name": self.name,
            "parent_id": self.parent.id,
            "owner_id": self.owner_id,
            "last_message_id": self.last_message_id,
            "last_pin_timestamp": self.last_pin,
            "rate_limit_per_user": 0,
            "message_count": len(self._messages),
            "member_count": len(self.joined),
            "total_message_sent": len(self._messages),
            "flags": 0,
            "thread_metadata": metadata | ({"invitable": self.invitable} if self.private else {}),
            **({"applied_tags": []} if self.parent.kind is ChannelKind.FORUM else {}),
        }


def _public(parent: Channel) -> ChannelKind:
    announced = parent.kind is ChannelKind.ANNOUNCEMENT
    return ChannelKind.ANNOUNCEMENT_THREAD if announced else ChannelKind.PUBLIC_THREAD
