"""A channel and its messages. Every change to them goes through here and is published."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from collections.abc import Callable
from typing import Any

from playground.errors import ApiError, Problem
from playground.guild.changes import Changes, Created, Deleted, Edited, GuildChanged, Reacted
from playground.guild.ids import created_at, moment
from playground.guild.messages import Message
from playground.guild.permissions import Permission


class Channel:
    """A text channel, or a thread in one. `denied` maps a member's id to the permissions that they lack here."""

    def __init__(
        self, channel_id: str, guild_id: str, name: str, changes: Changes, parent: "Channel | None" = None
    ) -> None:
        self.id = channel_id
        self.guild_id = guild_id
        self.name = name
        self.parent = parent
        self.archived = self.locked = False
        self.denied: dict[str, Permission] = {}
        self._changes = changes
        self._messages: dict[str, Message] = {}

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
        """Raise ApiError 50083 in an archived thread."""
        if self.archived:
            raise ApiError(Problem.THREAD_ARCHIVED)

    def set_archived(self, archived: bool, *, locked: bool = False) -> None:
        """Archive a thread or open it again; the bot is told."""
        self.archived, self.locked = archived, locked
        self._changes.publish(GuildChanged("THREAD_UPDATE", self.payload()))

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
        """Add or remove a reaction; publish nothing if it changes nothing."""
        message = self.public(message_id)
        if (user_id in message.reactions.get(emoji, ())) == added:
            return
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

    def deny(self, member_id: str, permissions: Permission) -> None:
        """Deny one member these permissions here, and give back those denied before; the bot is told."""
        self.denied[member_id] = permissions
        self._changes.publish(GuildChanged("CHANNEL_UPDATE", self.payload()))

    async def wait_for(self, matches: Callable[[Message], object], timeout: float = 10.0) -> Message:
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
        if self.parent:
            return self._thread(self.parent)
        return {
            "id": self.id,
            "guild_id": self.guild_id,
            "type": 0,
            "name": self.name,
            "position": 0,
            "topic": None,
            "nsfw": False,
            "parent_id": None,
            "last_message_id": next(reversed(self._messages), None),
            "last_pin_timestamp": None,
            "rate_limit_per_user": 0,
            "flags": 0,
            "permission_overwrites": [
                {"id": member_id, "type": 1, "allow": "0", "deny": str(int(denied))}
                for member_id, denied in self.denied.items()
            ],
        }

    def _thread(self, parent: "Channel") -> dict[str, Any]:
        """developers/resources/channel#channel-object, of a public thread"""
        begun = moment(created_at(self.id))
        metadata = {
            "archived": self.archived,
            "archive_timestamp": begun,
            "auto_archive_duration": 1440,
            "locked": self.locked,
            "create_timestamp": begun,
        }
        return {
            "id": self.id,
            "guild_id": self.guild_id,
            "type": 11,
            "name": self.name,
            "parent_id": parent.id,
            "owner_id": self.guild_id,
            "last_message_id": next(reversed(self._messages), None),
            "last_pin_timestamp": None,
            "rate_limit_per_user": 0,
            "message_count": len(self._messages),
            "member_count": 1,
            "total_message_sent": len(self._messages),
            "flags": 0,
            "thread_metadata": metadata,
        }
