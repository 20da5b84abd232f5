import asyncio
import math
import os
import time

import aiohttp
import pytest
from aiohttp import web

from bot.deadline import Deadline
from bot.delivery.retrying import ServerTrouble, server_trouble
from bot.errors import StartupError
from bot.jobs.listener import Listeners
from bot.monitoring.measures import _values
from bot.monitoring.monitor import Monitor
from bot.monitoring.server import metrics_at
from bot.monitoring.vitals import Vitals
from bot.painter.state import PainterState
from generator.wire.protocol import Progress
from tests.bot.making import READY, finished, no_hurry, order
from tests.bot.store.others import held
from tests.clock import Clock
from tests.waiting import in_time
from words.sentence import as_written


@pytest.fixture
def clock():
    return Clock(100.0)


@pytest.fixture
def painter():
    return PainterState()


@pytest.fixture
def monitor(database, queue, painter, tmp_path, clock):
    return Monitor(database, queue, painter, os.getpid, tmp_path, clock)


@pytest.fixture
def witness(monitor):
    return monitor.witness


async def _read(port):
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_what_happens_is_read_over_a_socket(monitor, witness, painter, queue, free_port, clock):
    await queue.enqueue(order())
    await queue.enqueue(order(user=2))
    painter.up(READY)
    painter.down(as_written("it died"))
    job = await queue.claim()
    witness.started(job)
    step = Progress(job_id=job.id, step=1, total=4, seconds_per_step=0.2)
    witness.progressed(job, step)
    clock.now += 8
    async with metrics_at(free_port, monitor):
        while_painting = await _read(free_port)
        witness.stopped(await queue.finish(job, "images/x.png", finished(job)))
        after = await _read(free_port)
    assert while_painting["easel_queue_length"] == 1
    assert while_painting["easel_queue_oldest_seconds"] > 1e8  # the queue's clock stands at 1000
    assert while_painting["easel_painting"] == 1
    assert while_painting["easel_painting_seconds"] == 8
    assert while_painting["easel_step_seconds_sum"] == 0.2
    assert while_painting["easel_painter_up"] == 0
    assert while_painting["easel_painter_deaths_total"] == 1
    assert while_painting["easel_painter_memory_bytes"] > 2**20
    assert while_painting["easel_disk_free_bytes"] > 0
    assert while_painting["easel_database_up"] == 1
    assert while_painting["easel_deliveries_waiting"] == 0
    assert after['easel_jobs_total{outcome="picture"}'] == 1
    assert after["easel_deliveries_waiting"] == 1
    assert after["easel_painting"] == 0


async def test_what_is_refused_for_want_of_access_is_not_posted_yet(monitor, queue, deliveries):
    await queue.enqueue(order())
    job = await queue.claim()
    await queue.finish(job, "images/x.png", finished(job))
    await deliveries.intend(job.id)
    await deliveries.note_refused(job.id)
    assert (await monitor.vitals(deadline=no_hurry())).deliveries_waiting == 1
    await deliveries.give_up(job.id)
    assert (await monitor.vitals(deadline=no_hurry())).deliveries_waiting == 0


async def test_nothing_is_served_without_a_port_and_a_taken_one_is_refused(monitor, free_port):
    async with metrics_at(None, monitor):
        with pytest.raises(aiohttp.ClientConnectorError):
            await _read(free_port)
    async with metrics_at(free_port, monitor):
        with pytest.raises(StartupError, match="METRICS_PORT"):
            async with metrics_at(free_port, monitor):
                pass


async def test_a_locked_database_delays_the_vitals_and_does_not_prevent_them(monitor, queue, tmp_path):
    await queue.enqueue(order())
    with held(tmp_path / "easel.sqlite3"):
        vitals = await in_time(monitor.vitals(deadline=Deadline.for_answer()))
    assert vitals.queue_length is None
    assert "another program" in str(vitals.database_trouble)
    over = await monitor.vitals(deadline=no_hurry())
    assert (over.queue_length, over.database_trouble) == (1, None)


async def test_a_blocked_loop_shows(monitor):
    watching = asyncio.create_task(monitor.watch_loop())
    while (await monitor.vitals(deadline=no_hurry())).loop_lag_worst == 0.0:
        await asyncio.sleep(0)
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        pass  # what a loop must never do
    while (await monitor.vitals(deadline=no_hurry())).loop_lag_worst < 0.3:
        await asyncio.sleep(0)
    watching.cancel()
    [line] = [line for line in (await monitor.page()).decode().splitlines() if line.startswith("easel_loop_lag_worst")]
    assert float(line.split()[1]) >= 0.3


async def test_discords_errors_are_counted_by_status(witness, monitor, free_port):
    async def answer(request):
        return web.Response(status=int(request.match_info["status"]))

    application = web.Application()
    application.router.add_get("/{status}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", free_port).start()
    trace = server_trouble()  # as in the bot's own client
    witness.watch(trace)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True), trace_configs=[trace]
    ) as session:
        for status in (200, 429, 429):
            async with session.get(f"http://127.0.0.1:{free_port}/{status}"):
                pass
        with pytest.raises(ServerTrouble):
            await session.get(f"http://127.0.0.1:{free_port}/503")
        await runner.cleanup()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"http://127.0.0.1:{free_port}/200")
    lines = (await monitor.page()).decode().splitlines()
    counted = {line for line in lines if line.startswith("easel_discord_errors_total")}
    assert counted == {
        'easel_discord_errors_total{status="429"} 2.0',
        'easel_discord_errors_total{status="503"} 1.0',
        'easel_discord_errors_total{status="ClientConnectorError"} 1.0',
    }


async def test_every_gauge_has_its_value(monitor):
    assert _values(await monitor.vitals(deadline=no_hurry())).keys() == monitor._measures._gauges.keys()
    assert isinstance(await monitor.vitals(deadline=no_hurry()), Vitals)


@pytest.mark.parametrize("pid", [None, 2**30])
async def test_a_process_that_is_gone_has_no_memory(pid, database, queue, painter, tmp_path):
    monitor = Monitor(database, queue, painter, lambda: pid, tmp_path)
    assert (await monitor.vitals(deadline=no_hurry())).child_memory is None


async def test_a_queue_that_is_halted_and_the_latency_of_the_newest_client_are_told(monitor, queue):
    assert (await monitor.vitals(deadline=no_hurry())).discord_latency is None
    queue.halt(as_written("The painter failed."))
    for latency in (math.inf, 0.25):
        monitor.watch_client(aiohttp.TraceConfig(), lambda latency=latency: latency)
        vitals = await monitor.vitals(deadline=no_hurry())
    assert (vitals.halted, vitals.discord_latency) == (as_written("The painter failed."), 0.25)


async def test_all_listeners_are_told(witness, queue):
    heard = []

    class Ear:
        def started(self, job):
            heard.append("started")

        def progressed(self, job, event):
            heard.append("progressed")

        def paused(self, job):
            heard.append("paused")

        def stopped(self, job):
            heard.append("stopped")

    await queue.enqueue(order())
    job = await queue.claim()
    listeners = Listeners(Ear(), witness)
    listeners.started(job)
    listeners.progressed(job, Progress(job_id=job.id, step=1, total=4, seconds_per_step=0.2))
    assert witness.step.step == 1
    listeners.paused(job)
    listeners.stopped(await queue.fail(job, "internal", as_written("It went wrong.")))
    assert heard == ["started", "progressed", "paused", "stopped"]
    assert witness.painting is None
    assert witness.last_error == as_written("It went wrong.")
