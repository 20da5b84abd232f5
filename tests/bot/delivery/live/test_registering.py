"""The commands at Discord, on a real socket."""

import asyncio
import dataclasses

import discord
import pytest

from bot.delivery.registering import Registration
from playground.guild.commands import GLOBAL
from playground.wire import answer
from tests.bot.delivery.live.conftest import QUICK


@pytest.fixture
def refused():
    return []


@pytest.fixture
def registration(client, database, patience, refused):
    @client.tree.command()
    async def alone(interaction: discord.Interaction) -> None:
        """A command."""

    return Registration(client, database, patience, refused.append)


def registrations(world):
    return len(world.tape.of("bulk_set_application_commands"))


async def test_commands_are_registered_when_they_change_here_or_there(world, client, registration):
    for _ in "12":
        await registration.look()
    assert registrations(world) == 1
    client.tree.command(name="other", description="Another.")(_nothing)
    await registration.look()
    assert [each["name"] for each in world.commands.of(GLOBAL)] == ["alone", "other"]
    world.commands.replace(GLOBAL, world.commands.of(GLOBAL)[:1])
    await registration.look()
    await registration.look()
    assert [each["name"] for each in world.commands.of(GLOBAL)] == ["alone", "other"]
    assert registrations(world) == 3


async def _nothing(interaction: discord.Interaction) -> None:
    pass


@pytest.mark.parametrize(
    ("patience", "doubted"),
    [
        (dataclasses.replace(QUICK, look=3600, doubt=0), True),
        (dataclasses.replace(QUICK, look=0.1), False),
    ],
)
async def test_commands_that_are_gone_are_found_by_a_person_or_by_the_day(world, connection, registration, doubted):
    keeping = asyncio.create_task(registration.keep())
    await world.registered("alone")
    while not await registration._database.one("fact", key="command_tree"):
        await asyncio.sleep(0.01)
    world.commands.replace(GLOBAL, [])
    if doubted:
        registration.doubt()
    await world.registered("alone")
    keeping.cancel()
    assert registrations(world) == 2


async def test_after_a_refusal_doubts_wait_for_the_day(world, client, connection, registration, refused):
    async def refuse(_request, _handler):
        return answer({"message": "Max number of daily application command creates", "code": 30034}, 400)

    world.faults.wrap("bulk_set_application_commands", refuse, times=-1)
    registration._patience = dataclasses.replace(QUICK, look=3600, doubt=0)
    keeping = asyncio.create_task(registration.keep())
    while not refused:
        await asyncio.sleep(0.01)
    for _ in range(20):  # of each, a look would be over before the next
        registration.doubt()
        await client.application_info()
    keeping.cancel()
    assert [each.key for each in refused] == ["owner-commands"]
    assert registrations(world) == 1


async def test_a_refusal_is_told_and_ends_nothing(world, registration, refused):
    async def refusing(_request, _handler):
        return answer({"message": "Max number of daily application command creates", "code": 30034}, 400)

    world.faults.wrap("bulk_set_application_commands", refusing)
    await registration.look()
    assert [each.key for each in refused] == ["owner-commands"]
    await registration.look()
    assert world.commands.of(GLOBAL)
