"""The composition root of the playground: everything in it but HTTP."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from playground.config import Config
from playground.errors import InvalidAction
from playground.faults import Faults
from playground.gateway.gateway import Gateway
from playground.guild.changes import PATIENCE
from playground.guild.installs import Command
from playground.guild.state import State
from playground.people.person import Person
from playground.tape import Tape


class World(State):
    """The state with a gateway, faults, a tape, two ordinary people and an admin. Tests and the page act on it.

    `ann, ben, admin = world.people` are there from the start, in this order.
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.tape = Tape(config.tape_length)
        self.gateway = Gateway(config, self.guild, self.bot, self.changes, self.tape)
        self.faults = Faults(self.gateway, self.guild, self.bot, self.rooms)
        self.people: list[Person] = []
        self.add_person("Ann")
        self.add_person("Ben")
        self.add_person("Mia", admin=True)

    def add_person(self, name: str, *, admin: bool = False) -> Person:
        """Add one more person; an admin has Manage Server."""
        person = Person(self, self.add_member(name, admin=admin))
        self.people.append(person)
        return person

    @property
    def owner(self) -> Person:
        """Return who owns the bot's application: the first person."""
        return self.people[0]

    def person(self, person_id: str) -> Person:
        """Return a person by id. InvalidAction when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise InvalidAction("There is no such person here.")

    async def bot_online(self, timeout: float = PATIENCE) -> None:
        """Return once the bot is connected. TimeoutError after `timeout` s."""
        await self.changes.until(lambda: self.gateway.online, timeout, "the bot to connect")

    async def registered(self, name: str, timeout: float = PATIENCE) -> Command:
        """Return the command `name` once the bot has registered it. TimeoutError after `timeout` s."""

        def look() -> Command | None:
            return next((command for command in self.commands.all() if command["name"] == name), None)

        return await self.changes.until(look, timeout, f"the bot to register /{name}")
