"""The guild: its roles, its members and what they may do."""

from dataclasses import dataclass, field
from typing import Any

from playground.config import MIB
from playground.errors import ApiError, Problem
from playground.guild.changes import Changes, GuildChanged
from playground.guild.channels import Channel
from playground.guild.permissions import EVERYTHING, Permission


@dataclass(frozen=True)
class Role:
    """A set of permissions with a name (developers/topics/permissions#role-object)."""

    id: str
    name: str
    permissions: Permission
    position: int = 0
    managed: bool = False

    def payload(self) -> dict[str, Any]:
        """Return Discord's role object."""
        return {
            "id": self.id,
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(frozen=True)
class Member:
    """A user of the guild: a person or the bot."""

    id: str
    name: str
    role_ids: tuple[str, ...]
    joined_at: str
    bot: bool = False

    @property
    def mention(self) -> str:
        """Return the text that mentions this member."""
        return f"<@{self.id}>"

    def user(self) -> dict[str, Any]:
        """Return Discord's user object (developers/resources/user#user-object)."""
        return {
            "id": self.id,
            "username": self.name.lower(),
            "global_name": None if self.bot else self.name,
            "discriminator": "0001" if self.bot else "0",
            "avatar": None,
            "bot": self.bot,
            "system": False,
            "banner": None,
            "accent_color": None,
            "avatar_decoration_data": None,
            "collectibles": None,
            "primary_guild": None,
            "public_flags": 0,
            "flags": 0,
        }

    def payload(self) -> dict[str, Any]:
        """Return Discord's member object without its user (developers/resources/guild#guild-member-object)."""
        return {
            "roles": list(self.role_ids),
            "joined_at": self.joined_at,
            "nick": None,
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "collectibles": None,
            "communication_disabled_until": None,
            "flags": 0,
            "pending": False,
            "premium_since": None,
            "mute": False,
            "deaf": False,
        }


@dataclass
class Guild:
    """The one guild. Its first role is @everyone and has the guild's own id."""

    id: str
    name: str
    owner_id: str
    changes: Changes
    upload_limit: int
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    def channel(self, channel_id: str) -> Channel:
        """Return a channel. ApiError 10003 when there is none."""
        if channel_id not in self.channels:
            raise ApiError(Problem.UNKNOWN_CHANNEL)
        return self.channels[channel_id]

    def granted(self, member: Member) -> Permission:
        """Return the permissions that a member's roles grant in the guild, @everyone included."""
        granted = self.roles[self.id].permissions
        for role_id in member.role_ids:
            granted |= self.roles[role_id].permissions
        return granted

    def permissions(self, member: Member, channel: Channel) -> Permission:
        """Return what a member may do in a channel (developers/topics/permissions#permission-overwrites)."""
        if member.id in self.removed:
            return Permission(0)
        granted = self.granted(member)
        if granted & Permission.ADMINISTRATOR or member.id == self.owner_id:
            return EVERYTHING
        granted &= ~channel.denied.get(member.id, Permission(0))
        if channel.parent:  # developers/topics/threads#permissions: those of the parent
            granted &= ~channel.parent.denied.get(member.id, Permission(0))
        # without View Channel a member has no permission in the channel (developers/topics/permissions)
        return granted if granted & Permission.VIEW_CHANNEL else Permission(0)

    def require(self, member: Member, channel: Channel, needed: Permission) -> None:
        """Raise ApiError 50001 when the member cannot see the channel, 50013 when a `needed` permission is missing."""
        granted = self.permissions(member, channel)
        if not granted & Permission.VIEW_CHANNEL:
            raise ApiError(Problem.MISSING_ACCESS)
        if channel.parent and Permission.SEND_MESSAGES in needed:
            needed = needed & ~Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS
        if needed & ~granted:
            raise ApiError(Problem.MISSING_PERMISSIONS)

    def remove(self, member: Member) -> None:
        """Remove a member; their messages stay. A bot is told that it lost the guild."""
        self.removed.add(member.id)
        self.changes.publish(GuildChanged("GUILD_DELETE", {"id": self.id}))

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads; the bot is told about the channel alone, as Discord does."""
        gone = {channel.id, *(each.id for each in self.channels.values() if each.parent is channel)}
        self.channels = {key: each for key, each in self.channels.items() if key not in gone}
        self.changes.publish(GuildChanged("CHANNEL_DELETE", channel.payload()))

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
