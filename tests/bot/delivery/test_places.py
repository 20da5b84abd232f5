"""The receipts of waiting jobs stay true, at a few edits a minute."""

import asyncio
import dataclasses
from collections import Counter
from datetime import timedelta

import discord
import pytest

from bot.delivery.lanes import Lane
from bot.delivery.patience import USUAL
from bot.delivery.places import MOST, MOST_A_CHANNEL, Places
from bot.errors import DiscordUnreachable
from bot.jobs.job import Status
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.painter.capacity import capacity_of
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from tests.bot.delivery.conftest import HASTE
from tests.bot.delivery.fakes import UNKNOWN_MESSAGE
from tests.bot.making import READY, finished, order
from tests.waiting import eventually
from words.sentence import as_written

NEXT, AFTER, NOW = "next", "next, after the picture that is being painted", "being painted"


@pytest.fixture
def queue(database):
    return JobQueue(database, Limits(100, 100, 100), clock=lambda: 1000.0)


@pytest.fixture
def now():
    return [1000.0]


@pytest.fixture
def places(receipts, now):
    return Places(receipts, HASTE, clock=lambda: now[0])


@pytest.fixture
def ordered(queue, receipts):
    """Give an order by somebody else each time, and its receipt."""

    async def give(user, channel=20, **changes):
        made = order(user=user, **changes)
        asker = dataclasses.replace(made.asker, channel_id=channel)
        entry = await queue.enqueue(dataclasses.replace(made, asker=asker))
        await receipts.post(entry)
        return entry.job

    return give


@pytest.fixture
def shown(io, deliveries):
    """What the receipt of each job says of its place now, by user."""

    async def read():
        said = {key: message.embed for key, message in io.messages.items()}
        said |= {key: embed for key, embed, _ in io.edits}
        entries = await deliveries.open_receipts()
        return {entry.job.user_id: _standing(said[entry.job.card_message_id]) for entry in entries}

    return read


async def _cards(deliveries):
    return {entry.job.id: entry.job.card_message_id for entry in await deliveries.open_receipts()}


def _standing(embed):
    return next(field.value for field in embed.fields if field.name == "place in the queue")


async def test_receipts_follow_as_others_are_painted_cancelled_and_paused(ordered, places, queue, shown, io):
    first, second, third = [await ordered(user, channel) for user, channel in ((1, 20), (2, 21), (3, 22))]
    assert await shown() == {1: NEXT, 2: "number 2", 3: "number 3"}
    painting = await queue.claim()
    await places.look()
    assert await shown() == {1: NOW, 2: AFTER, 3: "number 2"}
    await queue.note_checkpoint(painting, "checkpoint", 3, 1.0)
    await queue.pause(await queue.job(first.id))
    await places.look()
    assert await shown() == {2: NEXT, 3: "number 2", 1: "number 3 · paused at step 3 of 4"}
    await queue.request_cancel(second.id)
    await places.look()
    assert await shown() == {3: NEXT, 1: "number 2 · paused at step 3 of 4"}
    painting = await queue.claim()
    assert painting.id == third.id
    await queue.finish(painting, "images/x.png", finished(painting))
    await places.look()
    assert await shown() == {1: "next · paused at step 3 of 4"}
    assert set(io.lanes) == {Lane.STANDING}


async def test_a_receipt_says_when_the_picture_will_be_done(ordered, database, receipts, places, queue, shown):
    painter = PainterState()
    painter.up(READY)
    first = await ordered(1)
    await ordered(2)
    painting = await queue.claim()
    plan = capacity_of(READY, "toy", "vqgan_clip").choose(painting.params.size)
    await Paces(database, painter, 60).learn(painting.model_copy(update={"plan": plan}), 30.0)
    receipts._paces._known.clear()
    await places.look()
    assert await shown() == {1: NOW, 2: f"{AFTER} · done in about 4 minutes"}
    await queue.fail(await queue.job(first.id), "internal", as_written("no"))
    await places.look()
    assert await shown() == {2: f"{NEXT} · done in about 2 minutes"}


async def test_only_what_says_something_else_is_edited(ordered, places, queue, io):
    for user in range(1, 4):
        await ordered(user)
    assert await places.look()
    assert io.edits == []
    await queue.request_cancel((await ordered(9)).id)
    await places.look()
    assert io.edits == []


async def test_fifty_jobs_make_no_storm_of_edits(ordered, places, queue, deliveries, shown, io, now):
    channel_of = {}
    for user in range(50):
        job = await ordered(user, channel=20 + user % 20)
        channel_of[job.id] = 20 + user % 20
    channel_of_card = {card: channel_of[job_id] for job_id, card in (await _cards(deliveries)).items()}
    for _ in range(10):  # every place changes before each look
        job = await queue.claim()
        await queue.fail(job, "internal", as_written("no"))
        before = len(io.edits)
        await places.look()
        now[0] += 10
        made = io.edits[before:]
        assert 0 < len(made) <= MOST
        assert max(Counter(channel_of_card[key] for key, *_ in made).values()) <= MOST_A_CHANNEL
    before = len(io.edits)
    for _ in range(10):
        await places.look()
        now[0] += 10
    assert len(io.edits) - before <= 40  # each once
    assert await shown() == {user: NEXT if user == 10 else f"number {user - 9}" for user in range(10, 50)}


def test_a_channel_gets_twelve_edits_a_minute_at_most():
    assert MOST_A_CHANNEL * 60 / USUAL.receipt <= 12


async def test_those_edited_longest_ago_come_first(ordered, places, queue, io, now):
    for user in range(6):
        await ordered(user)
    edited = []
    for _ in range(2):
        await queue.fail(await queue.claim(), "internal", as_written("no"))
        await places.look()
        now[0] += 10
        edited += [key for key, *_ in io.edits[len(edited) :]]
    assert len(set(edited)) == len(edited) == 2 * MOST_A_CHANNEL


async def test_a_receipt_that_is_gone_is_let_go_and_one_out_of_reach_is_tried_again(ordered, places, queue, shown, io):
    await ordered(1)
    await ordered(2)
    await queue.fail(await queue.claim(), "internal", as_written("no"))
    io.fail("edit", DiscordUnreachable("delivery-stopping"))
    await places.look()
    assert await shown() == {2: "number 2"}
    await places.look()
    assert await shown() == {2: NEXT}
    io.fail("edit", UNKNOWN_MESSAGE)
    await queue.claim()
    for _ in range(3):
        await places.look()
    assert io.calls.count("edit") == 3


async def test_an_old_receipt_is_edited_seldom(ordered, places, queue, deliveries, io, now):
    old = discord.utils.time_snowflake(discord.utils.utcnow() - timedelta(hours=1))
    jobs = [await ordered(user, channel=20 + user) for user in range(6)]
    await deliveries.note_card(jobs[5].id, old)
    edited = []
    for _ in range(5):  # 0, 150, 300, 450 and 600 seconds after the first look
        await queue.fail(await queue.claim(), "internal", as_written("no"))
        await places.look()
        edited.append([key for key, *_ in io.edits].count(old))
        now[0] += HASTE.old_receipt / 2
    assert edited == [1, 1, 2, 2, 3]


async def test_an_update_under_way_does_not_open_a_closed_receipt(ordered, places, queue, receipts, io):
    await ordered(1)
    job = await queue.claim()
    under_way, goes_on = asyncio.Event(), asyncio.Event()
    edit = io.edit

    async def slow(*given, **named):
        under_way.set()
        await goes_on.wait()
        return await edit(*given, **named)

    io.edit = slow
    look = asyncio.create_task(places.look())
    await under_way.wait()
    done = await queue.finish(job, "images/x.png", finished(job))
    noted = await queue.job(done.id)
    close = asyncio.create_task(receipts.close(noted))
    await asyncio.sleep(0)
    goes_on.set()
    await asyncio.gather(look, close)
    assert [call for call in io.calls if call != "send"] == ["edit", "close_card"]
    assert not await places.look()
    assert io.calls.count("edit") == 1


async def test_a_slow_channel_holds_up_no_other(ordered, places, queue, io):
    """The look itself ends with the slowest."""
    for user, channel in ((1, 20), (2, 20), (3, 21), (4, 22)):
        await ordered(user, channel)
    await queue.fail(await queue.claim(), "internal", as_written("no"))
    slow = asyncio.Event()
    edit = io.edit

    async def by_channel(channel_id, *given, **named):
        if channel_id == 20:
            await slow.wait()
        return await edit(channel_id, *given, **named)

    io.edit = by_channel
    look = asyncio.create_task(places.look())
    await eventually(lambda: len(io.edits) == 2)
    slow.set()
    await look
    assert len(io.edits) == 3


async def test_it_looks_as_long_as_a_receipt_is_open_and_rests_then(ordered, receipts, queue, io, deliveries):
    places = Places(receipts, dataclasses.replace(HASTE, receipt=0))
    looks = 0
    look = places.look

    async def counted():
        nonlocal looks
        looks += 1
        return await look()

    places.look = counted
    running = asyncio.create_task(places.run())
    await eventually(lambda: looks == 1)
    for _ in range(20):
        await asyncio.sleep(0)
    assert looks == 1
    job = await ordered(1)
    painting = await queue.claim()
    assert painting.status is Status.RUNNING
    places.started(painting)
    await eventually(lambda: io.edits)
    seen = looks
    await eventually(lambda: looks > seen + 3)
    done = await queue.finish(painting, "images/x.png", finished(painting))
    await receipts.close(await queue.job(job.id))
    places.stopped(done)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
