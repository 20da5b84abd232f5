"""What members may do (developers/topics/permissions)."""

from dataclasses import dataclass
from enum import IntFlag
from typing import Any


class Permission(IntFlag):
    """The permissions that the playground knows, by Discord's bits."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_APPLICATION_COMMANDS
)
ADMIN = (
    EVERYONE
    | Permission.MANAGE_GUILD
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_THREADS
    | Permission.PIN_MESSAGES
)
EVERYTHING = Permission(sum(Permission))
# developers/topics/permissions#implicit-permissions: what nobody has in a voice channel that they cannot connect to
WITH_CONNECT = Permission.SPEAK | Permission.MANAGE_CHANNELS
# a DM has no roles and no overwrites: both sides may always do this
IN_DMS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.MENTION_EVERYONE
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.PIN_MESSAGES
)


NOTHING = Permission(0)


@dataclass(frozen=True)
class Overwrite:
    """What a role, or a member, may do in one channel, against the guild's rules."""

    allow: Permission = NOTHING
    deny: Permission = NOTHING
    of_member: bool = False

    def on(self, granted: Permission) -> Permission:
        """Return `granted` after this overwrite."""
        return granted & ~self.deny | self.allow

    def payload(self, target_id: str) -> dict[str, Any]:
        """Return Discord's overwrite object (developers/resources/channel#overwrite-object)."""
        return {
            "id": target_id,
            "type": int(self.of_member),
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }
