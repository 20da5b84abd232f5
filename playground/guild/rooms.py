"""Channels, threads and DMs as they come, change and go. Every change to them is published from here."""

from collections.abc import Callable, Mapping
from typing import Any

from playground.guild.changes import Change, Changes, GuildChanged
from playground.guild.channels import Channel, ChannelKind
from playground.guild.dms import DirectMessages
from playground.guild.guild import Guild
from playground.guild.ids import Snowflakes, moment
from playground.guild.members import Member
from playground.guild.permissions import Overwrite
from playground.guild.threads import Thread


class Rooms:
    """Makes and changes rooms; the bot is told of those that it sees."""

    def __init__(self, guild: Guild, bot: Member, ids: Snowflakes, changes: Changes, now: Callable[[], float]) -> None:
        self._guild = guild
        self._bot = bot
        self._ids = ids
        self._changes = changes
        self._now = now
        self._seen: set[str] = set()

    def create(
        self,
        name: str,
        kind: ChannelKind = ChannelKind.TEXT,
        overwrites: Mapping[str, Overwrite] | None = None,
        channel_id: str | None = None,
    ) -> Channel:
        """Add a channel. `overwrites` are by the id of a role or a member."""
        position = len(self._guild.channels) - len(self._guild.threads())
        channel = Channel(channel_id or self._ids.next(), self._guild.id, name, self._changes, kind, position)
        channel.overwrites.update(overwrites or {})
        self._guild.channels[channel.id] = channel
        self._changes.publish(GuildChanged("CHANNEL_CREATE", channel.payload()))
        return channel

    def create_thread(
        self, parent: Channel, name: str, owner: Member, *, private: bool = False, thread_id: str | None = None
    ) -> Thread:
        """Add a thread; its owner is its first member. A thread on a message has the message's id."""
        thread = Thread(thread_id or self._ids.next(), parent, name, owner.id, self._changes, private=private)
        thread.joined[owner.id] = moment(self._now())
        self._guild.channels[thread.id] = thread
        self._tell(thread, "THREAD_CREATE", thread.seen_by(self._bot.id) | {"newly_created": True})
        return thread

    def dm(self, person: Member) -> DirectMessages:
        """Return the DM of a person with the bot; there is one for each."""
        if person.id not in self._guild.dms:
            self._guild.dms[person.id] = DirectMessages(self._ids.next(), person, self._changes)
        return self._guild.dms[person.id]

    def join(self, thread: Thread, member: Member) -> None:
        """Make somebody a member of a thread (developers/topics/threads#thread-members)."""
        if member.id in thread.joined:
            return
        saw = self._guild.sees(self._bot, thread)
        thread.joined[member.id] = moment(self._now())
        if member is self._bot and not saw:
            self._tell(thread, "THREAD_CREATE", thread.seen_by(self._bot.id))
        added = thread.member(member.id) | {"member": member.payload() | {"user": member.user()}}
        self._members_changed(thread, {"added_members": [added]}, hidden=not self._guild.sees(self._bot, thread))

    def leave(self, thread: Thread, member: Member) -> None:
        """Take a member off a thread, of their own will or not."""
        if thread.joined.pop(member.id, None):
            hidden = member is not self._bot and not self._guild.sees(self._bot, thread)
            self._members_changed(thread, {"removed_member_ids": [member.id]}, hidden=hidden)

    def update_thread(
        self, thread: Thread, *, archived: bool | None = None, locked: bool | None = None, name: str | None = None
    ) -> None:
        """Archive a thread, lock it, or undo either; give it a name."""
        if archived is not None and archived != thread.archived:
            thread.archived, thread.archived_at = archived, self._now()
        thread.locked = thread.locked if locked is None else locked
        thread.name = name or thread.name
        self._tell(thread, "THREAD_UPDATE", thread.seen_by(self._bot.id))

    def rename(self, channel: Channel, name: str) -> None:
        """Give a channel another name."""
        channel.name = name
        self._changes.publish(GuildChanged("CHANNEL_UPDATE", channel.payload()))

    def delete(self, channel: Channel) -> None:
        """Delete a channel with its threads; the bot is told about the channel alone, as Discord does."""
        gone = {channel.id, *(each.id for each in self._guild.threads(channel))}
        self._guild.channels = {key: each for key, each in self._guild.channels.items() if key not in gone}
        if isinstance(channel, Thread):
            about = {key: channel.payload()[key] for key in ("id", "guild_id", "parent_id", "type")}
            self._tell(channel, "THREAD_DELETE", about)
        else:
            self._changes.publish(GuildChanged("CHANNEL_DELETE", channel.payload()))

    def watch(self) -> None:
        """Tell the bot of the threads in each channel that it sees from now on (…/gateway-events#thread-list-sync)."""
        self._seen = self._visible()
        self._changes.listen(self._hear)

    def _visible(self) -> set[str]:
        places = [each for each in self._guild.channels.values() if not isinstance(each, Thread)]
        return {each.id for each in places if self._guild.sees(self._bot, each)}

    def _hear(self, change: Change) -> None:
        if not isinstance(change, GuildChanged) or change.event == "THREAD_LIST_SYNC":
            return
        seen = self._visible()
        gained, self._seen = seen - self._seen, seen
        threads = [each for each in self._guild.threads() if each.parent.id in gained and not each.archived]
        threads = [each for each in threads if self._guild.sees(self._bot, each)]
        if threads and change.event in ("CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_MEMBER_UPDATE"):
            self._changes.publish(GuildChanged("THREAD_LIST_SYNC", self._list(sorted(gained), threads)))

    def _list(self, channel_ids: list[str], threads: list[Thread]) -> dict[str, Any]:
        members = [each.member(self._bot.id) for each in threads if self._bot.id in each.joined]
        shown = [each.payload() for each in threads]
        return {"guild_id": self._guild.id, "channel_ids": channel_ids, "threads": shown, "members": members}

    def _members_changed(self, thread: Thread, changed: dict[str, Any], *, hidden: bool) -> None:
        about = {"id": thread.id, "guild_id": self._guild.id, "member_count": len(thread.joined)}
        self._changes.publish(GuildChanged("THREAD_MEMBERS_UPDATE", about | changed, hidden))

    def _tell(self, thread: Thread, event: str, payload: dict[str, Any]) -> None:
        self._changes.publish(GuildChanged(event, payload, hidden=not self._guild.sees(self._bot, thread)))
