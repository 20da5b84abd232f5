"""Rate limits, and how faults are counted and removed."""

import asyncio

import aiohttp
import discord
import pytest
from aiohttp import web

from playground import Bucket, World
from playground.wire import Handler
from tests.playground.client import PaintBot
from tests.playground.conftest import Clock, Rest, with_numbers

TWO_A_MINUTE = {"create_message": Bucket(2, 60.0)}


@pytest.fixture
def path(world: World) -> str:
    return f"/channels/{world.channel.id}/messages"


@pytest.fixture
def config(clock: Clock):
    return with_numbers(now=clock, buckets=TWO_A_MINUTE, global_bucket=Bucket(4, 60.0))


async def test_a_bucket_empties_refuses_and_fills(rest: Rest, world: World, path: str, clock: Clock) -> None:
    remaining = []
    for _ in "12":
        await rest("POST", path, {"content": "x"})
        remaining.append(rest.headers["X-RateLimit-Remaining"])
    assert remaining == ["1", "0"]
    status, error = await rest("POST", path, {"content": "x"})
    assert (status, error["global"], rest.headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert 59 < error["retry_after"] <= 60
    assert float(rest.headers["X-RateLimit-Reset-After"]) >= error["retry_after"]
    assert rest.headers["Via"]
    clock.ahead = 60
    assert (await rest("POST", path, {"content": "x"}))[0] == 200
    assert len(world.channel.messages) == 3


async def test_each_channel_has_its_own_bucket(rest: Rest, world: World, path: str) -> None:
    other = world.add_channel("other")
    for _ in "12":
        await rest("POST", path, {"content": "x"})
    assert (await rest("POST", f"/channels/{other.id}/messages", {"content": "x"}))[0] == 200


async def test_the_global_limit_is_for_the_token_alone(rest: Rest, world: World) -> None:
    for _ in range(4):
        assert (await rest("GET", "/users/@me"))[0] == 200
    status, error = await rest("GET", "/users/@me")
    assert (status, error["global"], rest.headers["X-RateLimit-Global"]) == (429, True, "true")
    assert (await rest("GET", f"/webhooks/{world.bot.id}/unknown/messages/@original"))[0] == 404


@pytest.mark.parametrize("config", [with_numbers(buckets={"create_message": Bucket(2, 0.3)})])
async def test_discord_py_waits_before_it_is_refused(world: World, bot: PaintBot) -> None:
    for number in range(5):
        await bot.room(world.channel.id).send(str(number))
    sent = world.tape.of("create_message")
    assert [each.status for each in sent] == [200] * 5
    assert sent[-1].at - sent[0].at >= 0.6


@pytest.mark.parametrize("config", [with_numbers()])
async def test_discord_py_repeats_what_failed_in_passing(
    world: World, bot: PaintBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.faults.rate_limit("create_message", 0.01)
    await bot.room(world.channel.id).send("through a 429")
    assert [each.status for each in world.tape.of("create_message")] == [429, 200]
    world.faults.fail("update_message", 503)
    with pytest.raises(discord.DiscordServerError):
        await bot.room(world.channel.id).get_partial_message(int(world.channel.messages[0].id)).edit(content="no")
    assert world.channel.messages[0].content == "through a 429"


@pytest.mark.parametrize("config", [with_numbers()])
@pytest.mark.parametrize("applied", [False, True])
async def test_a_lost_answer_and_a_lost_request(rest: Rest, world: World, path: str, applied: bool) -> None:
    world.faults.reset("create_message", applied=applied)
    with pytest.raises(aiohttp.ClientConnectionError):
        await rest("POST", path, {"content": "x", "nonce": "n", "enforce_nonce": True})
    assert len(world.channel.messages) == applied
    await rest("POST", path, {"content": "x", "nonce": "n", "enforce_nonce": True})
    assert len(world.channel.messages) == 1
    assert [each.status for each in world.tape.of("create_message")] == [0, 200]


@pytest.mark.parametrize("config", [with_numbers()])
async def test_a_fault_is_for_its_operation_and_its_times(rest: Rest, world: World, path: str) -> None:
    world.faults.fail("create_message", 500, times=2)
    assert (await rest("GET", path))[0] == 200
    assert [(await rest("POST", path, {"content": "x"}))[0] for _ in "123"] == [500, 500, 200]
    world.faults.fail("*")
    world.faults.clear()
    assert (await rest("GET", path))[0] == 200


@pytest.mark.parametrize("config", [with_numbers()])
async def test_any_function_can_be_a_fault(rest: Rest, world: World, path: str) -> None:
    reached, released = asyncio.Event(), asyncio.Event()

    async def hold(request: web.Request, handler: Handler) -> web.StreamResponse:
        reached.set()
        await released.wait()
        return await handler(request)

    world.faults.wrap("create_message", hold)
    slow = asyncio.create_task(rest("POST", path, {"content": "slow"}))
    await reached.wait()
    await rest("POST", path, {"content": "fast"})
    released.set()
    await slow
    assert [message.content for message in world.channel.messages] == ["fast", "slow"]
