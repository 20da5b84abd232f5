"""What delivery makes of a REST API in trouble, on real sockets (F18 to F22 and F27 of the fault plan)."""

import asyncio
import dataclasses
import io as streams
import random

import pytest
from aiohttp import web
from PIL import Image

from bot.delivery.announcer import Announcer
from bot.delivery.discord_io import Outgoing
from bot.delivery.patience import Patience
from bot.delivery.receipts import Receipts
from bot.errors import DiscordUnreachable
from bot.jobs.job import Delivery
from bot.jobs.painter import Painter
from generator.protocol import Progress
from playground import Bucket
from playground.guild.permissions import Permission
from playground.wire import answer
from tests.bot.delivery.live.conftest import QUICK, WIDE, House
from tests.bot.delivery.test_discord_io import CARD
from tests.bot.delivery.test_encoding import png
from tests.bot.making import READY

AN_OUTAGE = 0.8
ORDERS = 15


async def delivered(house: House, job) -> None:
    """Deliver the job, and see that it is there once."""
    await asyncio.wait_for(house.courier.deliver(job), 60)
    assert len(house.posts(job)) == 1
    told = await house.queue.job(job.id)
    assert (told.delivery, str(told.picture_message_id)) == (Delivery.SENT, house.posts(job)[0].id)


# F18: 429


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_429_delays_the_picture(house, world, scope):
    world.faults.rate_limit("create_message", 0.1, times=2, scope=scope)
    await delivered(house, await house.painted())
    assert [each.status for each in world.tape.of("create_message")] == [429, 429, 200]


async def test_cloudflares_429_delays_the_picture(house, world):
    world.faults.ban("create_message", times=3)
    await delivered(house, await house.painted())


async def test_who_stops_waiting_in_a_global_limit_blocks_nobody(house, world, io):
    world.faults.rate_limit("create_message", 0.3, scope="global")
    channel = int(world.channel.id)
    impatient = asyncio.create_task(io.send(channel, Outgoing(CARD), nonce="impatient"))
    await world.changes.until(lambda: world.tape.of("create_message"), 5)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    await asyncio.wait_for(io.send(channel, Outgoing(CARD), nonce="patient"), 5)
    assert sorted(each.payload["nonce"] for each in world.channel.messages) == ["impatient", "patient"]


async def test_a_wait_that_is_too_long_is_not_slept_off_unseen(house, world):
    world.faults.rate_limit("create_message", 600)
    await delivered(house, await house.painted())


# F19: unknown outcomes


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("applied", [False, True])
async def test_a_5xx_posts_once(house, world, status, applied):
    world.faults.fail("create_message", status, applied=applied)
    await delivered(house, await house.painted())
    assert [each.status for each in world.tape.of("create_message")] == [status, 200]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, request=0.0)])
async def test_a_5xx_is_repeated_by_easel_alone(world, io, status):
    """discord.py's own repetition would neither ask the history nor keep to a pace that anybody has set."""
    world.faults.fail("create_message", status)
    with pytest.raises(DiscordUnreachable):
        await io.send(int(world.channel.id), Outgoing(CARD), nonce="n")
    assert [each.status for each in world.tape.of("create_message")] == [status]


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
    await delivered(house, await house.painted())


async def test_a_slow_answer_posts_once(house, world):
    world.faults.slow("create_message", before=0.2, after=0.4)
    await delivered(house, await house.painted())
    assert len(world.tape.of("create_message")) == 1


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=0.1)])
@pytest.mark.parametrize("applied", [False, True])
async def test_after_an_outage_longer_than_nonces_last_it_posts_once(house, world, applied):
    """Without the history this posts twice: Discord has forgotten the nonce."""
    world.faults.reset("create_message", applied=applied)
    cut = asyncio.create_task(house.courier.deliver(job := await house.painted()))
    await world.changes.until(lambda: world.tape.of("create_message"), 5)
    world.faults.outage(AN_OUTAGE)
    await asyncio.wait_for(cut, 60)
    assert len(house.posts(job)) == 1
    assert world.tape.of("list_messages")


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=0.1)])
@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, request=0.0, trust_nonce=0.0)])
async def test_a_hidden_history_is_not_taken_for_an_empty_one(house, world):
    world.faults.reset("create_message", applied=True)
    world.faults.deny(world.channel, Permission.READ_MESSAGE_HISTORY)
    world.faults.slow("list_messages", before=0.3)
    job = await house.painted()
    await asyncio.wait_for(house.courier.deliver(job), 60)
    assert len(house.posts(job)) == 1
    assert (await house.queue.job(job.id)).delivery is Delivery.IMPOSSIBLE


# F20: the file or the message is refused


async def test_a_picture_that_is_too_large_arrives_smaller_and_is_kept(house, world):
    world.faults.limit_uploads(20_000)  # below any guild's tier: it has to be found out
    original = png(256, 256)
    job = await house.painted(image=original)
    await delivered(house, job)
    post = house.posts(job)[0]
    sent = world.cdn.open(post.pictures[0]).data
    assert len(sent) <= 20_000
    assert Image.open(streams.BytesIO(sent)).format == "WEBP"
    assert "does not take so large a file" in post.text
    assert job.image in post.text
    assert house.folders.absolute(job.image).read_bytes() == original
    assert [each.status for each in world.tape.of("create_message")][-1] == 200
    assert {each.answer["code"] for each in world.tape.of("create_message")[:-1]} == {40005}


async def test_a_guild_that_takes_nothing_gets_a_sentence(house, world):
    world.faults.limit_uploads(10)
    job = await house.painted()
    await delivered(house, job)
    assert "whoever runs this bot finds it" in house.posts(job)[0].text


async def test_what_a_server_filters_is_said_without_it(house, world):
    async def filtering(_request, _handler) -> web.StreamResponse:
        return answer({"message": "Message was blocked by automatic moderation", "code": 200000}, 400)

    world.faults.wrap("create_message", filtering)
    job = await house.painted()
    await delivered(house, job)
    post = house.posts(job)[0]
    assert "a red circle" not in post.text
    assert "/show" in post.text


# F21: no access any more


@pytest.mark.parametrize("denied", [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES])
async def test_a_permission_that_went_makes_the_post_impossible_and_keeps_the_picture(house, world, denied):
    job = await house.painted()
    world.faults.deny(world.channel, denied)
    await house.courier.deliver(job)
    await house.courier.deliver(await house.queue.job(job.id))
    kept = await house.queue.job(job.id)
    assert kept.delivery is Delivery.IMPOSSIBLE
    assert house.folders.absolute(kept.image).exists()
    assert house.invalid() == 1
    assert [each.id for each in await house.deliveries.pictures_of(job.guild_id, job.user_id)] == [job.id]


async def test_a_channel_that_went_makes_the_post_impossible(house, world):
    channel = world.add_channel("short-lived")
    job = await house.painted(channel)
    world.faults.delete_channel(channel)
    await house.courier.deliver(job)
    assert (await house.queue.job(job.id)).delivery is Delivery.IMPOSSIBLE


async def test_a_bot_that_is_kicked_keeps_the_picture_and_asks_once(house, world, announcer):
    announcer.started(job := await house.running())
    announcer.progressed(job, step(job, 1))
    await shown(world, 1)
    world.faults.kick()
    for number in range(2, 20):
        announcer.progressed(job, step(job, number))
        await asyncio.sleep(QUICK.edit)
    announcer.stopped(await house.finish(job))
    while (kept := await house.queue.job(job.id)).progress_message_id is not None:
        await asyncio.sleep(QUICK.edit)
    assert kept.delivery is Delivery.IMPOSSIBLE
    assert house.folders.absolute(kept.image).exists()
    assert house.invalid() <= 2  # the edit, and the post


async def test_an_archived_thread_is_opened_by_the_post_and_a_locked_one_is_not(house, world):
    thread = world.add_thread(world.channel, "sketches")
    world.faults.archive(thread)
    await delivered(house, await house.painted(thread))
    assert not thread.archived
    world.faults.archive(thread, locked=True)
    job = await house.painted(thread)
    await house.courier.deliver(job)
    assert (await house.queue.job(job.id)).delivery is Delivery.IMPOSSIBLE


async def test_a_picture_whose_message_a_moderator_deleted_is_not_posted_again(house, world):
    job = await house.deliveries.intend((await house.painted()).id)
    await house.courier._send(job)
    world.faults.delete_message(world.channel, house.posts(job)[0].id)
    await house.courier.deliver(job)  # as after a crash before it was noted as sent
    assert house.posts(job) == []


# F22 and F27: the progress message


@pytest.fixture
async def announcer(house, io, patience):
    painter = Painter()
    painter.up(READY)
    receipts = Receipts(io, house.queue, painter)
    announcer = Announcer(io, house.queue, house.deliveries, house.courier, receipts, patience)
    yield announcer
    await announcer.close()


def step(job, number, total=100):
    return Progress(job_id=job.id, step=number, total=total, seconds_per_step=1)


async def shown(world, number):
    return await world.channel.wait_for(lambda each: f"step {number} of" in each.text)


async def ended(house, world, job):
    post = await world.channel.wait_for(lambda each: each.component(f"easel:same:{job.id}"))
    await world.changes.until(lambda: len(world.channel.messages) == 1, 10, "tidying up")
    assert house.posts(job) == [world.channel.get(post.id)]


async def test_a_progress_message_deleted_midway_is_let_go(house, world, announcer):
    announcer.started(job := await house.running())
    announcer.progressed(job, step(job, 1))
    world.faults.delete_message(world.channel, (await shown(world, 1)).id)
    for number in range(2, 6):
        announcer.progressed(job, step(job, number))
        await asyncio.sleep(QUICK.edit)
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)
    assert [each.status for each in world.tape.of("update_message")].count(404) <= 1


async def test_edits_slower_than_steps_are_one_at_a_time_and_delay_nothing(house, world, announcer):
    under_way, most = [], []

    async def slow(request, handler) -> web.StreamResponse:
        under_way.append(request)
        most.append(len(under_way))
        await asyncio.sleep(0.1)
        under_way.pop()
        return await handler(request)

    world.faults.wrap("update_message", slow, times=1000)
    announcer.started(job := await house.running())
    await world.channel.wait_for(lambda each: "Painting" in each.text)
    for number in range(1, 40):
        announcer.progressed(job, step(job, number))
        await asyncio.sleep(0.01)
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)
    assert max(most) == 1
    assert 1 < len(most) < 20


@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, roll_over=0.3)])
async def test_a_long_painting_rolls_over_and_leaves_one_message(house, world, announcer):
    announcer.started(job := await house.running())
    first = await world.channel.wait_for(lambda each: "Painting" in each.text)
    for number in range(1, 60):
        announcer.progressed(job, step(job, number))
        await asyncio.sleep(0.02)
    messages = world.channel.messages
    assert len(messages) <= 2  # a new one, and the old one that is being deleted
    assert first.id not in [each.id for each in messages]
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, old_message=0.0, old_edits=Bucket(0, 0.02))])
async def test_a_message_whose_edits_are_limited_is_replaced(house, world, announcer):
    announcer.started(job := await house.running())
    first = await world.channel.wait_for(lambda each: "Painting" in each.text)
    announcer.progressed(job, step(job, 1))
    second = await shown(world, 1)
    assert second.id != first.id
    assert {each.answer["code"] for each in world.tape.of("update_message")} == {30046}
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)


async def test_a_painting_that_begins_in_an_outage_is_shown_after_it(house, world, announcer):
    world.faults.outage(AN_OUTAGE)
    announcer.started(job := await house.running())
    for number in range(1, 200):
        announcer.progressed(job, step(job, number, 200))
        await asyncio.sleep(0.01)
    await world.channel.wait_for(lambda each: "step" in each.text)
    assert len(world.channel.messages) == 1
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)


async def test_in_an_outage_nothing_is_lost_and_the_end_comes_after_it(house, world, announcer):
    announcer.started(job := await house.running())
    await world.channel.wait_for(lambda each: "Painting" in each.text)
    world.faults.outage(AN_OUTAGE)
    announcer.progressed(job, step(job, 1))
    announcer.stopped(await house.finish(job))
    await ended(house, world, job)


def test_the_ratio_of_nonce_and_patience():
    """Repeating one request may not outlast what Discord remembers of its nonce."""
    usual = Patience()
    assert usual.request < usual.trust_nonce < WIDE.nonce_memory


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, nonce_memory=3.0)])
@pytest.mark.parametrize(
    "patience", [Patience(pause=1 / 60, longest_pause=1, request=1, trust_nonce=2, identify=1.5, edit=0.03)]
)
@pytest.mark.parametrize("seed", [1])
async def test_through_random_trouble_each_picture_is_posted_once(house, world, io, patience, seed):
    """Times are shortened 60 times, all alike. To drop a delivery and begin it anew is what a crash does."""
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
                world.faults.outage(4)

    async def see_through(job) -> None:
        while (await house.queue.job(job.id)).delivery is not Delivery.SENT:
            trouble()
            delivery = asyncio.create_task(house.courier.deliver(await house.queue.job(job.id)))
            await asyncio.wait({delivery}, timeout=dice.choice([0.005, 0.05, 0.5, 30]))
            delivery.cancel()
            await asyncio.gather(delivery, return_exceptions=True)

    jobs = [await house.painted() for _ in range(ORDERS)]
    await asyncio.wait_for(asyncio.gather(*map(see_through, jobs)), 110)
    world.faults.clear()
    await io.close(grace=10)  # what was dropped may still arrive
    assert {job.id: len(house.posts(job)) for job in jobs} == dict.fromkeys((job.id for job in jobs), 1)
