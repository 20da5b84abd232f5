"""Faults of the child at every point of its life, each with a real process."""

import asyncio
import os
import resource
import time
from dataclasses import replace

import pytest

from bot.jobs.job import Outcome
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.painter.state import PainterState
from bot.worker import aftermath
from bot.worker.supervisor import Supervisor
from bot.worker.timings import Timings
from tests.bot.making import child, order
from tests.bot.worker.conftest import FAST

IN_A_JOB = ["load", "first step", "step", "last step", "encode", "before rename", "after rename", "half a line"]


@pytest.mark.parametrize("point", ["spawn", "import", *IN_A_JOB])
async def test_a_child_killed_at_any_point_costs_one_try_and_no_byte(point, queue, studio, tmp_path):
    lives = tmp_path / "lives"
    lives.write_text("")
    async with studio("dies_at", point, str(lives)) as one:
        await queue.enqueue(order(user=2))
        [undisturbed] = await one.listener.over()
    lives.write_text("x")
    async with studio("dies_at", point, str(lives)) as one:
        await queue.enqueue(order())
        [job] = await one.listener.over()
    assert lives.read_text() == ""
    assert (job.outcome, job.sha256) == (Outcome.PICTURE, undisturbed.sha256)
    assert (job.attempt, job.deaths) == ((2, 1) if point in IN_A_JOB else (1, 0))
    assert not one.folders.work(job.id).exists()
    assert sorted(path.suffix for path in (tmp_path / "data" / "images").iterdir()) == [".png", ".png"]


@pytest.mark.parametrize("how", ["sleep", "busy", "stopped", "blocked"])
async def test_a_hung_child_is_replaced_within_ten_seconds_of_its_limit(how, queue, studio):
    graces = Timings()  # those of the product; the limit alone is shorter
    timings = replace(FAST, silence=0.5, eof_grace=graces.eof_grace, term_grace=graces.term_grace)
    async with studio("hangs", how, timings=timings) as one:
        await queue.enqueue(order())
        await one.listener.wait_for(lambda: len(one.listener.shown) >= 3)
        hung, since = one.painter.pid, time.monotonic()
        await one.listener.wait_for(lambda: len(one.listener.shown) >= 4)
        assert time.monotonic() - since < timings.silence + 10
        assert one.painter.pid != hung
        assert not aftermath.group_runs(hung)


async def test_where_no_process_can_be_made_it_is_tried_again(tmp_path):
    painter = PainterState()
    supervisor = Supervisor(child("quick"), {}, painter, FAST)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.dup(0)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    try:
        starting = asyncio.create_task(supervisor.ready())
        async with asyncio.timeout(10):
            while painter.trouble is None:
                await asyncio.sleep(0)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "Too many open files" in str(painter.trouble)
    async with asyncio.timeout(10):
        await starting
    assert painter.trouble is None
    await supervisor.recycle()


async def test_a_card_whose_memory_does_not_come_back_gets_no_new_painter_until_it_does(queue, tmp_path):
    used = 1000

    async def used_memory():
        return used

    painter = PainterState()
    supervisor = Supervisor(child("on_card"), {}, painter, replace(FAST, card_grace=0.05), used_memory)
    await supervisor.ready()
    used = 9000
    await supervisor.recycle()
    starting = asyncio.create_task(supervisor.ready())
    async with asyncio.timeout(10):
        while painter.trouble is None:
            await asyncio.sleep(0)
    assert "8000 MiB of the graphics card" in str(painter.trouble)
    assert supervisor.pid is None
    used = 1400
    async with asyncio.timeout(10):
        await starting
    assert painter.trouble is None
    await supervisor.recycle()


async def test_the_next_child_waits_until_the_group_of_the_last_is_gone(monkeypatch):
    painter, asked = PainterState(), []

    def group_runs(group):
        asked.append(group)
        return len(asked) < 4

    monkeypatch.setattr(aftermath, "group_runs", group_runs)
    supervisor = Supervisor(child("quick"), {}, painter, replace(FAST, group_grace=5))
    await supervisor.ready()
    first = supervisor.pid
    assert asked == []
    await supervisor.recycle()
    await supervisor.ready()
    assert asked == [first] * 4
    await supervisor.recycle()


async def test_a_processor_keeps_no_memory_for_the_next_painter_to_wait_for():
    async def used_memory():
        return asked.append(1) or 10**6 * len(asked)

    asked = []
    supervisor = Supervisor(child("quick"), {}, PainterState(), FAST, used_memory)
    for _ in range(2):
        async with asyncio.timeout(10):
            await supervisor.ready()
        assert supervisor.pid is not None  # ready at once, although more of the card is in use each time
        await supervisor.recycle()
    assert asked


async def test_a_clock_that_jumps_changes_no_order_and_ends_nothing(database, studio):
    now = 1_000_000.0
    queue = JobQueue(database, Limits(), clock=lambda: now)
    async with studio("quick", "--step-seconds", "0.01", timings=replace(FAST, silence=5)) as one:
        one.worker._queue = queue
        for user, jump in ((1, 3600), (2, -7200), (3, 3600), (1, 0)):
            await queue.enqueue(order(user=user))
            now += jump
        jobs = await one.listener.over(4)
    assert [job.user_id for job in jobs] == [1, 2, 3, 1]
    assert {(job.outcome, job.attempt) for job in jobs} == {(Outcome.PICTURE, 1)}
