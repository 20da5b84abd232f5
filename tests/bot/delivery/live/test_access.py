"""Access to a channel that is taken away and given back, on real sockets: the gateway tells, and direct messages do."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery.access import Access
from bot.delivery.letters import Letters
from bot.delivery.registering import Registration
from bot.jobs.job import Delivery
from playground import PATIENCE
from playground.guild.permissions import Overwrite, Permission
from playground.wire import answer
from words.sentence import as_written


class Once:
    """A permission of the bot's own in one channel, by an overwrite."""

    def __init__(self, world, permission):
        self.world = world
        self.channel = world.create_channel("paintings")
        self.permission = permission

    def take(self):
        self.world.faults.deny(self.channel, self.permission)

    def give(self):
        self.world.faults.deny(self.channel, Permission(0))


class ByRole:
    """A channel for those alone who have a role."""

    def __init__(self, world):
        self.world = world
        self.role = world.create_role("painter")
        hidden, shown = Overwrite(deny=Permission.VIEW_CHANNEL), Overwrite(allow=Permission.VIEW_CHANNEL)
        self.channel = world.create_channel("painters", overwrites={world.guild.id: hidden, self.role.id: shown})
        self.give()

    def take(self):
        self.world.roles.take(self.world.bot, self.role)

    def give(self):
        self.world.roles.give(self.world.bot, self.role)


class InThread:
    """A private thread."""

    def __init__(self, world):
        self.world = world
        self.channel = world.add_thread(world.channel, "secrets", world.people[0].member, private=True)
        self.give()

    def take(self):
        self.world.rooms.leave(self.channel, self.world.bot)

    def give(self):
        self.world.rooms.join(self.channel, self.world.bot)


WAYS = {
    "View Channel": lambda world: Once(world, Permission.VIEW_CHANNEL),
    "Send Messages": lambda world: Once(world, Permission.SEND_MESSAGES),
    "Attach Files": lambda world: Once(world, Permission.ATTACH_FILES),
    "a role": ByRole,
    "a private thread": InThread,
}


@pytest.fixture
async def running():
    """Run a part until the end of the test."""
    tasks = []

    def run(part):
        tasks.append(asyncio.create_task(part))

    yield run
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [each for each in ended if not isinstance(each, asyncio.CancelledError)] == []


@pytest.mark.parametrize("way", WAYS)
async def test_a_picture_comes_once_when_access_is_given_back(
    way, house, world, client, connection, io, deliveries, ends, patience, running
):
    place = WAYS[way](world)
    await client.wait_until_ready()
    running(Access(client, io, deliveries, ends, patience).keep())
    job = await house.painted(place.channel)
    place.take()
    assert (await ends.conclude(job)).may_lift
    kept = await house.queue.job(job.id)
    assert kept.waits_for_access
    assert house.folders.absolute(kept.image).exists()
    asked = house.invalid()
    world.channel.deny(world.people[0].id, Permission.ADD_REACTIONS)  # a change that gives nothing back
    place.give()
    await world.changes.until(lambda: house.posts(job), what="the picture")
    async with asyncio.timeout(PATIENCE):
        while (sent := await house.queue.job(job.id)).refused_at is not None:
            pass  # nobody outside hears of it
    assert (sent.delivery, len(house.posts(job))) == (Delivery.SENT, 1)
    assert house.invalid() <= asked + 1


@pytest.fixture
def letters_read(world):
    """Return the texts of the direct messages that the people got, in order."""

    def read():
        return [[message.text for message in person.dm.messages] for person in world.people]

    return read


async def test_the_owner_and_whoever_waits_are_told_in_one_direct_message_each(
    house, world, ends, letters, letters_read, running
):
    ann, *_ = world.people  # she owns the bot, and ordered all three
    world.faults.deny(world.channel, Permission.SEND_MESSAGES)
    for job in [await house.painted() for _ in "123"]:
        await ends.conclude(job)
    running(letters.keep())
    await world.changes.until(lambda: ann.dm.messages, what="a direct message")
    [[text], *others] = letters_read()
    assert text.count("I may not post in") == text.count("is painted, but I may not post it there") == 1
    assert "50013" in text
    assert others == [[], []]


async def test_what_comes_soon_after_a_letter_waits_for_the_next(
    world, io, database, client, patience, letters_read, running
):
    now = [1e9]
    letters = Letters(io, database, client.owners, patience, clock=lambda: now[0])
    running(letters.keep())
    ann, *_ = world.people
    letters.to_owner(as_written("one"))
    await world.changes.until(lambda: ann.dm.messages, what="a direct message")
    for word in ("two", "three", "two"):
        letters.to_owner(as_written(word))
    again = Letters(io, database, client.owners, patience, clock=lambda: now[0])  # as after a restart
    async with asyncio.timeout(PATIENCE):
        while await again._may_write(int(ann.id)):  # until the first is recorded
            await asyncio.sleep(0)
    now[0] += patience.letter
    await world.changes.until(lambda: len(ann.dm.messages) == 2, what="the next direct message")
    assert [text.count("\n\n") for text in letters_read()[0]] == [0, 1]


async def test_what_was_left_unsaid_is_said_after_a_restart(
    world, io, database, client, patience, letters_read, running
):
    ann, *_ = world.people
    before = Letters(io, database, client.owners, replace(patience, letters=3600))
    before.to_owner(as_written("one"))
    keeping = asyncio.create_task(before.keep())
    before.to_owner(as_written("two"))
    async with asyncio.timeout(PATIENCE):
        while "two" not in str(await database.one("fact", key="letters unsaid")):
            await asyncio.sleep(0)
    keeping.cancel()
    after = Letters(io, database, client.owners, patience)
    running(after.keep())
    await world.changes.until(lambda: ann.dm.messages, what="a direct message")
    [[text], *_] = letters_read()
    assert "one" in text and "two" in text
    async with asyncio.timeout(PATIENCE):
        while (await database.one("fact", key="letters unsaid"))["value"] != "{}":
            await asyncio.sleep(0)


async def test_whoever_takes_no_direct_messages_is_asked_once(world, letters, database, running):
    ann, *_ = world.people
    world.faults.close_dms(ann.id)
    letters.to_owner(as_written("one"))
    running(letters.keep())
    async with asyncio.timeout(PATIENCE):
        while letters._unsaid or await letters._may_write(int(ann.id)):
            await asyncio.sleep(0)
    assert [each.status for each in world.tape.of("create_message")] == [403]


async def test_the_owner_hears_of_commands_that_discord_refuses(world, client, database, letters, patience, running):
    async def refuse(_request, _handler):
        return answer({"message": "Invalid Form Body", "code": 50035}, 400)

    world.faults.wrap("bulk_set_application_commands", refuse)
    ann, *_ = world.people
    running(letters.keep())

    @client.tree.command()
    async def alone(interaction) -> None:
        """A command."""

    await Registration(client, database, patience, letters.to_owner).look()
    await world.changes.until(lambda: ann.dm.messages, what="a direct message")
    assert "Discord does not take my commands (code 50035)" in ann.dm.messages[0].text
