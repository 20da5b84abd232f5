"""The progress message where Discord is in trouble, on real sockets."""

import asyncio
import dataclasses
import itertools

import pytest
from aiohttp import web

from bot.delivery.announcer import Announcer
from generator.wire.protocol import Progress
from playground import PATIENCE, Bucket
from tests.bot.delivery.live.conftest import GIVES_UP, QUICK
from tests.bot.making import png
from tests.conftest import WIDE
from tests.waiting import in_time

AN_OUTAGE = 0.8


@pytest.fixture
async def announcer(house, io, ends, patience):
    announcer = Announcer(io, house.deliveries, ends, patience)
    yield announcer
    await announcer.close()


def step(job, number, total=100):
    return Progress(job_id=job.id, step=number, total=total, seconds_per_step=1)


async def paint(announcer, job):
    """Tell of steps for as long as somebody looks, as a painter does."""
    for number in itertools.count(1):
        announcer.progressed(job, step(job, number, total=10**9))
        await asyncio.sleep(QUICK.edit)


async def shown(world, number):
    return await world.channel.wait_for(lambda each: f"step {number} of" in each.text)


def edits(world, status):
    return [each for each in world.tape.of("update_message") if each.status == status]


async def assert_ended(house, world, job):
    post = await world.channel.wait_for(lambda each: each.component(f"easel:same:{job.id}"))
    await world.changes.until(lambda: len(world.channel.messages) == 1, what="tidying up")
    assert house.posts(job) == [world.channel.get(post.id)]


async def test_a_progress_message_deleted_midway_is_let_go(house, world, announcer):
    announcer.started(job := await house.running())
    announcer.progressed(job, step(job, 1))
    world.faults.delete_message(world.channel, (await shown(world, 1)).id)
    announcer.progressed(job, step(job, 2))
    await world.changes.until(lambda: edits(world, 404), what="an edit of what is gone")
    for number in range(3, 6):
        announcer.progressed(job, step(job, number))
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)
    assert len(edits(world, 404)) == 1


async def test_edits_slower_than_steps_are_one_at_a_time_and_delay_nothing(house, world, announcer):
    begun, let_go = asyncio.Queue(), asyncio.Queue()

    async def held(request, handler) -> web.StreamResponse:
        begun.put_nowait(request)
        await let_go.get()
        return await handler(request)

    world.faults.wrap("update_message", held, times=1000)
    announcer.started(job := await house.running())
    await world.channel.wait_for(lambda each: "Painting" in each.text)
    announcer.progressed(job, step(job, 1))
    await in_time(begun.get())
    for number in range(2, 40):
        announcer.progressed(job, step(job, number))
    let_go.put_nowait(None)
    await shown(world, 1)
    await in_time(begun.get())
    announcer.stopped(await house.finish(job))
    await world.channel.wait_for(lambda each: each.component(f"easel:same:{job.id}"))  # the edit is still held
    let_go.put_nowait(None)
    await shown(world, 39)
    await assert_ended(house, world, job)
    assert begun.empty()
    assert len(edits(world, 200)) == 2


@pytest.mark.parametrize("limit", [20_000, 2_000])
async def test_a_preview_over_the_limit_takes_no_text_with_it(house, world, announcer, limit):
    """The bot is not at the gateway, so it does not know the limit: it finds it by being refused."""
    world.faults.limit_uploads(limit)
    announcer.started(job := await house.running())
    preview = house.folders.make_work(job.id) / "preview-00001.png"
    preview.write_bytes(png(640, 640))
    assert len(preview.read_bytes()) > 1_000_000
    with_preview = {"preview": preview}
    announcer.progressed(job, step(job, 1).model_copy(update=with_preview))
    await shown(world, 1)
    looking = asyncio.create_task(world.channel.wait_for(lambda each: each.pictures))
    for number in itertools.count(2):
        announcer.progressed(job, step(job, number).model_copy(update=with_preview))
        await shown(world, number)
        if looking.done():
            break
    [picture] = (await looking).pictures
    shown_file = world.cdn.open(picture)
    assert shown_file.name == "preview-00001.webp"
    assert len(shown_file.data) <= limit
    assert len(edits(world, 413)) <= (300 * 1024 // limit).bit_length()  # each try is at most half of the last
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)


@pytest.mark.parametrize("patience", [dataclasses.replace(QUICK, roll_over=0.0)])
async def test_a_long_painting_rolls_over_and_leaves_one_message(house, world, announcer):
    announcer.started(job := await house.running())
    old = await world.channel.wait_for(lambda each: "Painting" in each.text)
    for number in range(1, 4):
        announcer.progressed(job, step(job, number))
        new = await shown(world, number)
        assert new.id != old.id
        await world.changes.until(lambda: len(world.channel.messages) == 1, what="the old message to be gone")
        old = new
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, old_message=0.0, old_edits=Bucket(0, 0.02))])
async def test_a_message_whose_edits_are_limited_is_replaced(house, world, announcer):
    announcer.started(job := await house.running())
    first = await world.channel.wait_for(lambda each: "Painting" in each.text)
    announcer.progressed(job, step(job, 1))
    second = await shown(world, 1)
    assert second.id != first.id
    assert {each.answer["code"] for each in world.tape.of("update_message")} == {30046}
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)


@pytest.mark.parametrize("patience", [GIVES_UP])
async def test_a_painting_that_begins_in_an_outage_is_shown_after_it(house, world, announcer):
    world.faults.outage(AN_OUTAGE)
    announcer.started(job := await house.running())
    painting = asyncio.create_task(paint(announcer, job))
    await world.channel.wait_for(lambda each: "step" in each.text)
    painting.cancel()
    assert len(world.channel.messages) == 1
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)


@pytest.mark.parametrize("patience", [GIVES_UP])
async def test_in_an_outage_nothing_is_lost_and_the_end_comes_after_it(house, world, announcer):
    announcer.started(job := await house.running())
    await world.channel.wait_for(lambda each: "Painting" in each.text)
    world.faults.outage(AN_OUTAGE)
    announcer.progressed(job, step(job, 1))
    announcer.stopped(await house.finish(job))
    await assert_ended(house, world, job)


async def test_a_bot_that_is_kicked_keeps_the_picture_and_asks_once(house, world, announcer):
    announcer.started(job := await house.running())
    announcer.progressed(job, step(job, 1))
    await shown(world, 1)
    world.faults.kick()
    announcer.progressed(job, step(job, 2))
    await world.changes.until(lambda: edits(world, 403) or edits(world, 404), what="the edit that is refused")
    for number in range(3, 20):
        announcer.progressed(job, step(job, number))
    announcer.stopped(await house.finish(job))
    async with asyncio.timeout(PATIENCE):
        while not (kept := await house.queue.job(job.id)).waits_for_access:
            pass  # nobody outside hears that it is let go
    assert kept.waits_for_access
    assert house.folders.absolute(kept.image).exists()
    assert house.invalid() <= 2  # the edit, and the post
