"""A channel and its messages. Every change to them goes through here and is published."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from playground.errors import ApiError, Problem
from playground.guild.changes import (
    PATIENCE,
    Changes,
    Created,
    Deleted,
    Edited,
    GuildChanged,
    PinsChanged,
    Reacted,
)
from playground.guild.ids import moment
from playground.guild.messages import Message
from playground.guild.permissions import Overwrite, Permission


class ChannelKind(IntEnum):
    """developers/resources/channel#channel-object-channel-types"""

    TEXT = 0
    DM = 1
    VOICE = 2
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


# developers/topics/threads: where threads and posts are opened
THREADED = frozenset({ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT, ChannelKind.FORUM})
REACTIONS = 20  # different emoji on a message (developers/topics/opcodes-and-status-codes#json, 30010)


class Channel:
    """A channel of the guild. `overwrites` maps the id of a role or a member to what they may do here.

    A forum has no messages of its own: its posts are threads. A voice channel has its text chat.
    """

    def __init__(
        self,
        channel_id: str,
        guild_id: str,
        name: str,
        changes: Changes,
        kind: ChannelKind = ChannelKind.TEXT,
        position: int = 0,
    ) -> None:
        self.id = channel_id
        self.guild_id: str | None = guild_id or None
        self.name = name
        self.kind = kind
        self.position = position
        self.overwrites: dict[str, Overwrite] = {}
        self._changes = changes
        self._messages: dict[str, Message] = {}
        self._pinned_at: float | None = None

    @property
    def place(self) -> dict[str, str]:
        """Return the ids that tell where a message is; a DM has no guild."""
        return {"channel_id": self.id} | ({"guild_id": self.guild_id} if self.guild_id else {})

    @property
    def messages(self) -> list[Message]:
        """Return the messages that everybody sees, oldest first."""
        return [message for message in self._messages.values() if message.ephemeral_to is None]

    def messages_for(self, person_id: str) -> list[Message]:
        """Return the messages that one person sees, oldest first, ephemeral ones included."""
        return [message for message in self._messages.values() if message.ephemeral_to in (None, person_id)]

    def get(self, message_id: str) -> Message:
        """Return a message, ephemeral or not. ApiError 10008 when there is none."""
        if message_id not in self._messages:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return self._messages[message_id]

    def public(self, message_id: str) -> Message:
        """Return a message that everybody sees. ApiError 10008 for an ephemeral one.

        developers/interactions/receiving-and-responding#followup-messages: only its interaction's token reaches it.
        """
        message = self.get(message_id)
        if message.ephemeral_to is not None:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return message

    def require_open(self) -> None:
        """Raise ApiError 50083 in an archived thread, 50008 in a forum, which has no messages of its own."""
        if self.kind is ChannelKind.FORUM:
            raise ApiError(Problem.NOT_A_TEXT_CHANNEL)

    def post(self, message: Message) -> Message:
        """Add a message."""
        self._messages[message.id] = message
        self._changes.publish(Created(message))
        return message

    def edit(self, message: Message) -> Message:
        """Replace a message with its new state."""
        self._messages[message.id] = message
        self._changes.publish(Edited(message))
        return message

    def delete(self, message_id: str) -> Message:
        """Delete a message. ApiError 10008 when there is none."""
        message = self.get(message_id)
        del self._messages[message_id]
        self._changes.publish(Deleted(message))
        return message

    def react(self, message_id: str, emoji: str, user_id: str, *, added: bool) -> None:
        """Add or remove a reaction; publish nothing if it changes nothing. ApiError 30010 for one emoji too many."""
        message = self.public(message_id)
        if (user_id in message.reactions.get(emoji, ())) == added:
            return
        if added and emoji not in message.reactions and len(message.reactions) >= REACTIONS:
            raise ApiError(Problem.TOO_MANY_REACTIONS)
        changed = message.with_reaction(emoji, user_id) if added else message.without_reaction(emoji, user_id)
        self._messages[message_id] = changed
        self._changes.publish(Reacted(changed, emoji, user_id, added))

    def history(self, limit: int, *, before: int = 0, after: int = 0, around: int = 0) -> list[Message]:
        """Return at most `limit` messages, newest first (developers/resources/message#get-channel-messages)."""
        messages = self.messages
        if around:
            half = limit // 2
            older = [each for each in messages if int(each.id) < around][-half:] if half else []
            chosen = (older + [each for each in messages if int(each.id) >= around])[: len(older) + half + 1][:limit]
        elif after:
            chosen = [each for each in messages if int(each.id) > after][:limit]
        else:
            chosen = [each for each in messages if not before or int(each.id) < before][-limit:]
        return chosen[::-1]

    def pin(self, message_id: str, at: float, *, pinned: bool) -> Message:
        """Pin a message at a time, or unpin it; publish nothing if it changes nothing."""
        message = self.public(message_id)
        if message.pinned == pinned:
            return message
        self._pinned_at = at if pinned else self._pinned_at
        self.edit(message.with_pin(moment(at) if pinned else None))
        self._changes.publish(PinsChanged(self.id, self.place | {"last_pin_timestamp": self.last_pin}))
        return self.public(message_id)

    @property
    def pins(self) -> list[Message]:
        """Return the pinned messages, the last pinned first."""
        return sorted((each for each in self.messages if each.pinned), key=lambda each: each.pinned_at, reverse=True)

    @property
    def last_pin(self) -> str | None:
        """Return when somebody last pinned a message here."""
        return None if self._pinned_at is None else moment(self._pinned_at)

    @property
    def last_message_id(self) -> str | None:
        """Return the id of the newest message."""
        return next(reversed(self._messages), None)

    def restore(self, messages: list[Message]) -> None:
        """Put back the messages of an earlier run, oldest first; nothing is published."""
        self._messages = {message.id: message for message in messages}

    def overwrite(self, target_id: str, overwrite: Overwrite) -> None:
        """Set what a role or a member may do here; the bot is told."""
        self.overwrites[target_id] = overwrite
        self._changes.publish(GuildChanged("CHANNEL_UPDATE", self.payload()))

    def deny(self, member_id: str, permissions: Permission) -> None:
        """Deny one member these permissions here, and give back those denied before; the bot is told."""
        self.overwrite(member_id, Overwrite(deny=permissions, of_member=True))

    async def wait_for(self, matches: Callable[[Message], object], timeout: float = PATIENCE) -> Message:
        """Return the newest message that matches, in the first state that does. TimeoutError after `timeout` s.

        It sees every state, even one that is replaced at once.
        """

        def look() -> Message | None:
            return next((message for message in reversed(self._messages.values()) if matches(message)), None)

        try:
            return await self._changes.until(look, timeout, "a message that matches")
        except TimeoutError as error:
            seen = "\n".join(f"- {message.text!r} {message.pictures}" for message in self._messages.values())
            raise TimeoutError(f"{error} The channel holds:\n{seen}") from None

    def payload(self) -> dict[str, Any]:
        """Return Discord's channel object (developers/resources/channel#channel-object)."""
        return {
            "id": self.id,
            "guild_id": self.guild_id,
            "type": int(self.kind),
            "name": self.name,
            "position": self.position,
            "nsfw": False,
            "parent_id": None,
            "last_message_id": self.last_message_id,
            "rate_limit_per_user": 0,
            "flags": 0,
            "permission_overwrites": [overwrite.payload(target) for target, overwrite in self.overwrites.items()],
            **({} if self.kind is ChannelKind.VOICE else {"topic": None, "last_pin_timestamp": self.last_pin}),
            **_MORE.get(self.kind, {}),
        }


# what only channels of these kinds have
_MORE: dict[ChannelKind, dict[str, Any]] = {
    ChannelKind.VOICE: {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1},
    ChannelKind.FORUM: {
        "available_tags": [],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
        "default_thread_rate_limit_per_user": 0,
    },
}
