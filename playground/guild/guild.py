"""The guild: its roles, its members, its channels, and who may do what in them."""

from dataclasses import dataclass, field
from typing import Any

from playground.config import MIB
from playground.errors import ApiError, Problem
from playground.guild.changes import Changes, GuildChanged
from playground.guild.channels import Channel, ChannelKind
from playground.guild.dms import DirectMessages
from playground.guild.members import Member, Role
from playground.guild.permissions import EVERYTHING, IN_DMS, NOTHING, WITH_CONNECT, Overwrite, Permission
from playground.guild.threads import Thread


@dataclass
class Guild:
    """The one guild. Its first role is @everyone and has the guild's own id.

    `channels` has its threads too; `dms` are beside the guild, by the id of the person.
    """

    id: str
    name: str
    owner_id: str
    changes: Changes
    upload_limit: int
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    dms: dict[str, DirectMessages] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    def channel(self, channel_id: str) -> Channel:
        """Return a channel, a thread or a DM. ApiError 10003 when there is none."""
        if channel := self.channels.get(channel_id):
            return channel
        for dm in self.dms.values():
            if dm.id == channel_id:
                return dm
        raise ApiError(Problem.UNKNOWN_CHANNEL)

    def threads(self, parent: Channel | None = None) -> list[Thread]:
        """Return the threads of a channel, or all of them, the oldest first."""
        threads = [each for each in self.channels.values() if isinstance(each, Thread)]
        return [each for each in threads if parent in (None, each.parent)]

    def granted(self, member: Member) -> Permission:
        """Return the permissions that a member's roles grant in the guild, @everyone included."""
        granted = self.roles[self.id].permissions
        for role_id in member.role_ids:
            granted |= self.roles[role_id].permissions
        return granted

    def permissions(self, member: Member, channel: Channel) -> Permission:
        """Return what a member may do in a channel (developers/topics/permissions#permission-overwrites).

        In a thread it is what they may do in its channel (developers/topics/threads#permissions); whether they see
        a private one is told by `sees`.
        """
        if isinstance(channel, DirectMessages):
            return IN_DMS if member.bot or member.id == channel.person.id else NOTHING
        if member.id in self.removed:
            return NOTHING
        granted = self.granted(member)
        if granted & Permission.ADMINISTRATOR or member.id == self.owner_id:
            return EVERYTHING
        for overwrite in self._overwrites(member, channel.parent if isinstance(channel, Thread) else channel):
            granted = overwrite.on(granted)
        if channel.kind is ChannelKind.VOICE and not granted & Permission.CONNECT:
            granted &= ~WITH_CONNECT
        # without View Channel a member has no permission in the channel (developers/topics/permissions)
        return granted if granted & Permission.VIEW_CHANNEL else NOTHING

    def sees(self, member: Member, channel: Channel) -> bool:
        """Tell whether a member sees a channel: a private thread is for its members and for moderators.

        A voice channel's chat is closed to those who may not connect, although an interaction there names all
        permissions.
        """
        granted = self.permissions(member, channel)
        if channel.kind is ChannelKind.VOICE and not granted & Permission.CONNECT:
            return False
        if isinstance(channel, Thread) and channel.private:
            return bool(granted & Permission.VIEW_CHANNEL) and (
                member.id in channel.joined or bool(granted & Permission.MANAGE_THREADS)
            )
        return bool(granted & Permission.VIEW_CHANNEL)

    def require(self, member: Member, channel: Channel, needed: Permission) -> None:
        """Raise ApiError 50001 when the member cannot see the channel, 50013 when a `needed` permission is missing."""
        if not self.sees(member, channel):
            raise ApiError(Problem.MISSING_ACCESS)
        if isinstance(channel, Thread) and Permission.SEND_MESSAGES in needed:
            needed = needed & ~Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS
        if needed & ~self.permissions(member, channel):
            raise ApiError(Problem.MISSING_PERMISSIONS)
        writes = member.bot and Permission.SEND_MESSAGES in needed
        if isinstance(channel, DirectMessages) and writes and self._closed(channel, member):
            raise ApiError(Problem.CLOSED_TO_DMS)

    def _closed(self, dm: DirectMessages, bot: Member) -> bool:
        """Tell whether a person takes no DMs, or shares no guild with the bot."""
        return dm.closed or bool(self.removed & {dm.person.id, bot.id})

    def _overwrites(self, member: Member, channel: Channel) -> list[Overwrite]:
        """Return a channel's overwrites for a member in their order: @everyone, all roles at once, the member."""
        of_roles = [channel.overwrites[each] for each in member.role_ids if each in channel.overwrites]
        together = Overwrite()
        for each in of_roles:
            together = Overwrite(together.allow | each.allow, together.deny | each.deny)
        everyone, own = channel.overwrites.get(self.id), channel.overwrites.get(member.id)
        return [each for each in (everyone, together, own) if each]

    def remove(self, member: Member) -> None:
        """Remove a member; their messages stay. A bot is told that it lost the guild."""
        self.removed.add(member.id)
        self.changes.publish(GuildChanged("GUILD_DELETE", {"id": self.id}))

    def payload(self) -> dict[str, Any]:
        """Return Discord's guild object (developers/resources/guild#guild-object)."""
        return _PLAIN_GUILD | {
            "id": self.id,
            "name": self.name,
            "owner_id": self.owner_id,
            "premium_tier": next((tier for size, tier in _TIERS if self.upload_limit >= size), 0),
            "roles": [role.payload() for role in self.roles.values()],
        }


# developers/reference#uploading-files: clients know the limit by the tier
_TIERS = ((100 * MIB, 3), (50 * MIB, 2))
_PLAIN_GUILD: dict[str, Any] = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": [],
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 0,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_subscription_count": 0,
    "preferred_locale": "en-US",
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "hub_type": None,
    "incidents_data": None,
    "emojis": [],
    "stickers": [],
}
