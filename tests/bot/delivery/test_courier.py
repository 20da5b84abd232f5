from functools import partial

import pytest

from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.jobs.job import Delivery
from tests.bot.delivery.fakes import FORBIDDEN, UNKNOWN_MESSAGE
from tests.bot.making import png

DOWN = DiscordUnreachable("down")
TOO_LARGE = Refusal(413, 40005)


async def test_a_picture_is_posted_to_its_owner_alone(courier, io, queue, painted):
    job = await painted(user=5, prompt="a *red* circle @everyone")
    await courier.deliver(job)
    [(message_id, message)] = io.messages.items()
    arguments = message.arguments()
    assert arguments["content"] == "<@5>"
    assert arguments["allowed_mentions"].to_dict() == {"parse": [], "users": [5]}
    assert (arguments["file"].filename, arguments["file"].description) == (f"{job.id}.png", "a *red* circle @everyone")
    assert io.reactions == [(message_id, "🔁")]
    told = await queue.job(job.id)
    assert (told.delivery, told.picture_message_id) == (Delivery.SENT, message_id)


async def test_a_failure_is_posted_with_the_same_care(courier, io, queue, painted):
    job = await painted(failure="No memory.")
    io.fail("send", "lost")
    io.forget_nonces()
    await courier.deliver(job)
    assert len(io.posts(job.id)) == 1
    assert io.reactions == []
    assert (await queue.job(job.id)).delivery is Delivery.SENT


async def test_a_second_delivery_sends_nothing(courier, io, queue, painted):
    job = await painted()
    await courier.deliver(job)
    await courier.deliver(await queue.job(job.id))
    await courier.deliver(job)
    assert len(io.posts(job.id)) == 1


async def test_a_lost_answer_is_looked_for_before_anything_is_sent_again(courier, io, queue, painted):
    job = await painted()
    io.fail("send", "lost")
    await courier.deliver(job)
    assert io.calls[:3] == ["send", "find_own", "react"]
    assert (await queue.job(job.id)).picture_message_id == next(iter(io.messages))


async def test_after_a_crash_the_history_is_asked_first(courier, io, deliveries, queue, painted):
    for posted in (True, False):
        job = await painted()
        intended = await deliveries.intend(job.id)
        if posted:
            await courier._send(intended)
            io.forget_nonces()
        io.calls.clear()
        await courier.deliver(intended)
        assert io.calls[0] == "find_own"
        assert len(io.posts(job.id)) == 1
        assert (await queue.job(job.id)).delivery is Delivery.SENT


async def test_it_goes_on_until_discord_is_back(courier, io, painted):
    job = await painted()
    io.fail("send", DOWN, DOWN, "lost")
    io.fail("find_own", DOWN, None, DOWN)
    await courier.deliver(job)
    assert len(io.posts(job.id)) == 1


async def test_a_hint_that_does_not_get_through_does_not_post_again(courier, io, painted):
    job = await painted()
    io.fail("react", DOWN, FORBIDDEN)
    await courier.deliver(job)
    assert len(io.posts(job.id)) == 1


@pytest.mark.parametrize("refusal", [FORBIDDEN, UNKNOWN_MESSAGE])
async def test_what_cannot_be_posted_is_kept(refusal, courier, io, folders, queue, painted):
    job = await painted()
    io.fail("send", refusal)
    await courier.deliver(job)
    told = await queue.job(job.id)
    assert told.delivery is Delivery.IMPOSSIBLE
    assert told.waits_for_access is refusal.may_lift
    assert folders.absolute(told.image).exists()


async def test_what_was_refused_is_looked_for_before_it_is_sent_again(courier, io, queue, painted):
    """The refusal may have come to the second of two requests, of which the first was applied."""
    job = await painted()
    io.fail("send", FORBIDDEN, FORBIDDEN)
    assert await courier.deliver(job) == FORBIDDEN
    assert await courier.deliver(job) == FORBIDDEN
    assert await courier.deliver(job) is None
    assert io.calls[:5] == ["send", "find_own", "send", "find_own", "send"]
    assert len(io.posts(job.id)) == 1
    assert (await queue.job(job.id)).delivery is Delivery.SENT


async def test_a_closed_history_leaves_the_nonce(courier, io, painted):
    job = await painted()
    io.fail("send", "lost")
    io.fail("find_own", FORBIDDEN)
    await courier.deliver(job)
    assert len(io.posts(job.id)) == 1


async def test_an_old_intent_may_not_rely_on_the_nonce(courier, io, deliveries, folders, queue, painted):
    job = await painted()
    await courier._send(await deliveries.intend(job.id))
    io.forget_nonces()
    courier._clock = lambda: 2000.0 + 121
    io.fail("find_own", FORBIDDEN)
    await courier.deliver(await queue.job(job.id))
    assert len(io.posts(job.id)) == 1
    kept = await queue.job(job.id)
    assert kept.delivery is Delivery.IMPOSSIBLE
    assert folders.absolute(kept.image).exists()


async def test_a_picture_that_is_deleted_at_once_is_not_posted_again(courier, io, painted):
    job = await painted()

    async def unreachable(*_):
        io.messages.clear()
        raise DOWN

    io.react = unreachable
    await courier.deliver(job)
    assert io.messages == {}


@pytest.mark.parametrize("trouble", [DOWN, "lost"])
async def test_a_picture_that_is_deleted_between_two_tries_is_not_in_the_channel(
    trouble, courier, io, gallery, queue, painted
):
    job = await painted()
    io.meanwhile = partial(gallery.forget, job.id)
    io.fail("send", trouble)
    assert await courier.deliver(job) is None
    assert io.calls.count("send") == 1
    assert set(io.messages) == set(io.deleted)
    assert (await queue.job(job.id)).delivery is Delivery.IMPOSSIBLE


async def test_a_picture_that_is_deleted_while_it_is_sent_is_taken_back(courier, io, gallery, painted):
    job = await painted()
    io.meanwhile = partial(gallery.forget, job.id)
    io.fail("delete", DOWN)
    assert await courier.deliver(job) is None
    assert io.reactions == []
    assert list(io.messages) == io.deleted


async def test_a_file_larger_than_the_guilds_limit_is_not_even_tried(courier, io, folders, painted):
    job = await painted()
    folders.absolute(job.image).write_bytes(png(256, 256))
    io.limit = 20_000
    await courier.deliver(job)
    [message] = io.posts(job.id)
    assert io.calls.count("send") == 1
    assert len(message.upload.data) <= 20_000
    assert message.upload.name == f"{job.id}.webp"
    assert f"images/{job.id}.png" in message.embed.fields[-1].value


async def test_a_refused_file_is_followed_by_a_smaller_one(courier, io, folders, painted):
    job = await painted()
    folders.absolute(job.image).write_bytes(png(256, 256))
    io.fail("send", TOO_LARGE, TOO_LARGE, TOO_LARGE)
    await courier.deliver(job)
    assert io.calls.count("send") == 4
    assert "a little loss" in io.posts(job.id)[0].embed.fields[-1].value


async def test_where_no_file_is_taken_it_is_said(courier, io, queue, painted):
    job = await painted()
    io.fail("send", TOO_LARGE)
    await courier.deliver(job)
    [message] = io.posts(job.id)
    assert message.upload is None
    assert f"images/{job.id}.png" in message.embed.fields[-1].value
    assert (await queue.job(job.id)).delivery is Delivery.SENT


@pytest.mark.parametrize("code", [50035, 20009, 200000, 240000])
async def test_a_server_that_does_not_want_the_message_gets_one_without_prompt_and_picture(code, courier, io, painted):
    job = await painted(prompt="a heliotrope")
    io.fail("send", Refusal(400, code))
    await courier.deliver(job)
    [message] = io.posts(job.id)
    assert message.upload is None
    assert "heliotrope" not in str(message.embed.to_dict())
    assert "/show" in message.embed.description


async def test_a_repaint_says_identical_only_where_it_is(courier, io, painted):
    source = await painted()
    for sha256, said in (("ab" * 32, "identical, byte for byte"), ("cd" * 32, "not the same bytes")):
        job = await painted(source_job=source.id, sha256=sha256)
        await courier.deliver(job)
        assert said in io.posts(job.id)[0].embed.fields[0].value


async def test_a_picture_whose_file_is_gone_is_said(courier, io, folders, painted):
    job = await painted()
    folders.absolute(job.image).unlink()
    await courier.deliver(job)
    assert "gone" in io.posts(job.id)[0].embed.fields[-1].value


async def test_a_late_progress_message_does_not_hide_the_post(courier, io, deliveries, queue, painted):
    job = await deliveries.intend((await painted()).id)
    await courier._send(job)
    io.forget_nonces()
    await deliveries.note_progress_message(job.id, max(io.messages) + 1)
    await courier.deliver(await queue.job(job.id))
    assert len(io.posts(job.id)) == 1
