"""The gateway, used by a stock discord.py and frame by frame."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import discord
import pytest

from playground import PATIENCE, Playground, World
from playground.guild.permissions import Permission
from tests.playground.client import PaintBot
from tests.playground.conftest import connected, with_numbers
from tests.waiting import in_time

GUILDS, MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 15


async def test_a_stock_client_connects_through_the_socket(world: World, bot: PaintBot) -> None:
    assert bot.user.name == "easel"
    assert bot.guilds[0].get_channel(int(world.channel.id)).name == "paintings"
    # members are not sent without their intent, a real pitfall for bots
    assert bot.guilds[0].get_member(int(world.people[0].id)) is None
    assert world.gateway.online
    assert [command["name"] for command in world.commands.all()].count("imagine") == 1


async def test_commands_keep_their_ids(world: World, bot: PaintBot) -> None:
    ids = {command["name"]: command["id"] for command in world.commands.all()}
    await bot.tree.sync()
    assert {command["name"]: command["id"] for command in world.commands.all()} == ids


async def test_a_cut_socket_is_resumed_and_misses_nothing(world: World, bot: PaintBot) -> None:
    world.faults.drop_socket()
    await world.changes.until(lambda: not world.gateway.online)
    card = await world.people[0].slash("imagine", prompt="meanwhile").answer()
    assert "meanwhile" in card.text
    assert bot.resumed.is_set()
    assert [each.event for each in world.tape.dispatches].count("READY") == 1


async def test_a_forgotten_session_begins_anew(world: World, bot: PaintBot) -> None:
    world.faults.invalidate_session()
    await world.changes.until(lambda: not world.gateway.online)
    await world.bot_online()
    assert [each.event for each in world.tape.dispatches].count("READY") == 2


async def test_the_bot_goes_for_good(world: World, socket: Path) -> None:
    async with connected(world, socket):
        assert world.gateway.online
    await world.changes.until(lambda: not world.gateway.online)


async def test_a_wrong_token_cannot_log_in(world: World, socket: Path) -> None:
    async with PaintBot(socket) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_permissions_are_those_that_the_client_computes(world: World, bot: PaintBot) -> None:
    world.channel.deny(world.bot.id, Permission.ATTACH_FILES)
    await in_time(bot.wait_for("guild_channel_update"))
    mine = bot.guilds[0].get_channel(int(world.channel.id)).permissions_for(bot.guilds[0].me)
    assert (mine.attach_files, mine.send_messages) == (False, True)


class Wire:
    """A gateway client that uses no Discord library."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def frame(self) -> dict:
        return await self.socket.receive_json(timeout=PATIENCE)

    async def events(self, count: int) -> list[dict]:
        return [await self.frame() for _ in range(count)]

    async def closed(self) -> int:
        async for _ in self.socket:
            pass
        return self.socket.close_code


@pytest.fixture
async def wire(server: Playground) -> AsyncIterator[Wire]:
    async with opened(server) as wire:
        yield wire


@asynccontextmanager
async def opened(server: Playground, query: str = "v=10&encoding=json") -> AsyncIterator[Wire]:
    """Open a socket on the page's port, as another library would, and read HELLO."""
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bot {server.world.config.token}"}
        async with session.get(f"{server.address}/api/v10/gateway/bot", headers=headers) as answer:
            address = (await answer.json())["url"]
        assert address == f"ws://127.0.0.1:{server.port}"
        async with session.ws_connect(f"{address}/?{query}") as socket:
            wire = Wire(socket)
            assert (await wire.frame())["op"] == 10
            yield wire


async def identify(wire: Wire, world: World, intents: int) -> list[dict]:
    await wire.send(2, {"token": world.config.token, "intents": intents, "properties": {}})
    return await wire.events(2)


async def test_a_session_on_the_port_is_resumed_there(wire: Wire, server: Playground) -> None:
    ready, guild = await identify(wire, server.world, GUILDS | MESSAGES)
    assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
    assert ready["d"]["resume_gateway_url"] == f"ws://127.0.0.1:{server.port}"
    await wire.send(1, 2)
    assert await wire.frame() == {"op": 11, "d": None, "s": None, "t": None}


async def test_what_a_bot_may_not_read_is_empty(wire: Wire, world: World) -> None:
    await identify(wire, world, GUILDS | MESSAGES)
    world.people[0].say("secret")
    world.people[0].say(f"for you <@{world.bot.id}>")
    assert [each["d"]["content"] for each in await wire.events(2)] == ["", f"for you <@{world.bot.id}>"]


async def test_without_an_intent_there_is_no_event(wire: Wire, world: World) -> None:
    await identify(wire, world, GUILDS)
    world.people[0].say("unheard")
    world.channel.deny(world.bot.id, Permission(0))
    assert (await wire.frame())["t"] == "CHANNEL_UPDATE"


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 0, "properties": {}}, 4004),
        (2, {"token": "right", "intents": CONTENT, "properties": {}}, 4014),
        (3, {}, 4003),
        (2, None, 4002),
    ],
)
async def test_what_ends_a_connection(wire: Wire, world: World, op: int, data: dict | None, code: int) -> None:
    if data and data.get("token") == "right":
        data = data | {"token": world.config.token}
    await wire.send(op, data)
    assert await wire.closed() == code


async def test_a_resume_of_nothing_is_an_invalid_session(wire: Wire, world: World) -> None:
    await wire.send(6, {"token": world.config.token, "session_id": "none", "seq": 1})
    assert await wire.frame() == {"op": 9, "d": False, "s": None, "t": None}
    assert len(await identify(wire, world, GUILDS)) == 2


@pytest.mark.parametrize("config", [with_numbers(resume_events=1)])
async def test_a_session_that_missed_too_much_cannot_resume(wire: Wire, server: Playground, world: World) -> None:
    ready, _ = await identify(wire, world, GUILDS)
    session = {"token": world.config.token, "session_id": ready["d"]["session_id"]}
    async with opened(server) as other:
        await other.send(6, session | {"seq": 0})
        assert (await other.frame())["op"] == 9


async def test_zlib_stream_is_one_stream(server: Playground) -> None:
    inflate = zlib.decompressobj()
    address = f"{server.address}/?v=10&encoding=json&compress=zlib-stream"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        assert json.loads(inflate.decompress(await socket.receive_bytes()))["op"] == 10
        await socket.send_json({"op": 1, "d": None})
        data = await socket.receive_bytes()
        assert data.endswith(b"\x00\x00\xff\xff")
        assert json.loads(inflate.decompress(data))["op"] == 11
