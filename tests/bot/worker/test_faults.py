"""Faults of the child at every point of its life, each with a real process."""

import asyncio
import os
import resource
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
from tests.bot.worker.conftest import HASTY, PATIENT
from tests.waiting import eventually, in_time

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
async def test_a_hung_child_is_replaced(how, queue, studio):
    async with studio("hangs", how, timings=HASTY) as one:
        await queue.enqueue(order())
        await one.listener.wait_for(lambda: len(one.listener.shown) >= 3)
        hung = one.painter.pid
        await one.listener.wait_for(lambda: len(one.listener.shown) >= 4)
        assert one.painter.pid != hung
        assert not aftermath.group_runs(hung)


def test_whatever_a_hung_child_ignores_it_is_killed_within_ten_seconds_of_its_limit():
    usual = Timings()
    assert usual.eof_grace + usual.term_grace < 10
    assert usual.save_grace + usual.eof_grace + usual.term_grace < 10  # SIGTERM too is obeyed within ten seconds


async def test_where_no_process_can_be_made_it_is_tried_again(tmp_path):
    painter = PainterState()
    supervisor = Supervisor(child("quick"), {}, painter, PATIENT)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.dup(0)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    try:
        starting = asyncio.create_task(supervisor.ready())
        await eventually(lambda: painter.trouble)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "Too many open files" in str(painter.trouble)
    await in_time(starting)
    assert painter.trouble is None
    await supervisor.recycle()


async def test_a_card_whose_memory_does_not_come_back_gets_no_new_painter_until_it_does(queue, tmp_path):
    used = 1000

    async def used_memory():
        return used

    painter = PainterState()
    supervisor = Supervisor(child("on_card"), {}, painter, replace(PATIENT, card_grace=0.05), used_memory)
    await supervisor.ready()
    used = 9000
    await supervisor.recycle()
    starting = asyncio.create_task(supervisor.ready())
    await eventually(lambda: painter.trouble)
    assert "8000 MiB of the graphics card" in str(painter.trouble)
    assert supervisor.pid is None
    used = 1400
    await in_time(starting)
    assert painter.trouble is None
    await supervisor.recycle()


async def test_the_next_child_waits_until_the_group_of_the_last_is_gone(monkeypatch):
    painter, asked = PainterState(), []

    def group_runs(group):
        asked.append(group)
        return len(asked) < 4

    monkeypatch.setattr(aftermath, "group_runs", group_runs)
    supervisor = Supervisor(child("quick"), {}, painter, PATIENT)
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
    supervisor = Supervisor(child("quick"), {}, PainterState(), PATIENT, used_memory)
    for _ in range(2):
        await in_time(supervisor.ready())
        assert supervisor.pid is not None  # ready at once, although more of the card is in use each time
        await supervisor.recycle()
    assert asked


async def test_a_clock_that_jumps_changes_no_order_and_ends_nothing(database, studio):
    now = 1_000_000.0
    queue = JobQueue(database, Limits(), clock=lambda: now)
    async with studio("quick", "--step-seconds", "0.01") as one:
        one.worker._queue = queue
        for user, jump in ((1, 3600), (2, -7200), (3, 3600), (1, 0)):
            await queue.enqueue(order(user=user))
            now += jump
        jobs = await one.listener.over(4)
    assert [job.user_id for job in jobs] == [1, 2, 3, 1]
    assert {(job.outcome, job.attempt) for job in jobs} == {(Outcome.PICTURE, 1)}
