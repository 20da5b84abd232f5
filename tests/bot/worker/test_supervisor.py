import asyncio
import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.errors import GeneratorDied
from bot.painter.state import PainterState
from bot.worker.child import start_child
from bot.worker.environment import child_environment
from bot.worker.supervisor import Supervisor
from bot.worker.timings import Timings
from bot.worker.watchdogs import LeakWatchdog, SilenceWatchdog
from generator.wire.protocol import Busy, Cancelled, Finished, Paint, Progress, Ready
from playground import PATIENCE
from tests.bot.making import PLAN, child, params
from tests.bot.worker.conftest import HASTY, PATIENT
from tests.waiting import eventually, in_time
from words.sentence import as_written


def _paint(tmp_path, job_id="a" * 16):
    return Paint(job_id=job_id, params=params(), plan=PLAN, folder=tmp_path)


def _environment(tmp_path, **own):
    return child_environment({**os.environ, **own}, tmp_path, 512)


async def _events(supervisor, request):
    return [event async for event in supervisor.paint(request, asyncio.Event(), asyncio.Event())]


@pytest.fixture
async def supervise(tmp_path):
    supervisors = []

    def make(name, *arguments, timings=PATIENT):
        painter = PainterState()
        supervisor = Supervisor(child(name, *arguments), _environment(tmp_path), painter, timings)
        supervisors.append(supervisor)
        return supervisor, painter

    yield make
    for supervisor in supervisors:
        await supervisor.recycle()


def _alive(pid):
    """Tell whether the process runs; one that waits to be reaped by somebody else does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_the_handshake_tells_what_the_painter_offers(supervise):
    supervisor, painter = supervise("quick")
    ready = await supervisor.ready()
    assert ready == painter.known()
    assert [style.name for style in ready.styles] == ["toy"]


async def test_ready_twice_is_one_child(supervise):
    supervisor, _ = supervise("quick")
    await asyncio.gather(supervisor.ready(), supervisor.ready())
    pid = supervisor.pid
    await supervisor.ready()
    assert supervisor.pid == pid


async def test_a_child_that_never_gets_ready_is_given_up_and_ended(supervise):
    supervisor, _ = supervise("never_ready", timings=Timings(loading=0.2, eof_grace=0.2))
    with pytest.raises(GeneratorDied, match="made no progress in time"):
        await supervisor.start()
    assert supervisor.pid is None


async def test_failing_starts_are_tried_again_with_longer_pauses(supervise):
    supervisor, painter = supervise("fails_to_start", timings=Timings(restarts=(0.0, 0.01, 3600)))
    starting = asyncio.create_task(supervisor.ready())
    await eventually(lambda: painter.trouble)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert str(painter.trouble) == "it died"


async def test_a_program_that_is_not_there_is_a_trouble_with_a_name(tmp_path):
    painter = PainterState()
    supervisor = Supervisor(("/no/such/program",), {}, painter, PATIENT)
    starting = asyncio.create_task(supervisor.ready())
    await eventually(lambda: painter.trouble)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert "/no/such/program" in str(painter.trouble)


async def test_a_death_tells_the_exit_code_and_the_last_words(supervise, tmp_path):
    supervisor, painter = supervise("dies_mid_job")
    await supervisor.ready()
    with pytest.raises(GeneratorDied) as death:
        await _events(supervisor, _paint(tmp_path))
    assert death.value.exit_code == -9
    assert death.value.stderr_tail[-1] == "last words"
    assert str(painter.trouble) == "it died"


async def test_a_death_before_the_first_event_of_a_second_job_is_of_the_earlier_one(supervise, tmp_path):
    lives = tmp_path / "lives"
    lives.write_text("x")
    supervisor, _ = supervise("dies_afterwards", str(lives))
    await supervisor.ready()
    await _events(supervisor, _paint(tmp_path))
    with pytest.raises(GeneratorDied) as death:
        await _events(supervisor, _paint(tmp_path, "b" * 16))
    assert death.value.of_earlier_job
    assert isinstance((await _events(supervisor, _paint(tmp_path, "b" * 16)))[-1], Finished)


async def test_a_death_of_the_first_job_is_its_own(supervise, tmp_path):
    supervisor, _ = supervise("dies_mid_job")
    for _ in range(2):  # each has a child of its own
        with pytest.raises(GeneratorDied) as death:
            await _events(supervisor, _paint(tmp_path))
        assert not death.value.of_earlier_job


async def test_events_before_a_death_are_not_lost(supervise, tmp_path):
    supervisor, _ = supervise("dies_mid_job")
    await supervisor.ready()
    events = []
    with pytest.raises(GeneratorDied):
        async for event in supervisor.paint(_paint(tmp_path), asyncio.Event(), asyncio.Event()):
            events.append(event)
    assert [event.step for event in events] == [1, 2]


async def test_garbage_is_a_death_whose_message_does_not_repeat_it(supervise, tmp_path):
    supervisor, _ = supervise("garbage")
    await supervisor.ready()
    with pytest.raises(GeneratorDied) as death:
        await _events(supervisor, _paint(tmp_path))
    assert "not an event" in str(death.value)
    assert params().prompt not in str(death.value)
    assert death.value.__cause__ is None
    assert death.value.__suppress_context__


async def test_a_silent_child_is_killed_at_its_limit(supervise, tmp_path):
    supervisor, _ = supervise("hangs", timings=HASTY)
    await supervisor.ready()
    pid = supervisor.pid
    with pytest.raises(GeneratorDied, match="no progress"):
        await _events(supervisor, _paint(tmp_path))
    assert not _alive(pid)


async def test_a_grandchild_goes_with_its_parent_and_does_not_hide_the_death(supervise, tmp_path):
    supervisor, _ = supervise("leaves_grandchild")
    await supervisor.ready()
    with pytest.raises(GeneratorDied) as death:
        await in_time(_events(supervisor, _paint(tmp_path)))
    assert death.value.exit_code == 7
    grandchild = int(death.value.stderr_tail[0].split()[1])
    await eventually(lambda: not _alive(grandchild))


@pytest.mark.parametrize("name", ["quick", "hangs", "ignores_term", "never_ready"])
async def test_a_child_is_gone_after_stop(name, tmp_path):
    one = await start_child(child(name), _environment(tmp_path), PainterState().printed)
    if name != "never_ready":
        assert isinstance(await one.next_event(PATIENCE), Ready)
        one.send(_paint(tmp_path))
        await one.next_event(PATIENCE)
    await one.stop(PATIENT)
    assert not _alive(one.pid)
    assert not one.alive
    await one.stop(PATIENT)


async def test_a_stop_that_is_cancelled_leaves_no_child(tmp_path):
    one = await start_child(child("hangs", "busy"), _environment(tmp_path), PainterState().printed)
    assert isinstance(await one.next_event(PATIENCE), Ready)
    one.send(_paint(tmp_path))
    await one.next_event(PATIENCE)
    stopping = asyncio.create_task(one.stop(Timings(eof_grace=3600)))
    await asyncio.sleep(0)
    stopping.cancel()
    await in_time(one.exit())
    assert not _alive(one.pid)


async def test_a_late_cancel_does_not_hit_the_next_job(supervise, tmp_path):
    supervisor, _ = supervise("quick")
    await supervisor.ready()
    cancelled = asyncio.Event()
    async for event in supervisor.paint(_paint(tmp_path, "a" * 16), cancelled, asyncio.Event()):
        if isinstance(event, Finished):
            cancelled.set()
            await asyncio.sleep(0)  # it is sent now, after the end
    events = await _events(supervisor, _paint(tmp_path, "b" * 16))
    assert events[-1].type == "finished"


async def test_a_cancel_that_came_first_counts(supervise, tmp_path):
    supervisor, _ = supervise("quick", "--step-seconds", "0.05")
    await supervisor.ready()
    cancelled = asyncio.Event()
    cancelled.set()
    events = [event async for event in supervisor.paint(_paint(tmp_path), cancelled, asyncio.Event())]
    assert isinstance(events[-1], Cancelled)


async def test_the_child_sees_no_secret(tmp_path):
    environment = _environment(tmp_path, DISCORD_TOKEN="s3cret", AWS_SECRET_ACCESS_KEY="s3cret", PYTHONPATH="/x")
    one = await start_child(child("never_ready"), environment, PainterState().printed)
    try:
        seen = Path(f"/proc/{one.pid}/environ").read_bytes()
    finally:
        await one.stop(PATIENT)
    assert b"s3cret" not in seen
    assert b"TOKEN" not in seen
    names = {entry.split(b"=")[0] for entry in seen.split(b"\0")}
    assert {b"DATA_DIR", b"MEMORY_LIMIT_MIB", b"PATH", b"PYTHONPATH"} <= names


def _step(step=1):
    return Progress(job_id="a", step=step, total=9, seconds_per_step=1)


def test_until_two_steps_are_timed_the_loading_limit_holds():
    clock = Mock(return_value=0.0)
    watchdog = SilenceWatchdog(Timings(loading=900, silence=60), clock)
    limits = [watchdog.limit]
    busy = Busy(job_id="a", doing=as_written("x"))
    for at, event in ((0.0, _step()), (10.0, _step()), (20.0, _step()), (20.0, busy), (21.0, _step())):
        clock.return_value = at
        watchdog.note(event)
        limits.append(watchdog.limit)
    assert limits == [900, 900, 900, 100, 900, 100]


def test_whoever_is_busy_for_ever_gets_no_more_time_for_that():
    clock = Mock(return_value=0.0)
    watchdog = SilenceWatchdog(Timings(loading=900), clock)
    for at in (0.0, 400.0, 800.0):
        clock.return_value = at
        watchdog.note(Busy(job_id="a", doing=as_written("x")))
    assert watchdog.limit == 100


def test_quick_steps_still_get_a_minute():
    clock = Mock(return_value=0.0)
    watchdog = SilenceWatchdog(Timings(), clock)
    for step in range(20):
        clock.return_value = step / 100
        watchdog.note(_step())
    assert watchdog.limit == 60


def test_memory_that_grows_beyond_what_was_held_once_is_a_leak():
    watchdog = LeakWatchdog()
    assert [watchdog.leaked(held) for held in (900, 1500, None, 400, 1424, 1425)] == [None] * 5 + [1025]


async def test_a_child_that_is_ended_while_it_starts_is_replaced(supervise, tmp_path):
    supervisor, painter = supervise("quick")
    starting = asyncio.create_task(supervisor.ready())
    await eventually(lambda: supervisor.pid)
    first = supervisor.pid
    await supervisor.renew()
    await starting
    assert supervisor.pid not in (first, None)
    assert painter.trouble is None
    assert isinstance((await _events(supervisor, _paint(tmp_path)))[-1], Finished)


async def test_an_idle_child_is_renewed_at_once(supervise):
    supervisor, _ = supervise("quick")
    await supervisor.ready()
    pid = supervisor.pid
    await supervisor.renew()
    assert not _alive(pid)
    await supervisor.ready()
    assert supervisor.pid != pid


async def test_a_child_that_paints_is_renewed_after_its_job(supervise, tmp_path):
    supervisor, _ = supervise("quick", "--step-seconds", "0.02")
    await supervisor.ready()
    pid = supervisor.pid
    events = []
    async for event in supervisor.paint(_paint(tmp_path), asyncio.Event(), asyncio.Event()):
        if not events:
            await supervisor.renew()
        events.append(event)
    assert isinstance(events[-1], Finished)
    assert not _alive(pid)


async def test_a_job_that_was_claimed_while_the_child_was_renewed_is_painted(supervise, tmp_path):
    supervisor, _ = supervise("quick")
    await supervisor.ready()
    await supervisor.renew()
    assert isinstance((await _events(supervisor, _paint(tmp_path)))[-1], Finished)


async def test_what_children_print_is_kept_across_them_and_without_prompts(supervise, tmp_path):
    supervisor, painter = supervise("prints_prompts")
    await supervisor.ready()
    asked = params(prompt="A Red circle | fog:2 ^ xyz")
    for _ in range(2):
        with pytest.raises(GeneratorDied) as death:
            await _events(supervisor, _paint(tmp_path).model_copy(update={"params": asked}))
        assert death.value.stderr_tail[-1] == "(a line with a prompt in it)"
        await supervisor.ready()
    assert [line.text for line in painter.lines] == ["hello", "(a line with a prompt in it)"] * 2 + ["hello"]
    assert len({line.pid for line in painter.lines}) == 3


@pytest.mark.parametrize("prompt", ["a castle::2 red circle::-1", "red circle:: a castle", "fog | red circle:-.5"])
def test_no_part_of_a_prompt_is_kept(prompt):
    painter = PainterState()
    painter.hide(prompt)
    assert painter.printed(1, "I see a Red Circle") == "(a line with a prompt in it)"


def test_what_is_kept_of_stderr_is_bounded():
    painter = PainterState(clock=lambda: 5.0)
    for number in range(2000):
        painter.printed(1, str(number))
    assert [line.text for line in painter.lines[-2:]] == ["1998", "1999"]
    assert len(painter.lines) == 500
    assert painter.lines[0].at == 5.0
