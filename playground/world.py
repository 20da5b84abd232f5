"""The composition root of the little Discord: everything that is in it, and nothing of HTTP."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from playground.config import Config
from playground.errors import InvalidAction
from playground.faults import Faults
from playground.gateway.gateway import Gateway
from playground.guild.cdn import Cdn
from playground.guild.changes import Changes, GuildChanged
from playground.guild.channels import Channel
from playground.guild.commands import Command, Commands
from playground.guild.compose import Composer
from playground.guild.guild import Guild, Member, Role
from playground.guild.ids import Snowflakes, moment
from playground.guild.interactions import Interactions
from playground.guild.permissions import ADMIN, EVERYONE, Permission
from playground.people.person import Person
from playground.tape import Tape


class World:
    """One guild with one channel, a bot, two ordinary people and an admin. Tests and the page act on it.

    `ann, ben, admin = world.people` are there from the start, in this order.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.ids = Snowflakes(config.now)
        self._old_ids = Snowflakes(lambda: config.founded)
        self.changes = Changes()
        self.tape = Tape(config.tape_length)
        self.cdn = Cdn(self.ids, config.cdn_memory)
        self.guild = self._new_guild()
        self.bot = self._join(config.bot_name, self._add_role(config.bot_name, EVERYONE, managed=True), bot=True)
        self._admin_role = self._add_role("Admin", ADMIN)
        self.channel = self.add_channel(config.channel_name)
        self.commands = Commands(self.bot.id, self.ids, self.changes)
        self.composer = Composer(config, self.ids, self.cdn, self.guild)
        self.interactions = Interactions(config, self.ids, self.guild, self.bot, self.changes)
        self.gateway = Gateway(config, self.guild, self.bot, self.changes, self.tape)
        self.faults = Faults(self.gateway, self.guild, self.bot)
        self.people: list[Person] = []
        self.add_person("Ann")
        self.add_person("Ben")
        self.add_person("Mia", admin=True)

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

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads and all that is in it."""
        self.guild.delete_channel(channel)

    def add_person(self, name: str, *, admin: bool = False) -> Person:
        """Let one more person join; an admin has Manage Server."""
        member = self._join(name, *([self._admin_role] if admin else []))
        person = Person(self, member)
        self.people.append(person)
        return person

    def person(self, person_id: str) -> Person:
        """Return a person by id. InvalidAction when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise InvalidAction("There is no such person here.")

    def is_admin(self, member: Member) -> bool:
        """Tell whether a member has Manage Server."""
        return self._admin_role.id in member.role_ids

    async def bot_online(self, timeout: float = 10.0) -> None:
        """Return once the bot is connected. TimeoutError after `timeout` s."""
        await self.changes.until(lambda: self.gateway.online, timeout, "the bot to connect")

    async def registered(self, name: str, timeout: float = 10.0) -> Command:
        """Return the command `name` once the bot has registered it. TimeoutError after `timeout` s."""

        def look() -> Command | None:
            return next((command for command in self.commands.all() if command["name"] == name), None)

        return await self.changes.until(look, timeout, f"the bot to register /{name}")

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
        member = Member(self._old_ids.next(), name, role_ids, moment(self.config.founded), bot)
        self.guild.members[member.id] = member
        return member
