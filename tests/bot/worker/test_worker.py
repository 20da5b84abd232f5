"""The worker: with real children where a process is the point, and with a painter that does what it is told."""

import hashlib
import os
import signal

import pytest
import structlog

from bot.jobs.job import Outcome, Status
from generator.wire.protocol import Busy, Progress
from tests.bot.making import order
from tests.bot.worker.conftest import HASTY
from tests.bot.worker.fake_painter import dies, dies_of_earlier_job, fails, finishes, finishes_elsewhere, goes_on, where
from tests.waiting import eventually, in_time
from words.sentence import say

POISON = where(lambda request: "poison" in request.params.prompt, dies)


async def test_a_picture_is_painted_and_kept(queue, studio):
    async with studio("quick") as one:
        entry = await queue.enqueue(order(size="100x80"))
        [job] = await one.listener.over()
    image = one.folders.absolute(job.image)
    assert (job.id, job.outcome, job.attempt) == (entry.job.id, Outcome.PICTURE, 1)
    assert job.plan is not None
    assert hashlib.sha256(image.read_bytes()).hexdigest() == job.sha256
    assert image.name == f"{job.id}.png"
    assert [type(event) for event in one.listener.shown] == [Busy] + [Progress] * 4
    assert not one.folders.work(job.id).exists()


async def test_the_same_params_are_the_same_bytes(queue, studio):
    async with studio("quick") as one:
        for seed in (7, 7, 8):
            await queue.enqueue(order(seed=seed))
        first, second, third = await one.listener.over(3)
    assert first.sha256 == second.sha256 != third.sha256


async def test_a_running_job_is_cancelled_between_steps(queue, studio):
    async with studio("quick", "--step-seconds", "0.02") as one:
        entry = await queue.enqueue(order(steps=10_000))
        await one.listener.wait_for(lambda: len(one.listener.shown) > 2)
        pid = one.painter.pid
        await queue.request_cancel(entry.job.id)
        [job] = await one.listener.over()
        assert one.painter.pid == pid
    assert (job.outcome, job.image) == (Outcome.CANCELLED, None)


@pytest.mark.parametrize("name", ["hangs", "ignores_term"])
async def test_a_child_that_does_not_stop_is_killed_and_the_job_cancelled(name, queue, studio):
    async with studio(name, timings=HASTY) as one:
        entry = await queue.enqueue(order())
        await one.listener.wait_for(lambda: one.listener.shown)
        await queue.request_cancel(entry.job.id)
        [job] = await one.listener.over()
    assert (job.outcome, job.deaths) == (Outcome.CANCELLED, 0)


async def test_a_death_is_tried_again_and_counted(queue, staged):
    async with staged(dies, finishes) as one:
        await queue.enqueue(order())
        [job] = await one.listener.over()
    assert (job.outcome, job.attempt, job.deaths) == (Outcome.PICTURE, 2, 1)
    assert [job.status for job in one.listener.left] == [Status.QUEUED, Status.FINISHED]


async def test_a_painter_that_dies_of_the_job_before_is_no_death_of_the_next(queue, staged):
    async with staged(finishes, dies_of_earlier_job, finishes) as one:
        for _ in range(2):
            await queue.enqueue(order())
        first, second = await one.listener.over(2)
    assert (first.attempt, first.deaths) == (1, 0)
    assert (second.outcome, second.attempt, second.deaths) == (Outcome.PICTURE, 2, 0)


async def test_two_deaths_are_quarantine_and_the_next_job_is_painted(queue, staged):
    async with staged(POISON) as one:
        await queue.enqueue(order(user=1, prompt="a poison"))
        await queue.enqueue(order(user=2))
        first, second = await one.listener.over(2)
    ended = {job.user_id: job for job in (first, second)}
    assert (ended[1].outcome, ended[1].attempt) == (Outcome.QUARANTINED, 2)
    assert "twice" in str(ended[1].failure)
    assert ended[2].outcome is Outcome.PICTURE


@pytest.mark.parametrize("name", ["hangs", "garbage", "half_a_line", "leaves_grandchild"])
async def test_whatever_a_child_does_the_job_comes_to_an_end(name, queue, studio):
    async with studio(name, timings=HASTY) as one:
        await queue.enqueue(order())
        [job] = await one.listener.over()
    assert (job.outcome, job.deaths, job.attempt) == (Outcome.QUARANTINED, 1, 2)


async def test_what_does_not_fit_is_tried_leaner_in_a_fresh_process_then_refused_with_a_size(queue, staged):
    too_large = where(lambda request: request.params.size.width == 512, fails("out_of_memory"))
    async with staged(too_large) as one:
        await queue.enqueue(order(size="512x512"))
        await one.listener.wait_for(lambda: one.listener.begun)
        await queue.enqueue(order(user=2))
        large, small = await one.listener.over(2)
    assert (large.outcome, large.attempt, large.memory_failures) == (Outcome.FAILED, 2, 1)
    assert str(large.failure) == "512x512 is too large for the memory of this machine; try 352x352."
    assert [job.plan.name for job in one.listener.begun if job.id == large.id] == ["roomy", "thrifty"]
    assert small.outcome is Outcome.PICTURE
    assert one.painter.processes >= 3


async def test_what_fits_by_a_leaner_plan_says_so(queue, staged):
    async with staged(where(lambda request: request.plan.name == "roomy", fails("out_of_memory"))) as one:
        await queue.enqueue(order(size="512x512"))
        [job] = await one.listener.over()
    assert (job.outcome, job.plan.name, job.attempt) == (Outcome.PICTURE, "thrifty", 2)
    assert job.notes == (say("note-leaner", plan="thrifty"),)
    assert [event.step for event in one.listener.shown if isinstance(event, Progress)] == [1, 2, 3, 4]


async def test_a_child_whose_memory_does_not_come_back_is_replaced_between_jobs(queue, studio):
    async with studio("leaks") as one:
        for user in range(5):
            await queue.enqueue(order(user=user))
        jobs = await one.listener.over(5)
    assert [(job.outcome, job.attempt, job.deaths) for job in jobs] == [(Outcome.PICTURE, 1, 0)] * 5
    told = [str(event.doing) for event in one.listener.shown if isinstance(event, Busy)]
    told = [text for text in told if "process" in text]
    assert told == [told[0]] * 3 + [told[3]] * 2
    assert told[0] != told[3]


async def test_a_picture_from_elsewhere_is_not_taken(queue, staged):
    async with staged(finishes_elsewhere) as one:
        await queue.enqueue(order())
        [job] = await one.listener.over()
    assert (job.outcome, job.failure_kind) == (Outcome.FAILED, "internal")
    assert [event.preview for event in one.listener.shown] == [None]


async def test_stderr_of_any_length_stops_nothing(queue, studio):
    async with studio("talks_a_lot") as one:
        await queue.enqueue(order())
        [job] = await one.listener.over()
    assert job.outcome is Outcome.PICTURE


async def test_stopping_puts_the_job_back(queue, studio):
    async with studio("quick", "--step-seconds", "0.02") as one:
        entry = await queue.enqueue(order(steps=10_000))
        await one.listener.wait_for(lambda: one.listener.shown)
        await one.stop()
        job = await queue.job(entry.job.id)
    assert (job.status, job.attempt, job.deaths) == (Status.QUEUED, 1, 0)
    assert one.listener.left == []


async def test_a_child_that_dies_idle_is_replaced_before_it_is_needed(studio):
    async with studio("quick") as one:
        await in_time(one.painter.ready())
        first = one.painter.pid
        os.kill(first, signal.SIGKILL)
        await eventually(lambda: one.painter.pid not in (first, None) and not one.known.trouble)


async def test_no_job_is_claimed_without_a_painter(queue, studio):
    async with studio("fails_to_start") as one:
        entry = await queue.enqueue(order())
        await eventually(lambda: one.known.trouble)
        assert (await queue.job(entry.job.id)).attempt == 0
    assert str(one.known.trouble) == "it died"


async def test_where_no_size_is_smaller_another_style_is_advised(queue, staged):
    async with staged(fails("out_of_memory")) as one:
        await queue.enqueue(order(size="64x64"))
        [job] = await one.listener.over()
    assert job.failure == say("job-too-large-for-style", size="64x64")


async def test_every_line_logged_while_a_job_is_worked_on_carries_its_id(queue, staged):
    bound = []

    async def looks(request, cancelled, pausing):
        bound.append((request.job_id, structlog.contextvars.get_contextvars()))
        async for event in finishes(request, cancelled, pausing):
            yield event

    async with staged(looks) as one:
        for user in (1, 2):
            await queue.enqueue(order(user=user))
        jobs = await one.listener.over(2)
    assert bound == [(job.id, {"job": job.id}) for job in jobs]


@pytest.mark.parametrize("act", [dies, fails("internal")], ids=["dies", "fails"])
async def test_failures_at_three_jobs_in_a_row_halt_the_queue_until_it_is_told_to_go_on(act, queue, staged, caplog):
    async with staged(act) as one:
        entries = [await queue.enqueue(order(user=user)) for user in range(5)]
        await one.listener.wait_for(lambda: queue.halted)
        why = queue.halted
        tried = [(await queue.job(entry.job.id)).attempt > 0 for entry in entries]
        assert tried == [True, True, True, False, False]
        assert "The queue is halted" in "".join(r.getMessage() for r in caplog.records if r.levelname == "ERROR")
        await queue.enqueue(order(user=7))
        assert await queue.claim() is None
        if act is dies:  # the third job is queued, and its channel is told why it waits
            told = Busy(job_id=entries[2].job.id, doing=why)
            await one.listener.wait_for(lambda: told in one.listener.shown)
        else:  # each was answered by a process of its own
            await one.listener.wait_for(lambda: one.painter.processes == 4)
        assert queue.go_on()
        assert not queue.go_on()
        await one.listener.wait_for(lambda: queue.halted)
        assert (await queue.job(entries[3].job.id)).attempt > 0


async def test_what_is_painted_in_between_makes_failures_no_row(queue, staged):
    async with staged(POISON) as one:
        for user in range(6):
            prompt = "a poison" if user % 2 == 0 else "a picture"
            await queue.enqueue(order(user=user, prompt=prompt))
        jobs = await one.listener.over(6)
    outcomes = [job.outcome for job in sorted(jobs, key=lambda job: job.sequence)]
    assert outcomes == [Outcome.QUARANTINED, Outcome.PICTURE] * 3
    assert queue.halted is None


async def test_a_job_that_kills_each_time_is_quarantined_over_restarts_too(queue, staged):
    async with staged(dies, goes_on) as one:
        entry = await queue.enqueue(order())
        await one.listener.wait_for(lambda: len(one.listener.begun) == 2)
        await one.stop()
        assert (await queue.job(entry.job.id)).deaths == 1
    async with staged(dies) as two:
        [job] = await two.listener.over()
    assert (job.outcome, job.deaths) == (Outcome.QUARANTINED, 1)
