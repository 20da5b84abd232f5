"""Everything that the REST API and people act on: one guild with its channel, bot, commands and interactions."""

from playground.config import APPLICATION_ID, Config
from playground.guild.cdn import Cdn
from playground.guild.changes import Changes, GuildChanged
from playground.guild.channels import Channel
from playground.guild.commands import Commands
from playground.guild.compose import Composer
from playground.guild.guild import Guild, Member, Role
from playground.guild.ids import Snowflakes, moment
from playground.guild.interactions import Interactions
from playground.guild.permissions import ADMIN, EVERYONE, Permission


class State:
    """One guild with one channel and a bot. `changes` publishes everything that happens in it."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.ids = Snowflakes(config.now)
        self._old_ids = Snowflakes(lambda: config.founded)
        self.changes = Changes()
        self.cdn = Cdn(self.ids, config.cdn_memory)
        self.guild = self._new_guild()
        self.bot = self._join(config.bot_name, self._add_role(config.bot_name, EVERYONE, managed=True), bot=True)
        self._admin_role = self._add_role("Admin", ADMIN)
        self.channel = self.add_channel(config.channel_name)
        self.commands = Commands(self.bot.id, self.ids, self.changes)
        self.composer = Composer(config, self.ids, self.cdn, self.guild)
        self.interactions = Interactions(config, self.ids, self.guild, self.bot, self.changes)

    def add_channel(self, name: str) -> Channel:
        """Add a text channel. Bots learn of it when they connect."""
        channel = Channel(self._old_ids.next(), self.guild.id, name, self.changes)
        self.guild.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str) -> Channel:
        """Add a public thread to a channel. A connected bot is told."""
        thread = Channel(self.ids.next(), self.guild.id, name, self.changes, parent=parent)
        self.guild.channels[thread.id] = thread
        self.changes.publish(GuildChanged("THREAD_CREATE", thread.payload() | {"newly_created": True}))
        return thread

    def add_member(self, name: str, *, admin: bool = False) -> Member:
        """Add a member; an admin has Manage Server."""
        return self._join(name, *([self._admin_role] if admin else []))

    def is_admin(self, member: Member) -> bool:
        """Tell whether a member has Manage Server."""
        return self._admin_role.id in member.role_ids

    def _new_guild(self) -> Guild:
        founder = self._old_ids.next(), self.config.guild_name, self._old_ids.next()
        guild = Guild(*founder, self.changes, self.config.upload_limit)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        return guild

    def _add_role(self, name: str, permissions: Permission, *, managed: bool = False) -> Role:
        role = Role(self._old_ids.next(), name, permissions, position=len(self.guild.roles), managed=managed)
        self.guild.roles[role.id] = role
        return role

    def _join(self, name: str, *roles: Role, bot: bool = False) -> Member:
        role_ids = tuple(role.id for role in roles)
        member_id = APPLICATION_ID if bot else self._old_ids.next()
        member = Member(member_id, name, role_ids, moment(self.config.founded), bot)
        self.guild.members[member.id] = member
        return member
