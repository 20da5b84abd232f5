import io as streams
import threading
from datetime import timedelta

import discord
import pytest
from PIL import Image

from bot.delivery.encoding import preview
from bot.delivery.lanes import Lane
from bot.delivery.patience import Patience
from bot.delivery.reporter import Reporter
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.jobs.job import Delivery
from generator.wire.protocol import Busy, Progress
from tests.bot.delivery.conftest import HASTE
from tests.bot.delivery.fakes import FORBIDDEN, UNKNOWN_MESSAGE
from tests.bot.making import finished, order, png
from tests.waiting import eventually
from words.sentence import as_written, text


def _step(job, step, preview=None):
    return Progress(job_id=job.id, step=step, total=100, seconds_per_step=1, preview=preview)


def _shown(io):
    return [embed.fields[0].value.split(" · ")[0] for _, embed, _ in io.edits]


def previews(io):
    return [upload for _, _, upload in io.edits if upload]


def side(upload):
    return Image.open(streams.BytesIO(upload.data)).size


async def _begin(queue, announcer):
    await queue.enqueue(order())
    job = await queue.claim()
    announcer.started(job)
    return job


async def test_a_life_is_shown_from_the_first_step_to_the_end(announcer, io, queue, folders, receipts):
    entry = await queue.enqueue(order())
    await receipts.post(entry)
    job = await queue.claim()
    announcer.started(job)
    await eventually(lambda: len(io.messages) == 2)
    preview = folders.make_work(job.id) / "preview-001.png"
    preview.write_bytes(png(640, 320))
    announcer.progressed(job, Busy(job_id=job.id, doing=as_written("loading")))
    await eventually(lambda: len(io.edits) == 1)
    announcer.progressed(job, _step(job, 1, preview))
    await eventually(lambda: previews(io))
    assert list(dict.fromkeys(_shown(io))) == ["loading", "step 1 of 100"]
    assert (previews(io)[0].name, side(previews(io)[0])) == ("preview-001.webp", (512, 256))
    image = folders.absolute("images/x.png")
    image.parent.mkdir()
    image.write_bytes(b"a picture")
    announcer.stopped(await queue.finish(job, "images/x.png", finished(job)))
    await eventually(lambda: io.closed)
    receipt_id, progress_id, picture_id = io.messages
    assert io.deleted == [progress_id]
    assert io.closed[0][0] == receipt_id
    assert str(picture_id) in io.closed[0][1].fields[0].value
    assert io.calls.index("react") < io.calls.index("delete")


async def test_a_pause_is_shown_in_the_same_message_and_so_is_what_follows(announcer, io, queue):
    announcer._interval = 0.01
    job = await _begin(queue, announcer)
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: len(io.edits) == 1)
    announcer.paused(await queue.pause(job))
    await eventually(lambda: len(io.edits) == 2)
    again = await queue.claim()
    announcer.started(again)
    announcer.progressed(again, _step(again, 2))
    await eventually(lambda: len(io.edits) == 3)
    assert _shown(io) == ["step 1 of 100", text("card-paused"), "step 2 of 100"]
    assert len(io.messages) == 1


async def test_only_the_newest_state_is_shown(announcer, io, queue):
    job = await _begin(queue, announcer)
    for step in range(1, 100):
        announcer.progressed(job, _step(job, step))
    await eventually(lambda: io.edits)
    assert _shown(io) == ["step 99 of 100"]


async def test_the_first_preview_does_not_wait_for_the_interval(announcer, io, queue, tmp_path):
    announcer._patience = Patience(pause=0, edit=3600)
    job = await _begin(queue, announcer)
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: len(io.edits) == 1)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, _step(job, 2, tmp_path / "p.png"))
    await eventually(lambda: len(io.edits) == 2)
    assert previews(io)
    announcer.progressed(job, _step(job, 3, tmp_path / "p.png"))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: "delete" in io.calls)
    assert _shown(io) == ["step 1 of 100", "step 2 of 100"]


async def test_a_preview_is_shown_though_a_newer_step_came_without_one(announcer, io, queue, tmp_path):
    job = await _begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, _step(job, 1, tmp_path / "p.png"))
    announcer.progressed(job, _step(job, 2))
    await eventually(lambda: previews(io))
    assert set(_shown(io)) == {"step 2 of 100"}


async def test_the_text_does_not_wait_for_its_preview(announcer, io, queue, tmp_path, monkeypatch):
    encode, encoding = threading.Event(), threading.Event()

    def slowly(data, limit):
        encoding.set()
        assert encode.wait(30)
        return preview(data, limit)

    monkeypatch.setattr("bot.delivery.previews.preview", slowly)
    job = await _begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, _step(job, 1, tmp_path / "p.png"))
    await eventually(encoding.is_set)
    announcer.progressed(job, _step(job, 2))
    await eventually(lambda: _shown(io)[-1:] == ["step 2 of 100"])
    assert not previews(io)
    encode.set()
    await eventually(lambda: previews(io))


@pytest.mark.parametrize("refusal", [Refusal(413, 40005), Refusal(413, 0), Refusal(400, 20009)])
async def test_a_preview_that_is_refused_leaves_the_text_and_the_next_is_smaller(
    announcer, io, queue, tmp_path, refusal
):
    job = await _begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(256, 256))
    refused = []
    edit = io.edit

    async def refuse(channel_id, message_id, embed, upload=None):
        if upload is None or refused:
            return await edit(channel_id, message_id, embed, upload)
        refused.append((embed, upload))
        return refusal

    io.edit = refuse
    announcer.progressed(job, _step(job, 1, tmp_path / "p.png"))
    await eventually(lambda: refused)
    await eventually(lambda: io.edits and io.edits[-1][1].fields == refused[0][0].fields)
    assert previews(io) == []
    announcer.progressed(job, _step(job, 2, tmp_path / "p.png"))
    await eventually(lambda: previews(io))
    if refusal.too_large:
        assert len(previews(io)[0].data) < len(refused[0][1].data)


@pytest.mark.parametrize("damaged", [b"", b"no picture", png(64, 64)[:2000], b"\x89PNG\r\n\x1a\n" + bytes(100)])
async def test_a_preview_that_cannot_be_read_leaves_the_text(announcer, io, queue, tmp_path, damaged):
    job = await _begin(queue, announcer)
    (tmp_path / "bad.png").write_bytes(damaged)
    (tmp_path / "good.png").write_bytes(png(64, 64))
    announcer.progressed(job, _step(job, 1, tmp_path / "bad.png"))
    await eventually(lambda: _shown(io)[-1:] == ["step 1 of 100"])
    announcer.progressed(job, _step(job, 2, tmp_path / "good.png"))
    await eventually(lambda: previews(io))
    assert [upload.name for upload in previews(io)] == ["good.webp"]


async def test_a_deleted_progress_message_is_not_edited_again_and_the_end_is_posted(announcer, io, queue):
    job = await _begin(queue, announcer)
    io.fail("edit", UNKNOWN_MESSAGE)
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, _step(job, 2))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: "delete" in io.calls)
    assert io.calls.count("edit") == 1
    assert len(io.posts(job.id)) == 1


async def test_a_progress_that_cannot_be_shown_harms_nothing(announcer, io, queue):
    io.fail("send", FORBIDDEN)
    job = await _begin(queue, announcer)
    announcer.progressed(job, _step(job, 1))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: io.posts(job.id))
    assert io.edits == []


async def test_an_edit_that_fails_in_passing_is_followed_by_the_next(announcer, io, queue):
    job = await _begin(queue, announcer)
    io.fail("edit", DiscordUnreachable("down"))
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, _step(job, 2))
    await eventually(lambda: io.edits)
    assert _shown(io) == ["step 2 of 100"]


async def test_a_preview_that_is_too_large_stops_nothing(announcer, io, queue):
    job = await _begin(queue, announcer)
    io.fail("edit", Refusal(413, 40005))
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, _step(job, 2))
    await eventually(lambda: io.edits)
    assert _shown(io) == ["step 2 of 100"]


class Later:
    """The time, and how much of it has passed since."""

    ahead = timedelta()

    def __call__(self):
        return discord.utils.utcnow() + self.ahead


async def test_a_progress_message_is_replaced_before_an_hour(io, queue, deliveries):
    await queue.enqueue(order())
    job = await queue.claim()
    clock = Later()
    reporter = Reporter(io, deliveries, job, HASTE, clock)
    await eventually(lambda: io.messages)
    [first] = io.messages
    clock.ahead = timedelta(minutes=54)
    reporter.show(_step(job, 1))
    await eventually(lambda: io.edits)
    clock.ahead = timedelta(minutes=55)
    reporter.show(_step(job, 2))
    await eventually(lambda: io.deleted)
    second = list(io.messages)[1]
    assert io.deleted == [first]
    assert io.messages[second].embed.fields[0].value.startswith("step 2")
    assert (await queue.job(job.id)).progress_message_id == second
    reporter.show(_step(job, 3))  # the new one is as young as the clock that gave its id
    await eventually(lambda: len(io.messages) == 3)
    reporter.stop()
    await reporter.done()


@pytest.mark.parametrize("trouble", [DiscordUnreachable("down"), "lost"])
async def test_a_roll_over_that_fails_is_made_once_by_the_next_state(io, queue, deliveries, trouble):
    await queue.enqueue(order())
    job = await queue.claim()
    clock = Later()
    reporter = Reporter(io, deliveries, job, HASTE, clock)
    await eventually(lambda: io.messages)
    clock.ahead = timedelta(minutes=56)
    io.fail("send", trouble)
    reporter.show(_step(job, 1))
    await eventually(lambda: io.calls.count("send") == 2)
    reporter.show(_step(job, 2))
    await eventually(lambda: io.deleted)
    reporter.stop()
    await reporter.done()
    assert len(io.messages) == 2
    assert io.deleted == [min(io.messages)]


async def test_an_edit_that_is_refused_for_age_rolls_over(announcer, io, queue):
    job = await _begin(queue, announcer)
    io.fail("edit", Refusal(429, 30046))
    announcer.progressed(job, _step(job, 1))
    await eventually(lambda: io.deleted)
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: len(io.deleted) == 2)
    assert io.deleted == list(io.messages)[:2]


async def test_tidying_up_goes_on_until_discord_is_back(announcer, io, queue):
    job = await _begin(queue, announcer)
    await eventually(lambda: io.messages)
    io.fail("delete", DiscordUnreachable("down"))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: io.deleted)
    assert io.calls.count("delete") == 2


async def test_a_job_that_is_tried_again_keeps_its_message(announcer, io, queue):
    job = await _begin(queue, announcer)
    await eventually(lambda: io.messages)
    announcer.stopped(await queue.requeue(job, deaths=1))
    await eventually(lambda: _shown(io) == ["waiting for the painter"])
    announcer.started(again := await queue.claim())
    announcer.progressed(again, _step(job, 1))
    await eventually(lambda: len(io.edits) == 2)
    assert io.calls.count("send") == 1


async def test_a_cancelled_job_posts_nothing_and_its_progress_goes(announcer, io, queue):
    job = await _begin(queue, announcer)
    await eventually(lambda: io.messages)
    await queue.request_cancel(job.id)
    announcer.stopped(await queue.finish_cancelled(job))
    await eventually(lambda: io.deleted)
    assert io.posts(job.id) == []
    assert io.deleted == list(io.messages)


async def test_a_start_finishes_what_a_crash_interrupted(announcer, io, queue, deliveries, painted):
    unsaid, intended = await painted(), await painted()
    await deliveries.intend(intended.id)
    shown = await queue.enqueue(order())
    job = await queue.claim()
    await deliveries.note_progress_message(job.id, 77)
    await queue.request_cancel(job.id)
    await queue.recover()
    await announcer.resume()
    await eventually(lambda: not announcer._tasks)
    assert [len(io.posts(one.id)) for one in (unsaid, intended)] == [1, 1]
    assert io.deleted == [77]
    assert (await queue.job(shown.job.id)).delivery is Delivery.NONE
    assert await deliveries.unconcluded() == []


async def test_what_was_painted_of_a_job_that_is_cancelled_while_it_waits_is_removed(announcer, queue, folders):
    await queue.enqueue(order())
    job = await queue.claim()
    folder = folders.make_work(job.id)
    await queue.requeue(job, deaths=1)
    announcer.stopped(await queue.request_cancel(job.id))
    await eventually(lambda: not folder.exists())
    assert await queue.open_ids() == set()


async def test_a_start_closes_the_receipt_of_what_was_cancelled(announcer, io, queue, deliveries):
    job = (await queue.enqueue(order())).job
    await deliveries.note_card(job.id, 7)
    await queue.request_cancel(job.id)
    for _ in range(2):
        await announcer.resume()
        await eventually(lambda: not announcer._tasks)
    assert [message_id for message_id, _ in io.closed] == [7]
    assert await deliveries.unconcluded() == []


async def test_what_was_cancelled_or_deleted_is_shown_after_everything_else(
    io, queue, deliveries, gallery, receipts, painted
):
    """Anybody can do both without end; another's receipt is not to wait for it."""
    done = await painted()
    await receipts.close(await deliveries.note_card(done.id, 7))
    await receipts.close(await gallery.forget(done.id))
    waits = (await queue.enqueue(order(user=2))).job
    await deliveries.note_card(waits.id, 8)
    await receipts.close(await queue.request_cancel(waits.id))
    assert io.lanes == [Lane.CLOSING, Lane.NOTICE, Lane.NOTICE]


async def test_a_receipt_that_comes_after_the_end_is_closed_at_once(io, queue, receipts):
    entry = await queue.enqueue(order())
    await queue.request_cancel(entry.job.id)
    await receipts.post(entry)
    assert [embed.title for _, embed in io.closed] == ["Cancelled"]


async def test_what_is_over_after_the_close_waits_for_the_next_start(announcer, io, queue, painted):
    """As after a press that was under way: the database is about to be closed."""
    job = await painted()
    await announcer.close()
    announcer.stopped(job)
    assert announcer._tasks == set()
    assert io.calls == []
