"""A long job makes room for others, and its picture is the same."""

import sys
from dataclasses import replace

import pytest

from bot.jobs.job import Outcome, Status
from generator.wire.protocol import Progress
from tests.bot.making import order
from tests.bot.worker.conftest import PATIENT, Studio
from tests.bot.worker.fake_painter import finishes, goes_on, where
from tests.waiting import in_time

SLICES = replace(PATIENT, time_slice=0.1)
AT_ONCE = replace(PATIENT, time_slice=0)
STEPS = 60
HOLDS = ("--hold-at", "20")  # and so does not end before it is asked to stop
LONG = where(lambda request: request.params.steps > 100, goes_on, otherwise=finishes)


async def _sha256_undisturbed(queue, studio, name, *arguments, **asked):
    async with studio(name, *arguments) as one:
        await queue.enqueue(order(user=9, **asked))
        [job] = await one.listener.over()
    assert job.attempt == 1
    return job.sha256


def _last_step(one, job_id):
    steps = [event.step for event in one.listener.shown if isinstance(event, Progress) and event.job_id == job_id]
    return max(steps, default=0)


async def test_a_long_job_is_painted_in_slices_to_the_same_bytes(queue, studio):
    undisturbed = await _sha256_undisturbed(queue, studio, "quick", steps=STEPS)
    async with studio("quick", *HOLDS, timings=SLICES) as one:
        long = (await queue.enqueue(order(user=1, steps=STEPS))).job
        for user in (2, 3):
            await queue.enqueue(order(user=user, steps=1))
        jobs = {job.user_id: job for job in await one.listener.over(3)}
    assert [job.user_id for job in one.listener.left] == [2, 3, 1]
    assert jobs[1].attempt >= 2
    assert jobs[1].sha256 == undisturbed
    assert all(job.checkpoint and 0 < job.done_steps < STEPS for job in one.listener.waiting)
    assert {job.id for job in one.listener.waiting} == {long.id}
    steps = [event.step for event in one.listener.shown if isinstance(event, Progress) and event.job_id == long.id]
    assert steps == list(range(1, STEPS + 1)), "no step was painted twice"


async def test_the_real_painter_paints_in_slices_to_the_same_bytes(queue, tmp_path):
    asked = {"size": "64x64", "steps": 6}
    painter = (sys.executable, "-m", "generator")
    timings = replace(PATIENT, time_slice=0.05)
    async with Studio.with_process(queue, tmp_path / "data", painter, timings) as one:
        undisturbed = {}
        for user in (1, 2):
            await queue.enqueue(order(user=user, seed=user, **asked))
            undisturbed[user] = (await one.listener.over(user))[-1]
        for user in (1, 2):
            await queue.enqueue(order(user=user, seed=user, **asked))
        sliced = {job.user_id: job for job in (await one.listener.over(4))[2:]}
    assert {user: job.sha256 for user, job in sliced.items()} == {u: job.sha256 for u, job in undisturbed.items()}
    assert [job.attempt for job in undisturbed.values()] == [1, 1]
    assert all(job.attempt > 1 for job in sliced.values())
    assert sliced[1].sha256 != sliced[2].sha256


async def test_two_long_jobs_take_turns(queue, studio):
    async with studio("quick", *HOLDS, timings=SLICES) as one:
        for user in (1, 2):
            await queue.enqueue(order(user=user, steps=STEPS, seed=5))
        first, second = await one.listener.over(2)
    assert first.sha256 == second.sha256
    begun = [job.user_id for job in one.listener.begun]
    assert begun[:4] == [1, 2, 1, 2]


async def test_who_is_alone_is_not_paused_until_somebody_comes(queue, staged):
    async with staged(LONG, timings=AT_ONCE) as one:
        long = (await queue.enqueue(order(user=1, steps=10_000))).job
        await queue.enqueue(order(user=1, steps=2))
        await one.listener.wait_for(lambda: _last_step(one, long.id) > 30)
        assert one.listener.waiting == []
        await queue.enqueue(order(user=2, steps=2))
        [job] = await one.listener.over()
        assert job.user_id == 2
        assert [job.id for job in one.listener.waiting] == [long.id]
        await queue.request_cancel(long.id)


async def test_a_paused_job_is_cancelled_at_once(queue, staged):
    async with staged(LONG, timings=AT_ONCE) as one:
        long = (await queue.enqueue(order(user=1, steps=10_000))).job
        other = (await queue.enqueue(order(user=2, steps=10_000))).job
        await one.listener.wait_for(lambda: one.listener.waiting)
        await queue.request_cancel(long.id)
        await queue.request_cancel(other.id)
        await one.listener.wait_for(lambda: any(job.id == other.id for job in one.listener.left))
        assert (await queue.job(long.id)).outcome is Outcome.CANCELLED


@pytest.mark.parametrize("steps", [10_000, 30])
async def test_the_end_of_easel_saves_the_job_at_its_place_and_the_next_start_goes_on(steps, queue, studio):
    undisturbed = await _sha256_undisturbed(queue, studio, "quick", steps=30)
    async with studio("quick", *HOLDS) as one:
        entry = await queue.enqueue(order(steps=steps))
        await one.listener.wait_for(lambda: len(one.listener.shown) > 5)
        await one.stop()
        saved = await queue.job(entry.job.id)
    assert (saved.status, saved.attempt, saved.deaths) == (Status.QUEUED, 1, 0)
    assert saved.done_steps >= _last_step(one, saved.id) > 1
    if steps == 30:
        async with studio("quick") as two:
            [job] = await two.listener.over()
        assert (job.sha256, job.attempt) == (undisturbed, 2)
        assert two.listener.shown[1].step == saved.done_steps + 1


async def test_the_end_of_easel_does_not_wait_for_a_hung_child(queue, studio):
    async with studio("hangs", timings=replace(PATIENT, silence=3600, save_grace=0.2)) as one:
        entry = await queue.enqueue(order())
        await one.listener.wait_for(lambda: len(one.listener.shown) >= 3)
        await in_time(one.stop())
        saved = await queue.job(entry.job.id)
    assert (saved.status, saved.deaths) == (Status.QUEUED, 0)
