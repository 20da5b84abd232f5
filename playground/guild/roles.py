"""Roles as they come and change, who has them, and members' names. Every change is published from here."""

from playground.errors import ApiError, Problem
from playground.guild.changes import Changes, GuildChanged
from playground.guild.guild import Guild
from playground.guild.ids import Snowflakes
from playground.guild.members import Member, Role
from playground.guild.permissions import NOTHING, Permission


class Roles:
    """Makes roles, and gives and takes them; the bot is told."""

    def __init__(self, guild: Guild, ids: Snowflakes, changes: Changes) -> None:
        self._guild = guild
        self._ids = ids
        self._changes = changes

    def create(
        self,
        name: str,
        permissions: Permission = NOTHING,
        *,
        managed: bool = False,
        role_id: str | None = None,
    ) -> Role:
        """Add a role above those that are there."""
        role = Role(role_id or self._ids.next(), name, permissions, len(self._guild.roles), managed)
        self._guild.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", role)
        return role

    def update(self, role: Role, *, name: str | None = None, permissions: Permission | None = None) -> None:
        """Change a role's name or what it grants."""
        role.name = name or role.name
        role.permissions = role.permissions if permissions is None else permissions
        self._tell("GUILD_ROLE_UPDATE", role)

    def delete(self, role: Role) -> None:
        """Delete a role; nobody has it any more."""
        del self._guild.roles[role.id]
        for member in self._guild.members.values():
            member.role_ids = tuple(each for each in member.role_ids if each != role.id)
        self._changes.publish(GuildChanged("GUILD_ROLE_DELETE", {"guild_id": self._guild.id, "role_id": role.id}))

    def get(self, role_id: str) -> Role:
        """Return a role. ApiError 10011 when there is none."""
        if role_id not in self._guild.roles:
            raise ApiError(Problem.UNKNOWN_ROLE)
        return self._guild.roles[role_id]

    def give(self, member: Member, role: Role) -> None:
        """Give a member a role."""
        self._set(member, tuple(dict.fromkeys((*member.role_ids, role.id))))

    def take(self, member: Member, role: Role) -> None:
        """Take a role from a member."""
        self._set(member, tuple(each for each in member.role_ids if each != role.id))

    def rename(self, member: Member, nick: str | None) -> None:
        """Give a member a name in the guild, or take it away."""
        member.nick = nick or None
        self._tell_of(member)

    def _set(self, member: Member, role_ids: tuple[str, ...]) -> None:
        if role_ids == member.role_ids:
            return
        member.role_ids = role_ids
        self._tell_of(member)

    def _tell_of(self, member: Member) -> None:
        payload = member.payload() | {"user": member.user(), "guild_id": self._guild.id}
        self._changes.publish(GuildChanged("GUILD_MEMBER_UPDATE", payload))

    def _tell(self, event: str, role: Role) -> None:
        self._changes.publish(GuildChanged(event, {"guild_id": self._guild.id, "role": role.payload()}))
