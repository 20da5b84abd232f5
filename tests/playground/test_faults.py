"""Every fault that can be switched on, met by a stock discord.py and by hand. Answers keep Discord's shapes."""

import asyncio
from collections.abc import Iterator

import aiohttp
import discord
import pytest

from playground import Bucket, Playground, World
from playground.guild.permissions import Permission
from tests.playground.client import PaintBot, picture
from tests.playground.conftest import Clock, Rest, connected, with_numbers
from tests.playground.contract.check import violations
from tests.playground.test_gateway import GUILDS, Wire, identify, wire  # noqa: F401
from tests.waiting import in_time


@pytest.fixture
def path(world: World) -> str:
    return f"/channels/{world.channel.id}/messages"


@pytest.fixture(autouse=True)
def shapes(world: World) -> Iterator[None]:
    yield
    assert violations(world.tape) == []


async def test_a_5xx_may_hide_that_the_request_was_applied(rest: Rest, world: World, path: str) -> None:
    world.faults.fail("create_message", 503)
    world.faults.fail("create_message", 502, applied=True)
    assert [(await rest("POST", path, {"content": "x"}))[0] for _ in "12"] == [503, 502]
    assert len(world.channel.messages) == 1


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_429_of_each_scope(rest: Rest, world: World, path: str, scope: str) -> None:
    world.faults.rate_limit("create_message", 0.5, scope=scope)
    status, error = await rest("POST", path, {"content": "x"})
    assert (status, error["global"], rest.headers["X-RateLimit-Scope"]) == (429, scope == "global", scope)
    assert rest.headers["Via"]


async def test_cloudflare_has_no_via_and_discord_py_gives_up_at_once(world: World, bot: PaintBot) -> None:
    world.faults.ban("create_message")
    with pytest.raises(discord.HTTPException) as refused:
        await bot.room(world.channel.id).send("x")
    assert refused.value.status == 429
    assert len(world.tape.of("create_message")) == 1


async def test_an_answer_may_be_slow_before_and_after_it_is_applied(rest: Rest, world: World, path: str) -> None:
    world.faults.slow("create_message", before=0.05, after=0.3)
    asked = asyncio.create_task(rest("POST", path, {"content": "x"}))
    message = await world.channel.wait_for(lambda each: each.content == "x")
    assert not asked.done()
    assert (await asked)[1]["id"] == message.id
    assert world.tape.of("create_message")[0].seconds >= 0.35


async def test_in_an_outage_everything_is_refused_for_its_time(
    rest: Rest, world: World, server: Playground, bot: PaintBot, path: str, clock: Clock
) -> None:
    world.faults.outage(60)
    await world.changes.until(lambda: not world.gateway.online)
    for ask in (rest("GET", path), rest("POST", path, {"content": "x"})):
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.ws_connect(f"{server.address}/?v=10")
    clock.ahead = 60
    assert (await rest("GET", path))[0] == 200


async def test_a_reconnect_is_a_resume(world: World, bot: PaintBot) -> None:
    world.faults.ask_to_reconnect()
    await in_time(bot.resumed.wait())
    assert [each.event for each in world.tape.dispatches].count("READY") == 1


async def test_an_invalid_session_that_may_be_resumed_is(world: World, bot: PaintBot) -> None:
    world.faults.invalidate_session(resumable=True)
    await in_time(bot.resumed.wait())
    assert [each.event for each in world.tape.dispatches].count("READY") == 1


@pytest.mark.parametrize("code", [4000, 4009])
async def test_a_close_that_allows_it_is_resumed(world: World, bot: PaintBot, code: int) -> None:
    await world.faults.close_socket(code)
    await in_time(bot.resumed.wait())
    assert [each.event for each in world.tape.dispatches].count("READY") == 1


@pytest.mark.parametrize(("code", "error"), [(4004, "ConnectionClosed"), (4014, "PrivilegedIntentsRequired")])
async def test_a_close_for_good_ends_the_client(world: World, socket, code: int, error: str) -> None:
    client = PaintBot(socket)
    running = asyncio.create_task(client.start(world.config.token))
    await client.wait_until_synced()
    await world.faults.close_socket(code)
    with pytest.raises(discord.ClientException) as ended:
        await in_time(running)
    assert type(ended.value).__name__ == error
    await client.close()


async def test_a_withheld_heartbeat_ack(wire: Wire, world: World) -> None:  # noqa: F811
    await identify(wire, world, GUILDS)
    world.faults.withhold_acks()
    await wire.send(1, 1)
    await wire.send(1, 2)
    assert (await wire.frame())["op"] == 11
    world.faults.ask_to_reconnect()
    assert await wire.frame() == {"op": 7, "d": None, "s": None, "t": None}  # and no second ACK before it


async def test_a_session_that_never_begins(wire: Wire, world: World) -> None:  # noqa: F811
    world.faults.withhold_ready()
    await wire.send(2, {"token": world.config.token, "intents": GUILDS, "properties": {}})
    await wire.send(1, None)
    assert (await wire.frame())["op"] == 11


@pytest.mark.parametrize("status", [None, 503])
async def test_a_refused_socket(world: World, server: Playground, status: int | None) -> None:
    world.faults.refuse_sockets(1 if status else 2, status)  # aiohttp itself repeats a GET that was cut
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError) as refused:
            await session.ws_connect(f"{server.address}/?v=10")
        assert getattr(refused.value, "status", None) == status
        async with session.ws_connect(f"{server.address}/?v=10") as socket:
            assert (await socket.receive_json())["op"] == 10


@pytest.mark.parametrize("config", [with_numbers(session_starts=Bucket(2, 60.0))])
async def test_too_many_identifies_reset_the_token(world: World, server: Playground, rest: Rest) -> None:
    async with aiohttp.ClientSession() as session:
        for left in (2, 1, 0):
            assert (await rest("GET", "/gateway/bot"))[1]["session_start_limit"]["remaining"] == left
            async with session.ws_connect(f"{server.address}/?v=10") as socket:
                one = Wire(socket)
                await one.frame()
                await one.send(2, {"token": world.config.token, "intents": GUILDS, "properties": {}})
                if left:
                    assert (await one.frame())["t"] == "READY"
                else:
                    assert await one.closed() == 4004


async def test_an_event_may_come_twice(world: World, bot: PaintBot) -> None:
    card = await world.people[0].slash("settings size", value="1").answer()
    world.faults.repeat_event("INTERACTION_CREATE")
    answers = lambda: [each.status for each in world.tape.of("create_interaction_response")]  # noqa: E731
    await world.changes.until(lambda: answers() == [200, 400])
    assert world.tape.of("create_interaction_response")[1].answer["code"] == 40060
    assert card.ephemeral_to


async def test_a_small_upload_limit_is_said_and_kept(world: World, bot: PaintBot) -> None:
    world.faults.limit_uploads(60)
    ask = world.people[0].slash("settings size", value="1")
    await ask.answer()
    [asked] = [each for each in world.tape.dispatches if each.event == "INTERACTION_CREATE"]
    assert asked.data["attachment_size_limit"] == 60
    with pytest.raises(discord.HTTPException) as refused:
        await bot.room(world.channel.id).send(file=picture("a.png"))
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_a_guilds_tier_follows_its_limit(world: World, socket) -> None:
    for size, tier in ((2**20, 0), (50 * 2**20, 2), (100 * 2**20, 3)):
        world.faults.limit_uploads(size)
        assert world.guild.payload()["premium_tier"] == tier


async def test_missing_permissions_gone_messages_and_gone_channels(rest: Rest, world: World, path: str) -> None:
    _, message = await rest("POST", path, {"content": "x"})
    world.faults.delete_message(world.channel, message["id"])
    assert (await rest("PATCH", f"{path}/{message['id']}", {"content": "y"}))[1]["code"] == 10008
    for denied, code in ((Permission.SEND_MESSAGES, 50013), (Permission.VIEW_CHANNEL, 50001)):
        world.faults.deny(world.channel, denied)
        assert (await rest("POST", path, {"content": "x"}))[1]["code"] == code
    world.faults.delete_channel(world.channel)
    assert (await rest("POST", path, {"content": "x"}))[1]["code"] == 10003


async def test_a_bot_that_is_kicked_is_told_and_sees_nothing(
    rest: Rest, world: World, bot: PaintBot, path: str, socket
) -> None:
    world.faults.kick()
    await in_time(bot.wait_for("guild_remove"))
    assert not bot.guilds
    assert (await rest("POST", path, {"content": "x"}))[1]["code"] == 50001
    await bot.close()
    seen = len(world.tape.dispatches)
    async with connected(world, socket):
        assert [each.event for each in world.tape.dispatches][seen:] == ["READY"]


async def test_a_thread_closes_and_opens(rest: Rest, world: World) -> None:
    thread = world.add_thread(world.channel, "sketches")
    path = f"/channels/{thread.id}/messages"
    _, message = await rest("POST", path, {"content": "x"})
    world.faults.archive(thread)
    assert (await rest("PATCH", f"{path}/{message['id']}", {"content": "y"}))[1]["code"] == 50083
    assert (await rest("POST", path, {"content": "opens it"}))[0] == 200
    assert not thread.archived
    world.faults.archive(thread, locked=True)
    assert (await rest("POST", path, {"content": "x"}))[1]["code"] == 50083
    assert (await rest("GET", f"/channels/{thread.id}"))[1]["thread_metadata"]["locked"]


async def test_a_thread_has_a_permission_of_its_own(rest: Rest, world: World, bot: PaintBot) -> None:
    thread = world.add_thread(world.channel, "sketches")
    await in_time(bot.wait_for("thread_create"))
    mine = bot.guilds[0].get_thread(int(thread.id))
    assert mine.permissions_for(bot.guilds[0].me).send_messages_in_threads
    world.faults.deny(world.channel, Permission.SEND_MESSAGES_IN_THREADS)
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"}))[1]["code"] == 50013
    assert (await rest("POST", f"/channels/{world.channel.id}/messages", {"content": "x"}))[0] == 200
    world.faults.delete_channel(world.channel)
    assert (await rest("POST", f"/channels/{thread.id}/messages", {"content": "x"}))[1]["code"] == 10003


async def test_edits_of_an_old_message_have_a_limit_of_their_own(
    rest: Rest, world: World, path: str, clock: Clock
) -> None:
    _, message = await rest("POST", path, {"content": "x"})
    edit = f"{path}/{message['id']}"
    for _ in "12345":
        assert (await rest("PATCH", edit, {"content": "young"}))[0] == 200
    clock.ahead = 3601
    answers = [await rest("PATCH", edit, {"content": "old"}) for _ in "1234"]
    assert [status for status, _ in answers] == [200, 200, 200, 429]
    assert answers[-1][1]["code"] == 30046
    assert 19 < answers[-1][1]["retry_after"] <= 20


async def test_clearing_ends_every_fault(rest: Rest, world: World, server: Playground, path: str) -> None:
    world.faults.outage(60)
    world.faults.refuse_sockets(5)
    world.faults.fail("*", times=5)
    world.faults.clear()
    assert (await rest("GET", path))[0] == 200
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.address}/?v=10") as socket:
        assert (await socket.receive_json())["op"] == 10
