"""What the bot's client makes of a gateway in trouble, on real sockets."""

import asyncio
import dataclasses
import itertools
from contextlib import asynccontextmanager

import pytest
from discord.backoff import ExponentialBackoff
from pydantic import SecretStr

from bot.delivery.client import log_in, make_client, stay_connected
from bot.errors import BadToken, NotAdmitted
from playground import Bucket
from tests.bot.delivery.live.conftest import QUICK
from tests.conftest import WIDE
from tests.waiting import in_time

AN_OUTAGE = 0.8


def events(world, name):
    return [each for each in world.tape.dispatches if each.event == name]


def identifies(world):
    limit = world.gateway.sessions.start_limit()
    return limit["total"] - limit["remaining"]


async def assert_resumed(world):
    await world.changes.until(lambda: events(world, "RESUMED"), what="a resume")
    assert identifies(world) == 1


@asynccontextmanager
async def staying(client, patience):
    task = asyncio.create_task(stay_connected(client, patience))
    yield
    await client.close()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("status", [None, 503])
async def test_a_first_connection_that_is_refused_is_made_all_the_same(world, client, patience, status):
    world.faults.refuse_sockets(4, status)
    async with staying(client, patience):
        await world.bot_online()
    assert identifies(world) == 1


async def test_a_discord_that_is_down_at_the_start_is_waited_for(world, socket, patience):
    world.faults.outage(0.8)
    client = await log_in(lambda: make_client(socket, 0.05, patience), SecretStr(world.config.token), patience)
    world.faults.outage(0.8)
    async with staying(client, patience):
        await world.bot_online()
    assert identifies(world) == 1


@pytest.mark.parametrize("trouble", ["drop_socket", "ask_to_reconnect", "invalid", 4000, 4009])
async def test_what_allows_it_is_resumed(world, connection, trouble):
    await world.bot_online()
    if trouble == "invalid":
        world.faults.invalidate_session(resumable=True)
    elif isinstance(trouble, int):
        await world.faults.close_socket(trouble)
    else:
        getattr(world.faults, trouble)()
    await assert_resumed(world)


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, heartbeat=0.1)])
@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, heartbeat=0.5)])
async def test_a_connection_that_is_dead_without_saying_so_is_made_anew(world, connection):
    await world.bot_online()
    world.faults.withhold_acks(1000)
    await assert_resumed(world)


@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, session=0.5)])
async def test_a_session_that_never_begins_is_asked_for_again(world, client, patience):
    world.faults.withhold_ready()
    async with staying(client, patience):
        await world.changes.until(lambda: events(world, "READY"), what="a session")
    assert identifies(world) >= 2  # more where the next ones begin too slowly


@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, session=0.5)])
async def test_after_a_long_outage_it_does_not_wait_as_long_again(world, client, patience, monkeypatch):
    """discord.py doubles its pauses: after ten minutes of outage it may sleep another seventeen."""
    async with staying(client, patience):
        await world.bot_online()
        monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: 3600.0)
        world.faults.outage(AN_OUTAGE)
        await world.changes.until(lambda: not world.gateway.online)
        await world.bot_online()
    assert identifies(world) >= 2  # more where sessions begin too slowly


async def test_sessions_that_fail_one_after_another_are_begun_at_the_pace_of_the_budget(world, client, patience):
    begun, note = [], client._budget.note  # by the bot's own clock: how late it is heard of is the machine's affair

    def noted():
        note()
        begun.append(client._budget._last)

    client._budget.note = noted
    async with staying(client, patience):
        await world.bot_online()
        for _ in "123":
            world.faults.invalidate_session()
            await world.bot_online()
    assert len(begun) == len(events(world, "READY")) == identifies(world) == 4
    assert min(later - earlier for earlier, later in itertools.pairwise(begun)) >= patience.identify


async def test_no_socket_is_open_while_the_turn_to_identify_is_waited_for(world, connection, client):
    """Discord wants a heartbeat and an identify soon after a socket opens."""
    waits = []

    async def counting(seconds):
        waits.append((seconds, len(world.gateway._connections)))
        await asyncio.sleep(seconds)

    client._budget._sleep = counting
    await world.bot_online()
    for count in (1, 2):
        world.faults.invalidate_session()
        await world.changes.until(lambda count=count: identifies(world) == count + 1, what="another session")
    assert len(waits) == 2
    assert [sockets for _, sockets in waits] == [0, 0]


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, session_starts=Bucket(4, 1.5))])
async def test_what_is_left_of_the_budget_is_never_spent(world, client, patience):
    """A bot that starts again and again asks what is left, and waits; with none left Discord would reset the token."""
    for _ in range(6):
        await client.wait_for_identify()
        world.gateway.sessions.count_start()
        client._budget._last = None  # as a new process would
    assert identifies(world) <= 4


@pytest.mark.parametrize(("code", "error"), [(4004, BadToken), (4014, NotAdmitted), (4013, NotAdmitted)])
async def test_a_close_for_good_ends_it_with_78(world, connection, code, error):
    await world.bot_online()
    await world.faults.close_socket(code)
    with pytest.raises(error) as ended:
        await in_time(connection)
    assert ended.value.exit_code == 78
    assert identifies(world) == 1
