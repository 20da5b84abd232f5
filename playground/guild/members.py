"""Members, and the roles that they have."""

from dataclasses import dataclass
from typing import Any

from playground.guild.permissions import Permission


@dataclass
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


@dataclass(eq=False)
class Member:
    """A user of the guild: a person or the bot."""

    id: str
    name: str
    role_ids: tuple[str, ...]
    joined_at: str
    bot: bool = False
    nick: str | None = None

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
            "nick": self.nick,
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
