"""What delivery makes of a file, a message or a channel that Discord will not have, on real sockets."""

import io as streams

import pytest
from aiohttp import web
from PIL import Image

from bot.jobs.job import Delivery
from playground.guild.permissions import Permission
from playground.wire import answer
from tests.bot.delivery.live.conftest import assert_delivered
from tests.bot.making import png


async def test_a_picture_that_is_too_large_arrives_smaller_and_is_kept(house, world):
    world.faults.limit_uploads(20_000)  # below any guild's tier: it has to be found out
    original = png(256, 256)
    job = await house.painted(image=original)
    await assert_delivered(house, job)
    post = house.posts(job)[0]
    sent = world.cdn.open(post.pictures[0]).data
    assert len(sent) <= 20_000
    assert Image.open(streams.BytesIO(sent)).format == "WEBP"
    assert "The file is too large for this server" in post.text
    assert job.image in post.text
    assert house.folders.absolute(job.image).read_bytes() == original
    assert [each.status for each in world.tape.of("create_message")][-1] == 200
    assert {each.answer["code"] for each in world.tape.of("create_message")[:-1]} == {40005}


async def test_a_guild_that_takes_nothing_gets_a_sentence(house, world):
    world.faults.limit_uploads(10)
    job = await house.painted()
    await assert_delivered(house, job)
    assert "the bot's owner can find it" in house.posts(job)[0].text


async def test_what_a_server_filters_is_said_without_it(house, world):
    async def filtering(_request, _handler) -> web.StreamResponse:
        return answer({"message": "Message was blocked by automatic moderation", "code": 200000}, 400)

    world.faults.wrap("create_message", filtering)
    job = await house.painted()
    await assert_delivered(house, job)
    post = house.posts(job)[0]
    assert "a red circle" not in post.text
    assert "/show" in post.text


@pytest.mark.parametrize("denied", [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES])
async def test_a_permission_that_went_keeps_the_picture_until_it_is_given_back(house, world, denied):
    job = await house.painted()
    world.faults.deny(world.channel, denied)
    assert (await house.courier.deliver(job)).may_lift
    kept = await house.queue.job(job.id)
    assert kept.waits_for_access
    assert house.folders.absolute(kept.image).exists()
    assert house.invalid() == 1
    assert [each.id for each in await house.gallery.of(job.guild_id, job.user_id)] == [job.id]
    world.faults.deny(world.channel, Permission(0))
    await assert_delivered(house, kept)
    await house.courier.deliver(job)
    assert len(house.posts(job)) == 1


async def test_a_channel_that_went_makes_the_post_impossible(house, world):
    channel = world.add_channel("short-lived")
    job = await house.painted(channel)
    world.faults.delete_channel(channel)
    assert await house.courier.deliver(job) is None
    kept = await house.queue.job(job.id)
    assert (kept.delivery, kept.refused_at) == (Delivery.IMPOSSIBLE, None)


async def test_an_archived_thread_is_opened_by_the_post_and_a_locked_one_is_not(house, world):
    thread = world.add_thread(world.channel, "sketches")
    world.faults.archive(thread)
    await assert_delivered(house, await house.painted(thread))
    assert not thread.archived
    world.faults.archive(thread, locked=True)
    job = await house.painted(thread)
    await house.courier.deliver(job)
    assert (await house.queue.job(job.id)).waits_for_access
    world.faults.archive(thread)
    await assert_delivered(house, job)


async def test_a_picture_whose_message_a_moderator_deleted_is_not_posted_again(house, world):
    job = await house.deliveries.intend((await house.painted()).id)
    await house.courier._send(job)
    world.faults.delete_message(world.channel, house.posts(job)[0].id)
    await house.courier.deliver(job)  # as after a crash before it was noted as sent
    assert house.posts(job) == []
