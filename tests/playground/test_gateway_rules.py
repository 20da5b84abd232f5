"""What Discord's gateway refuses, frame by frame: each with its close code."""

import json

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import Playground, World
from tests.playground.conftest import Clock, with_numbers
from tests.playground.test_gateway import GUILDS, Wire, identify, opened, wire  # noqa: F401 - a fixture
from tests.playground.test_malformed import JSON, one_wrong

GUILD_MEMBERS = 1 << 1
FIELDS = {"token": "right", "intents": GUILDS, "properties": {"os": "linux", "browser": "x", "device": "x"}}


def filled(world: World, **changed: object) -> dict:
    """Return an IDENTIFY with some fields changed; `...` leaves one out."""
    fields = FIELDS | {"token": world.config.token} | changed
    return {key: value for key, value in fields.items() if value is not ...}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"token": ...}, 4002),
        ({"token": 5}, 4002),
        ({"properties": ...}, 4002),
        ({"properties": "linux"}, 4002),
        ({"large_threshold": 49}, 4002),
        ({"compress": "yes"}, 4002),
        ({"presence": []}, 4002),
        ({"presence": {"status": "asleep", "activities": []}}, 4002),
        ({"intents": ...}, 4013),
        ({"intents": None}, 4013),
        ({"intents": "1"}, 4013),
        ({"intents": True}, 4013),
        ({"intents": -1}, 4013),
        ({"intents": 1 << 18}, 4013),
        ({"intents": 1 << 30}, 4013),
        ({"intents": 1 << 8}, 4014),
        ({"shard": [1, 1]}, 4010),
        ({"shard": [-1, 1]}, 4010),
        ({"shard": [0, 0]}, 4010),
        ({"shard": "0"}, 4010),
        ({"shard": [0]}, 4010),
        ({"shard": [0.5, 1]}, 4010),
    ],
)
async def test_an_identify_that_is_refused(wire: Wire, world: World, changed: dict, code: int) -> None:  # noqa: F811
    await wire.send(2, filled(world, **changed))
    assert await wire.closed() == code


async def test_an_identify_with_all_its_fields(wire: Wire, world: World) -> None:  # noqa: F811
    presence = {"since": None, "activities": [{"name": "paint", "type": 0}], "status": "online", "afk": False}
    await wire.send(2, filled(world, compress=True, large_threshold=250, shard=[0, 1], presence=presence))
    ready, guild = await wire.events(2)
    assert (ready["t"], ready["d"]["v"], ready["d"]["shard"], guild["t"]) == ("READY", 10, [0, 1], "GUILD_CREATE")


async def test_a_shard_hears_of_its_own_guilds(wire: Wire, world: World) -> None:  # noqa: F811
    mine = (int(world.guild.id) >> 22) % 2
    await wire.send(2, filled(world, shard=[1 - mine, 2], intents=GUILDS | 1 << 9))
    assert (await wire.frame())["d"]["guilds"] == []
    world.people[0].say("Hello")
    await wire.send(1, None)
    assert (await wire.frame())["op"] == 11


@pytest.mark.parametrize(
    ("query", "code"),
    [("v=8&encoding=json", 4012), ("encoding=json", 4012), ("v=ten", 4012), ("v=10&encoding=etf", 4002)],
)
async def test_another_version_or_encoding(server: Playground, query: str, code: int) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.address}/?{query}") as socket:
        assert await Wire(socket).closed() == code


async def test_version_9_is_spoken(server: Playground, world: World) -> None:
    async with opened(server, "v=9&encoding=json") as wire:  # noqa: F811
        assert (await identify(wire, world, GUILDS))[0]["d"]["v"] == 9


async def test_a_frame_may_be_bytes(wire: Wire, world: World) -> None:  # noqa: F811
    await wire.socket.send_bytes(json.dumps({"op": 2, "d": filled(world)}).encode())
    assert [each["t"] for each in await wire.events(2)] == ["READY", "GUILD_CREATE"]


@pytest.mark.parametrize("data", [b"\xff", b"{", b"5", b"[]", b"{}", b'{"op": "1"}', b'{"op": true}', b"[" * 100_000])
async def test_what_is_no_frame(wire: Wire, data: bytes) -> None:  # noqa: F811
    await wire.socket.send_bytes(data)
    assert await wire.closed() == 4002


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (3, {"status": "asleep", "activities": []}, 4002),
        (3, {"status": "idle", "activities": [5]}, 4002),
        (3, None, 4002),
        (4, [], 4002),
        (8, {"guild_id": "1"}, 4002),
        (8, {"guild_id": "1", "query": 5, "limit": 0}, 4002),
        (8, {"guild_id": None, "query": "", "limit": 0}, 4002),
        (8, {"guild_id": "1", "user_ids": {}}, 4002),
        (2, FIELDS, 4005),
        (6, {"token": "x", "session_id": "x", "seq": 1}, 4005),
        (99, {}, 4001),
        (0, {}, 4001),
    ],
)
async def test_what_ends_a_session(wire: Wire, world: World, op: int, data: object, code: int) -> None:  # noqa: F811
    await identify(wire, world, GUILDS)
    await wire.send(op, data)
    assert await wire.closed() == code


@pytest.mark.parametrize(("seq", "code"), [(None, 4007), ("1", 4007), (-1, 4007)])
async def test_a_resume_without_a_number(wire: Wire, world: World, seq: object, code: int) -> None:  # noqa: F811
    await wire.send(6, {"token": world.config.token, "session_id": "x", "seq": seq})
    assert await wire.closed() == code


async def test_too_many_frames(wire: Wire, world: World) -> None:  # noqa: F811
    await identify(wire, world, GUILDS)
    for _ in range(150):
        await wire.send(3, {"since": None, "activities": [], "status": "online", "afk": False})
    assert await wire.closed() == 4008


async def test_frames_are_counted_by_the_minute(wire: Wire, clock: Clock) -> None:  # noqa: F811
    for ahead in (0, 61):
        clock.ahead = ahead
        for _ in range(120):
            await wire.send(1, None)
            assert (await wire.frame())["op"] == 11
    await wire.send(1, None)
    assert await wire.closed() == 4008


@pytest.mark.parametrize("config", [with_numbers(heartbeat=0.05)])
async def test_a_silent_connection_is_closed_and_its_session_resumed(server: Playground, world: World) -> None:
    async with opened(server) as silent:
        ready, _ = await identify(silent, world, GUILDS)
        assert await silent.closed() == 4009
    await world.changes.until(lambda: not world.gateway.online)
    async with opened(server) as again:
        await again.send(6, {"token": world.config.token, "session_id": ready["d"]["session_id"], "seq": 2})
        assert (await again.frame())["t"] == "RESUMED"


@pytest.mark.parametrize("config", [with_numbers(privileged_intents=GUILD_MEMBERS)])
async def test_members_are_told(wire: Wire, world: World) -> None:  # noqa: F811
    await identify(wire, world, GUILDS | GUILD_MEMBERS)
    ann, ben, _ = world.people
    guild = {"guild_id": world.guild.id}
    await wire.send(8, guild | {"query": "", "limit": 0, "nonce": "all"})
    chunk = (await wire.frame())["d"]
    assert {each["user"]["id"] for each in chunk["members"]} == set(world.guild.members)
    assert (chunk["nonce"], chunk["chunk_index"], chunk["chunk_count"]) == ("all", 0, 1)
    await wire.send(8, guild | {"query": "be", "limit": 1, "presences": True})
    chunk = (await wire.frame())["d"]
    assert ([each["user"]["id"] for each in chunk["members"]], chunk["presences"]) == ([ben.id], [])
    await wire.send(8, guild | {"user_ids": [ann.id, "7"], "nonce": "n" * 33})
    chunk = (await wire.frame())["d"]
    assert ([each["user"]["id"] for each in chunk["members"]], chunk["not_found"]) == ([ann.id], ["7"])
    assert "nonce" not in chunk


async def test_all_members_need_their_intent(wire: Wire, world: World) -> None:  # noqa: F811
    await identify(wire, world, GUILDS)
    await wire.send(8, {"guild_id": world.guild.id, "query": "", "limit": 0})
    await wire.send(8, {"guild_id": world.guild.id, "query": "ann", "limit": 5})
    assert [each["user"]["username"] for each in (await wire.frame())["d"]["members"]] == ["ann"]


async def test_voice_and_sounds_are_asked_for_without_harm(wire: Wire, world: World) -> None:  # noqa: F811
    await identify(wire, world, GUILDS)
    await wire.send(4, {"guild_id": world.guild.id, "channel_id": None, "self_mute": False, "self_deaf": False})
    await wire.send(31, {"guild_ids": [world.guild.id]})
    await wire.send(1, 2)
    assert (await wire.frame())["op"] == 11


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("identified", [False, True])
async def test_no_frame_cuts_the_socket(
    server: Playground, world: World, identified: bool, data: st.DataObject
) -> None:
    good = {
        2: filled(world, shard=[0, 1], presence={"status": "idle", "activities": [{"name": "x"}]}),
        3: {"since": None, "activities": [{"name": "x"}], "status": "idle", "afk": False},
        4: {"guild_id": world.guild.id, "channel_id": None},
        6: {"token": world.config.token, "session_id": "x", "seq": 1},
        8: {"guild_id": world.guild.id, "query": "a", "limit": 1, "nonce": "n", "user_ids": None, "presences": True},
        31: {"guild_ids": [world.guild.id]},
    }
    op = data.draw(st.sampled_from(sorted(good)))
    async with opened(server) as wire:  # noqa: F811
        if identified:
            await identify(wire, world, GUILDS)
        await wire.send(op, data.draw(JSON | st.just(good[op]) | one_wrong(good[op])))
        await wire.send(1, None)
        async for message in wire.socket:
            if message.json()["op"] == 11:
                return  # it is still there
        assert wire.socket.close_code in range(4000, 4015)
