import threading
from datetime import timedelta

import discord
import pytest

from bot.delivery.encoding import preview
from bot.delivery.patience import Patience
from bot.delivery.reporter import Reporter
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from tests.bot.delivery.conftest import HASTE
from tests.bot.delivery.fakes import FORBIDDEN, UNKNOWN_MESSAGE
from tests.bot.delivery.progressing import begin, previews, shown, step
from tests.bot.making import order, png
from tests.waiting import eventually
from words.sentence import as_written


async def test_only_the_newest_state_is_shown(announcer, io, queue):
    job = await begin(queue, announcer)
    for number in range(1, 100):
        announcer.progressed(job, step(job, number))
    await eventually(lambda: io.edits)
    assert shown(io) == ["step 99 of 100"]


async def test_the_first_preview_does_not_wait_for_the_interval(announcer, io, queue, tmp_path):
    announcer._patience = Patience(pause=0, edit=3600)
    job = await begin(queue, announcer)
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: len(io.edits) == 1)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, step(job, 2, tmp_path / "p.png"))
    await eventually(lambda: len(io.edits) == 2)
    assert previews(io)
    announcer.progressed(job, step(job, 3, tmp_path / "p.png"))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: "delete" in io.calls)
    assert shown(io) == ["step 1 of 100", "step 2 of 100"]


async def test_a_preview_is_shown_though_a_newer_step_came_without_one(announcer, io, queue, tmp_path):
    job = await begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, step(job, 1, tmp_path / "p.png"))
    announcer.progressed(job, step(job, 2))
    await eventually(lambda: previews(io))
    assert set(shown(io)) == {"step 2 of 100"}


async def test_the_text_does_not_wait_for_its_preview(announcer, io, queue, tmp_path, monkeypatch):
    encode, encoding = threading.Event(), threading.Event()

    def slowly(data, limit):
        encoding.set()
        assert encode.wait(30)
        return preview(data, limit)

    monkeypatch.setattr("bot.delivery.previews.preview", slowly)
    job = await begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(64, 64))
    announcer.progressed(job, step(job, 1, tmp_path / "p.png"))
    await eventually(encoding.is_set)
    announcer.progressed(job, step(job, 2))
    await eventually(lambda: shown(io)[-1:] == ["step 2 of 100"])
    assert not previews(io)
    encode.set()
    await eventually(lambda: previews(io))


@pytest.mark.parametrize("refusal", [Refusal(413, 40005), Refusal(413, 0), Refusal(400, 20009)])
async def test_a_preview_that_is_refused_leaves_the_text_and_the_next_is_smaller(
    announcer, io, queue, tmp_path, refusal
):
    job = await begin(queue, announcer)
    (tmp_path / "p.png").write_bytes(png(256, 256))
    refused = []
    edit = io.edit

    async def refuse(channel_id, message_id, embed, upload=None):
        if upload is None or refused:
            return await edit(channel_id, message_id, embed, upload)
        refused.append((embed, upload))
        return refusal

    io.edit = refuse
    announcer.progressed(job, step(job, 1, tmp_path / "p.png"))
    await eventually(lambda: refused)
    await eventually(lambda: io.edits and io.edits[-1][1].fields == refused[0][0].fields)
    assert previews(io) == []
    announcer.progressed(job, step(job, 2, tmp_path / "p.png"))
    await eventually(lambda: previews(io))
    if refusal.too_large:
        assert len(previews(io)[0].data) < len(refused[0][1].data)


@pytest.mark.parametrize("damaged", [b"", b"no picture", png(64, 64)[:2000], b"\x89PNG\r\n\x1a\n" + bytes(100)])
async def test_a_preview_that_cannot_be_read_leaves_the_text(announcer, io, queue, tmp_path, damaged):
    job = await begin(queue, announcer)
    (tmp_path / "bad.png").write_bytes(damaged)
    (tmp_path / "good.png").write_bytes(png(64, 64))
    announcer.progressed(job, step(job, 1, tmp_path / "bad.png"))
    await eventually(lambda: shown(io)[-1:] == ["step 1 of 100"])
    announcer.progressed(job, step(job, 2, tmp_path / "good.png"))
    await eventually(lambda: previews(io))
    assert [upload.name for upload in previews(io)] == ["good.webp"]


async def test_a_deleted_progress_message_is_not_edited_again_and_the_end_is_posted(announcer, io, queue):
    job = await begin(queue, announcer)
    io.fail("edit", UNKNOWN_MESSAGE)
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, step(job, 2))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: "delete" in io.calls)
    assert io.calls.count("edit") == 1
    assert len(io.posts(job.id)) == 1


async def test_a_progress_that_cannot_be_shown_harms_nothing(announcer, io, queue):
    io.fail("send", FORBIDDEN)
    job = await begin(queue, announcer)
    announcer.progressed(job, step(job, 1))
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: io.posts(job.id))
    assert io.edits == []


async def test_an_edit_that_fails_in_passing_is_followed_by_the_next(announcer, io, queue):
    job = await begin(queue, announcer)
    io.fail("edit", DiscordUnreachable("down"))
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, step(job, 2))
    await eventually(lambda: io.edits)
    assert shown(io) == ["step 2 of 100"]


async def test_a_preview_that_is_too_large_stops_nothing(announcer, io, queue):
    job = await begin(queue, announcer)
    io.fail("edit", Refusal(413, 40005))
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: "edit" in io.calls)
    announcer.progressed(job, step(job, 2))
    await eventually(lambda: io.edits)
    assert shown(io) == ["step 2 of 100"]


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
    reporter.show(step(job, 1))
    await eventually(lambda: io.edits)
    clock.ahead = timedelta(minutes=55)
    reporter.show(step(job, 2))
    await eventually(lambda: io.deleted)
    second = list(io.messages)[1]
    assert io.deleted == [first]
    assert io.messages[second].embed.fields[0].value.startswith("step 2")
    assert (await queue.job(job.id)).progress_message_id == second
    reporter.show(step(job, 3))  # the new one is as young as the clock that gave its id
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
    reporter.show(step(job, 1))
    await eventually(lambda: io.calls.count("send") == 2)
    reporter.show(step(job, 2))
    await eventually(lambda: io.deleted)
    reporter.stop()
    await reporter.done()
    assert len(io.messages) == 2
    assert io.deleted == [min(io.messages)]


async def test_an_edit_that_is_refused_for_age_rolls_over(announcer, io, queue):
    job = await begin(queue, announcer)
    io.fail("edit", Refusal(429, 30046))
    announcer.progressed(job, step(job, 1))
    await eventually(lambda: io.deleted)
    announcer.stopped(await queue.fail(job, "internal", as_written("no")))
    await eventually(lambda: len(io.deleted) == 2)
    assert io.deleted == list(io.messages)[:2]
