"""Everything that the REST API and people act on: one guild with its channels, bot, commands and interactions."""

from collections.abc import Mapping

from playground.config import APPLICATION_ID, Config
from playground.guild.cdn import Cdn
from playground.guild.changes import Changes
from playground.guild.channels import Channel, ChannelKind
from playground.guild.commands import Commands
from playground.guild.compose import Composer
from playground.guild.guild import Guild
from playground.guild.ids import Snowflakes, moment
from playground.guild.interactions import Interactions
from playground.guild.members import Member, Role
from playground.guild.permissions import ADMIN, EVERYONE, NOTHING, Overwrite, Permission
from playground.guild.roles import Roles
from playground.guild.rooms import Rooms
from playground.guild.threads import Thread


class State:
    """One guild with a channel and a bot. `changes` publishes everything that happens in it.

    `channel` is the first text channel. `rooms` and `roles` change what there is.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.ids = Snowflakes(config.now)
        self._old_ids = Snowflakes(lambda: config.founded)
        self.changes = Changes()
        self.cdn = Cdn(self.ids, config.cdn_memory)
        self.guild = self._new_guild()
        self.roles = Roles(self.guild, self.ids, self.changes)
        self.bot = self._join(config.bot_name, self._found_role(config.bot_name, EVERYONE, managed=True), bot=True)
        self._admin_role = self._found_role("Admin", ADMIN)
        self.rooms = Rooms(self.guild, self.bot, self.ids, self.changes, config.now)
        self.channel = self.add_channel(config.channel_name)
        self.installed: set[str] = set()  # the ids of people who installed the bot for themselves
        self.commands = Commands(self.bot.id, self.ids, self.changes)
        self.composer = Composer(config, self.ids, self.cdn, self.guild)
        self.interactions = Interactions(config, self.ids, self.guild, self.bot, self.changes)

    def add_channel(self, name: str, kind: ChannelKind = ChannelKind.TEXT) -> Channel:
        """Add a channel of the founding: its id is the same at each start."""
        return self.rooms.create(name, kind, channel_id=self._old_ids.next())

    def add_role(self, name: str) -> Role:
        """Add a role of the founding: its id is the same at each start."""
        return self._found_role(name, NOTHING)

    def create_channel(
        self, name: str, kind: ChannelKind = ChannelKind.TEXT, overwrites: Mapping[str, Overwrite] | None = None
    ) -> Channel:
        """Add a channel as an admin would. `overwrites` are by the id of a role or a member."""
        return self.rooms.create(name, kind, overwrites)

    def add_thread(self, parent: Channel, name: str, owner: Member | None = None, *, private: bool = False) -> Thread:
        """Add a thread to a channel. Without an owner the guild's owner has it, who is nobody here."""
        return self.rooms.create_thread(parent, name, owner or self._nobody, private=private)

    def create_role(self, name: str, permissions: Permission = NOTHING) -> Role:
        """Add a role that people can be given with `roles.give`."""
        return self.roles.create(name, permissions)

    def add_member(self, name: str, *, admin: bool = False) -> Member:
        """Add a member; an admin has Manage Server."""
        return self._join(name, *([self._admin_role] if admin else []))

    def is_admin(self, member: Member) -> bool:
        """Tell whether a member has Manage Server."""
        return bool(self.guild.granted(member) & (Permission.MANAGE_GUILD | Permission.ADMINISTRATOR))

    @property
    def _nobody(self) -> Member:
        return Member(self.guild.owner_id, "nobody", (), moment(self.config.founded))

    def _new_guild(self) -> Guild:
        founder = self._old_ids.next(), self.config.guild_name, self._old_ids.next()
        guild = Guild(*founder, self.changes, self.config.upload_limit)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        return guild

    def _found_role(self, name: str, permissions: Permission, *, managed: bool = False) -> Role:
        return self.roles.create(name, permissions, managed=managed, role_id=self._old_ids.next())

    def _join(self, name: str, *roles: Role, bot: bool = False) -> Member:
        role_ids = tuple(role.id for role in roles)
        member_id = APPLICATION_ID if bot else self._old_ids.next()
        member = Member(member_id, name, role_ids, moment(self.config.founded), bot)
        self.guild.members[member.id] = member
        return member
