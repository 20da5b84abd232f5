"""What delivery makes of answers that are late, lost or none, on real sockets."""

import asyncio
import dataclasses
import random

import pytest

from bot.delivery.discord_io import Outgoing
from bot.delivery.patience import Patience
from bot.errors import DiscordUnreachable
from bot.jobs.job import Delivery
from playground import PATIENCE
from playground.guild.permissions import Permission
from tests.bot.delivery.fakes import CARD
from tests.bot.delivery.live.conftest import GIVES_UP, QUICK, assert_delivered
from tests.conftest import WIDE
from tests.waiting import in_time

AN_OUTAGE = 0.8
ORDERS = 15


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_429_delays_the_picture(house, world, scope):
    world.faults.rate_limit("create_message", 0.1, times=2, scope=scope)
    await assert_delivered(house, await house.painted())
    assert [each.status for each in world.tape.of("create_message")] == [429, 429, 200]


async def test_cloudflares_429_delays_the_picture(house, world):
    world.faults.ban("create_message", times=3)
    await assert_delivered(house, await house.painted())
    assert [each.status for each in world.tape.of("create_message")] == [429, 429, 429, 200]


async def test_who_stops_waiting_in_a_global_limit_blocks_nobody(house, world, io):
    world.faults.rate_limit("create_message", 0.3, scope="global")
    channel = int(world.channel.id)
    impatient = asyncio.create_task(io.send(channel, Outgoing(CARD), nonce="impatient"))
    await world.changes.until(lambda: world.tape.of("create_message"))
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    await in_time(io.send(channel, Outgoing(CARD), nonce="patient"))
    assert sorted(each.payload["nonce"] for each in world.channel.messages) == ["impatient", "patient"]


async def test_a_wait_that_is_too_long_is_not_slept_off_unseen(house, world):
    world.faults.rate_limit("create_message", 600)
    await assert_delivered(house, await house.painted())  # long before the ten minutes are over


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("applied", [False, True])
async def test_a_5xx_posts_once(house, world, status, applied):
    world.faults.fail("create_message", status, applied=applied)
    await assert_delivered(house, await house.painted())
    assert [each.status for each in world.tape.of("create_message")] == [status, 200]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, request=0.0)])
async def test_a_5xx_is_repeated_by_easel_alone(world, io, status):
    """discord.py's own repetition would neither ask the history nor keep to a pace that anybody has set."""
    world.faults.fail("create_message", status)
    with pytest.raises(DiscordUnreachable):
        await io.send(int(world.channel.id), Outgoing(CARD), nonce="n")
    assert [each.status for each in world.tape.of("create_message")] == [status]


@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, request=0.0)])
async def test_a_lost_answer_is_not_repeated_at_once(world, io):
    """aiohttp's own repetition, of what is idempotent, would meet the limit that the first has used up."""
    channel = int(world.channel.id)
    message = await io.send(channel, Outgoing(CARD), nonce="n")
    world.faults.reset("add_my_message_reaction", applied=True)
    with pytest.raises(DiscordUnreachable):
        await io.react(channel, message, "🔁")
    assert len(world.tape.of("add_my_message_reaction")) == 1


@pytest.mark.parametrize("operation", ["update_message", "delete_message", "add_my_message_reaction"])
@pytest.mark.parametrize("trouble", ["503", "cut"])
async def test_what_is_done_to_a_message_is_repeated_too(world, io, operation, trouble):
    channel = int(world.channel.id)
    message = await io.send(channel, Outgoing(CARD), nonce="n")
    world.faults.fail(operation, 503) if trouble == "503" else world.faults.reset(operation, applied=True)
    match operation:
        case "update_message":
            assert await io.close_card(channel, message, CARD) is None
        case "delete_message":
            refusal = await io.delete(channel, message)
            assert refusal is None or refusal.code == 10008  # it was applied the first time
        case _:
            assert await io.react(channel, message, "🔁") is None
    assert len(world.tape.of(operation)) == 2


@pytest.mark.parametrize("applied", [False, True])
async def test_a_cut_connection_posts_once(house, world, applied):
    world.faults.reset("create_message", applied=applied)
    await assert_delivered(house, await house.painted())


async def test_a_slow_answer_posts_once(house, world):
    world.faults.slow("create_message", before=0.2, after=0.4)
    await assert_delivered(house, await house.painted())
    assert len(world.tape.of("create_message")) == 1


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=0.1)])
@pytest.mark.parametrize("patience", [GIVES_UP])
@pytest.mark.parametrize("applied", [False, True])
async def test_after_an_outage_longer_than_nonces_last_it_posts_once(house, world, applied):
    """Without the history this posts twice: Discord has forgotten the nonce."""
    world.faults.reset("create_message", applied=applied)
    cut = asyncio.create_task(house.courier.deliver(job := await house.painted()))
    await world.changes.until(lambda: world.tape.of("create_message"))
    world.faults.outage(AN_OUTAGE)
    await in_time(cut)
    assert len(house.posts(job)) == 1
    assert world.tape.of("list_messages")


async def test_a_post_is_found_however_much_was_said_before_it(house, world, io):
    first = world.people[0].say("a receipt")
    for number in range(1100):
        world.people[0].say(str(number))
    await assert_delivered(house, job := await house.painted())
    assert await io.find_own(int(world.channel.id), int(first.id), f"easel:same:{job.id}") == int(
        house.posts(job)[0].id
    )
    assert len(world.tape.of("list_messages")) == 1
    assert await io.find_own(int(world.channel.id), int(first.id), "easel:same:another") is None
    assert len(world.tape.of("list_messages")) == 13


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=0.1)])
@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, request=0.0, trust_nonce=0.0)])
async def test_a_hidden_history_is_not_taken_for_an_empty_one(house, world):
    world.faults.reset("create_message", applied=True)
    world.faults.deny(world.channel, Permission.READ_MESSAGE_HISTORY)
    world.faults.slow("list_messages", before=0.3)
    job = await house.painted()
    await in_time(house.courier.deliver(job))
    assert len(house.posts(job)) == 1
    assert (await house.queue.job(job.id)).delivery is Delivery.IMPOSSIBLE


def test_the_ratio_of_nonce_and_patience():
    """Repeating one request may not outlast what Discord remembers of its nonce."""
    usual = Patience()
    assert usual.request < usual.trust_nonce < WIDE.nonce_memory


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=6.0)])
@pytest.mark.parametrize(
    "patience", [Patience(pause=1 / 30, longest_pause=2, request=2, trust_nonce=4, identify=3, edit=0.06)]
)
@pytest.mark.parametrize("seed", [1])
async def test_through_random_trouble_each_picture_is_posted_once(house, world, io, patience, seed):
    """Times are shortened 30 times, all alike: a busy machine may halt for two seconds.

    To drop a delivery and begin it anew is what a crash does.
    """
    dice = random.Random(seed)

    def trouble() -> None:
        match dice.randrange(8):
            case 0:
                world.faults.reset("create_message", applied=dice.random() < 0.5)
            case 1:
                world.faults.fail("create_message", dice.choice([500, 502, 503, 504]), applied=dice.random() < 0.5)
            case 2:
                world.faults.slow("create_message", before=dice.random(), after=dice.random())
            case 3:
                world.faults.rate_limit("create_message", dice.random(), scope=dice.choice(["user", "global"]))
            case 4:
                world.faults.fail("list_messages", 503, times=dice.randrange(1, 4))
            case 5:
                world.faults.reset("add_my_message_reaction")
            case 6 if dice.random() < 0.2:
                world.faults.outage(8)

    async def see_through(job) -> None:
        while (await house.queue.job(job.id)).delivery is not Delivery.SENT:
            trouble()
            delivery = asyncio.create_task(house.courier.deliver(await house.queue.job(job.id)))
            await asyncio.wait({delivery}, timeout=dice.choice([0.005, 0.05, 0.5, 30]))
            delivery.cancel()
            await asyncio.gather(delivery, return_exceptions=True)

    jobs = [await house.painted() for _ in range(ORDERS)]
    await in_time(asyncio.gather(*map(see_through, jobs)))
    world.faults.clear()
    await io.close(grace=PATIENCE)  # what was dropped may still arrive
    assert {job.id: len(house.posts(job)) for job in jobs} == dict.fromkeys((job.id for job in jobs), 1)
