from bot.delivery.lanes import Lane
from bot.errors import DiscordUnreachable
from bot.jobs.job import Delivery
from generator.wire.protocol import Busy
from tests.bot.delivery.progressing import begin, previews, shown, side, step
from tests.bot.making import finished, order, png
from tests.waiting import eventually
from words.sentence import as_written, text


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
    announcer.progressed(job, step(job, 1, preview))
    await eventually(lambda: previews(io))
    assert list(dict.fromkeys(shown(io))) == ["loading", "step 1 of 100"]
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
    job = await begin(queue, announcer)
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: len(io.edits) == 1)
    announcer.paused(await queue.pause(job))
    await eventually(lambda: len(io.edits) == 2)
    again = await queue.claim()
    announcer.started(again)
    announcer.progressed(again, step(again, 2))
    await eventually(lambda: len(io.edits) == 3)
    assert shown(io) == ["step 1 of 100", text("card-paused"), "step 2 of 100"]
    assert len(io.messages) == 1


async def test_tidying_up_goes_on_until_discord_is_back(announcer, io, queue):
    job = await begin(queue, announcer)
    await eventually(lambda: io.messages)
    io.fail("delete", DiscordUnreachable("down"))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: io.deleted)
    assert io.calls.count("delete") == 2


async def test_a_job_that_is_tried_again_keeps_its_message(announcer, io, queue):
    job = await begin(queue, announcer)
    await eventually(lambda: io.messages)
    announcer.stopped(await queue.requeue(job, deaths=1))
    await eventually(lambda: shown(io) == ["waiting for the painter"])
    announcer.started(again := await queue.claim())
    announcer.progressed(again, step(job, 1))
    await eventually(lambda: len(io.edits) == 2)
    assert io.calls.count("send") == 1


async def test_a_cancelled_job_posts_nothing_and_its_progress_goes(announcer, io, queue):
    job = await begin(queue, announcer)
    await eventually(lambda: io.messages)
    await queue.request_cancel(job.id)
    announcer.stopped(await queue.finish_cancelled(job))
    await eventually(lambda: io.deleted)
    assert io.posts(job.id) == []
    assert io.deleted == list(io.messages)


async def test_a_start_finishes_what_a_crash_interrupted(announcer, io, queue, deliveries, painted):
    unsaid, intended = await painted(), await painted()
    await deliveries.intend(intended.id)
    waiting = await queue.enqueue(order())
    job = await queue.claim()
    await deliveries.note_progress_message(job.id, 77)
    await queue.request_cancel(job.id)
    await queue.recover()
    await announcer.resume()
    await eventually(lambda: not announcer._tasks)
    assert [len(io.posts(one.id)) for one in (unsaid, intended)] == [1, 1]
    assert io.deleted == [77]
    assert (await queue.job(waiting.job.id)).delivery is Delivery.NONE
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
