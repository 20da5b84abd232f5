import pytest

from bot.jobs.job import Delivery
from tests.bot.making import finished, order


@pytest.fixture
def painted(queue):
    async def make(user=1, **changes):
        await queue.enqueue(order(user=user, **changes))
        job = await queue.claim()
        return await queue.finish(job, f"images/{job.id}.png", finished(job))

    return make


async def _impossible(deliveries, job):
    await deliveries.intend(job.id)
    return await deliveries.note_impossible(job.id)


async def test_a_persons_pictures_begin_with_those_that_could_not_be_posted(deliveries, gallery, painted):
    jobs = [await painted(seed=seed) for seed in range(4)]
    await painted(user=2)
    for job in (jobs[0], jobs[1]):
        await _impossible(deliveries, job)
    await gallery.forget(jobs[2].id)
    found = [job.params.seed for job in await gallery.of(10, 1)]
    assert found == [1, 0, 3]
    assert await gallery.of(11, 1) == []


async def test_what_is_fetched_is_delivered(deliveries, painted):
    job = await painted()
    assert await deliveries.note_shown(job.id, 5) is None  # it can still be posted
    await _impossible(deliveries, job)
    shown = await deliveries.note_shown(job.id, 5)
    assert (shown.delivery, shown.picture_message_id) == (Delivery.SENT, 5)
    assert await deliveries.note_shown(job.id, 6) is None
