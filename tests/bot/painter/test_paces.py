import pytest

from bot.painter.capacity import capacity_of
from bot.painter.paces import Paces, Work, forecast
from bot.painter.state import PainterState
from generator.wire.params import settle
from generator.wire.size import Size
from tests.bot.making import PLAN, READY, STYLE, order


def test_one_after_another():
    works = [Work("a", 1, 10), Work("b", 2, 20), Work("c", 3, 5)]
    assert forecast(works, 60) == {"a": 10, "b": 30, "c": 35}


def test_a_long_job_makes_room_for_others():
    works = [Work("long", 1, 300), Work("b", 2, 20), Work("c", 3, 90)]
    assert forecast(works, 60) == {"b": 80, "c": 60 + 20 + 60 + 60 + 30, "long": 410}


def test_a_person_alone_is_not_sliced_and_others_jobs_come_between():
    works = [Work("a1", 1, 100), Work("b1", 2, 10), Work("a2", 1, 10), Work("b2", 2, 10)]
    assert forecast(works, 1000) == {"a1": 100, "b1": 110, "a2": 120, "b2": 130}
    assert forecast([Work("a1", 1, 100), Work("a2", 1, 1)], 10) == {"a1": 100, "a2": 101}


def test_however_short_the_slices_it_is_soon_known():
    works = [Work(str(number), number % 50, 3600) for number in range(500)]
    done = forecast(works, 0.001)
    assert len(done) == 500
    assert max(done.values()) == pytest.approx(500 * 3600)


@pytest.fixture
def paces(database):
    painter = PainterState()
    painter.up(READY)
    return Paces(database, painter, 60)


async def _claimed(queue, **asked):
    await queue.enqueue(order(**asked))
    return await queue.fix_plan(await queue.claim(), PLAN)


async def test_what_is_measured_is_known_after_a_restart_and_scaled_to_other_sizes(queue, paces, database):
    assert await paces.seconds_per_step("toy", "vqgan_clip", Size(128, 128), PLAN.name) is None
    await paces.learn(await _claimed(queue), 0.5)
    again = Paces(database, paces._painter, 60)
    assert await again.seconds_per_step("toy", "vqgan_clip", Size(128, 128), PLAN.name) == 0.5
    assert await again.seconds_per_step("toy", "vqgan_clip", Size(256, 256), PLAN.name) == pytest.approx(2)
    assert await again.seconds_per_step("oil", "vqgan_clip", Size(128, 128), PLAN.name) is None


async def test_the_time_of_a_full_size_picture_is_known_once_one_was_painted(queue, database):
    painter = PainterState()
    large = STYLE.model_copy(update={"name": "large", "toy": False})
    painter.up(READY.model_copy(update={"styles": (STYLE, large), "memory": 10**6}))
    paces = Paces(database, painter, 60)
    await paces.learn(await _claimed(queue), 0.5)
    assert await paces.of_full_size() is None
    params, _ = settle({"style": {"prompt": "anything", **large.defaults(None)}})
    plan = capacity_of(painter.known(), "large", params.method).choose(params.size)
    await queue.enqueue(order(style="large", size=str(params.size)))
    await paces.learn(await queue.fix_plan(await queue.claim(), plan), 2.0)
    assert await paces.of_full_size() == ("large", 2.0 * params.steps)


async def test_a_newer_measure_counts(queue, paces):
    job = await _claimed(queue)
    for measured, known in ((1.0, 1.0), (1.05, 1.0), (2.0, 2.0)):
        await paces.learn(job, measured)
        assert await paces.seconds_per_step("toy", "vqgan_clip", Size(128, 128), PLAN.name) == known


async def test_what_is_left_is_told_of_all_open_jobs(queue, paces):
    job = await _claimed(queue, steps=100)
    assert await paces.forecast() == {}
    await queue.note_checkpoint(job, "jobs/x", 40, 20.0)
    other = (await queue.enqueue(order(user=2, guild=11, steps=20))).job
    for plan in (PLAN.name, "roomy"):
        await paces.learn(job.model_copy(update={"plan": PLAN.model_copy(update={"name": plan})}), 0.5)
    assert await paces.forecast() == {job.id: 30, other.id: 40}
