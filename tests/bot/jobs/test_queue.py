import asyncio
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import LimitReached, NoSuchJob
from bot.jobs.job import Outcome, Status
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.store.database import open_database
from tests.bot.making import PLAN, finished, order
from tests.waiting import in_time
from words.sentence import as_written


async def _claimed_users(queue, count):
    return [(await queue.claim()).user_id for _ in range(count)]


async def test_an_order_is_kept_whole(queue):
    entry = await queue.enqueue(order(prompt="ein Haus | fog:2", seed=0, size="300x200"))
    job = await queue.job(entry.job.id)
    assert (job, entry.place, entry.created) == (entry.job, 1, True)
    assert (job.params.prompt, job.params.seed, str(job.params.size)) == ("ein Haus | fog:2", 0, "300x200")
    assert job.sources["seed"] == "drawn"
    assert (job.status, job.outcome, job.attempt, len(job.id)) == (Status.QUEUED, None, 0, 16)


async def test_the_same_interaction_is_the_same_job(queue):
    entries = await asyncio.gather(*(queue.enqueue(order(interaction=5)) for _ in range(10)))
    assert len({entry.job.id for entry in entries}) == 1
    assert sum(entry.created for entry in entries) == 1


async def test_one_person_repaints_a_picture_once_at_a_time(queue):
    source = (await queue.enqueue(order())).job
    first = await queue.enqueue(order(user=2, source_job=source.id))
    again = await queue.enqueue(order(user=2, source_job=source.id, interaction=9))
    other = await queue.enqueue(order(user=3, source_job=source.id))
    assert (again.job.id, again.created) == (first.job.id, False)
    assert other.created
    await queue.request_cancel(first.job.id)
    assert (await queue.enqueue(order(user=2, source_job=source.id))).created


async def test_a_person_has_a_limit_and_the_next_is_not_kept(database):
    queue = JobQueue(database, Limits(per_person=3))
    results = await asyncio.gather(*(queue.enqueue(order()) for _ in range(8)), return_exceptions=True)
    refused = [result for result in results if isinstance(result, LimitReached)]
    assert len(refused) == 5
    assert "3 pictures waiting" in str(refused[0])
    assert len(await queue.open_jobs(10)) == 3
    assert (await queue.enqueue(order(user=2))).created


async def test_claims_are_distinct(queue):
    for user in range(40):
        await queue.enqueue(order(user=user))
    claims = await asyncio.gather(*(queue.claim() for _ in range(50)))
    jobs = [job for job in claims if job]
    assert len({job.id for job in jobs}) == 40
    assert claims.count(None) == 10
    assert {job.attempt for job in jobs} == {1}


async def test_people_take_turns(queue):
    for user in (1, 1, 1, 2, 2, 3):
        await queue.enqueue(order(user=user))
    assert await _claimed_users(queue, 6) == [1, 2, 3, 1, 2, 1]


async def test_who_comes_later_waits_one_turn_only(queue):
    for _ in range(5):
        await queue.enqueue(order(user=1))
    assert await _claimed_users(queue, 2) == [1, 1]
    await queue.enqueue(order(user=2))
    assert await _claimed_users(queue, 2) == [2, 1]


async def test_turns_count_over_a_restart(tmp_path):
    path = tmp_path / "a.sqlite3"
    async with open_database(path) as database:
        queue = JobQueue(database, Limits())
        for user in (1, 2, 1):
            await queue.enqueue(order(user=user))
        await queue.finish(job := await queue.claim(), "images/x.png", finished(job))
    async with open_database(path) as database:
        assert await _claimed_users(JobQueue(database, Limits()), 2) == [2, 1]


async def test_an_orphan_keeps_its_place(queue):
    for user in (1, 2, 1, 2):
        await queue.enqueue(order(user=user))
    before = [entry.job.id for entry in await queue.open_jobs(10)]
    await queue.claim()
    orphans = await queue.recover()
    assert [job.id for job in orphans] == [before[0]]
    assert [entry.job.id for entry in await queue.open_jobs(10)] == before
    assert (await queue.claim()).attempt == 2


async def test_an_orphan_that_was_to_be_cancelled_is(queue):
    await queue.enqueue(order())
    job = await queue.claim()
    await queue.request_cancel(job.id)
    assert await queue.recover() == []
    assert (await queue.job(job.id)).outcome is Outcome.CANCELLED


_orders = st.lists(st.integers(1, 4), min_size=1, max_size=12)
_endings = st.lists(st.sampled_from(["finish", "pause", "requeue"]), max_size=12)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(users=_orders, served=_endings, later=st.lists(st.integers(1, 4), max_size=5))
def test_the_places_are_the_order_of_the_claims(users, served, later, tmp_path_factory):
    async def check():
        async with open_database(tmp_path_factory.mktemp("places") / "a.sqlite3") as database:
            queue = JobQueue(database, Limits(per_person=100))
            for user in users:
                await queue.enqueue(order(user=user))
            for ending in served:
                if job := await queue.claim():
                    match ending:
                        case "finish":
                            await queue.finish(job, "images/x.png", finished(job))
                        case "pause":
                            await queue.pause(job)
                        case "requeue":
                            await queue.requeue(job)
            for user in later:
                await queue.enqueue(order(user=user))
            entries = await queue.open_jobs(10)
            assert [entry.place for entry in entries] == list(range(1, len(entries) + 1))
            assert [(await queue.claim()).id for _ in entries] == [entry.job.id for entry in entries]

    asyncio.run(check())


async def test_nobody_waits_longer_than_one_round(queue):
    for user in (1, 1, 1, 1, 2, 3, 2, 3):
        await queue.enqueue(order(user=user))
    seen = defaultdict(int)
    for user in await _claimed_users(queue, 6):
        seen[user] += 1
    assert seen == {1: 2, 2: 2, 3: 2}


async def test_the_place_of_a_new_order_is_told(queue):
    places = [(await queue.enqueue(order(user=user))).place for user in (1, 1, 2)]
    assert places == [1, 2, 2]


async def test_a_settled_job_cannot_be_settled_again(queue):
    await queue.enqueue(order())
    job = await queue.claim()
    done = await asyncio.gather(
        queue.finish(job, "images/x.png", finished(job)),
        queue.fail(job, "internal", as_written("no")),
        queue.requeue(job),
    )
    assert sum(result is not None for result in done) == 1
    assert (await queue.job(job.id)).outcome is Outcome.PICTURE


async def test_a_lost_lease_changes_nothing(queue):
    await queue.enqueue(order())
    stale = await queue.claim()
    await queue.requeue(stale)
    current = await queue.claim()
    assert await queue.fix_plan(stale, PLAN) is None
    assert await queue.finish(stale, "images/x.png", finished(stale)) is None
    assert await queue.fail(stale, "internal", as_written("no")) is None
    assert await queue.job(current.id) == current


async def test_the_first_plan_stays(queue):
    await queue.enqueue(order())
    job = await queue.fix_plan(await queue.claim(), PLAN)
    other = PLAN.model_copy(update={"threads": 64})
    assert (await queue.fix_plan(job, other)).plan == PLAN
    await queue.requeue(job)
    assert (await queue.claim()).plan == PLAN


async def test_a_queued_job_is_cancelled_at_once(queue):
    job = (await queue.enqueue(order())).job
    assert (await queue.request_cancel(job.id)).outcome is Outcome.CANCELLED
    assert await queue.claim() is None
    with pytest.raises(NoSuchJob, match="no longer waiting"):
        await queue.request_cancel(job.id)


async def test_a_job_that_makes_room_is_cancelled_all_the_same(queue):
    """A slice that ended between two looks at the job would hide it from both."""
    for user in range(20):
        await queue.enqueue(order(user=user))
        job = await queue.claim()
        _, cancelled = await asyncio.gather(queue.pause(job), queue.request_cancel(job.id))
        assert cancelled.id == job.id


async def test_a_running_job_is_told_and_ends_cancelled_however_it_ends(queue):
    for ending in ("finish", "fail", "requeue"):
        await queue.enqueue(order())
        job = await queue.claim()
        assert (await queue.request_cancel(job.id)).outcome is None
        assert queue.cancelled(job.id).is_set()
        match ending:
            case "finish":
                left = await queue.finish(job, "images/x.png", finished(job))
            case "fail":
                left = await queue.fail(job, "internal", as_written("no"))
            case "requeue":
                left = await queue.requeue(job)
        assert (left.outcome, left.image) == (Outcome.CANCELLED, None), ending
        assert not queue.cancelled(job.id).is_set()


async def test_an_order_wakes_who_waits(queue):
    assert await queue.claim() is None
    waiting = asyncio.create_task(queue.arrived.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    await queue.enqueue(order())
    await waiting


async def test_a_checkpoint_is_handed_on(queue):
    await queue.enqueue(order())
    job = await queue.claim()
    await queue.note_checkpoint(job, "jobs/x/step-10", 10, 2.5)
    await queue.requeue(job, deaths=1)
    again = await queue.claim()
    assert (again.checkpoint, again.deaths, again.attempt) == ("jobs/x/step-10", 1, 2)
    assert (again.done_steps, again.seconds) == (10, 2.5)
    assert (await queue.finish(again, "images/x.png", finished(again))).seconds == 4.0


async def test_the_delivery_goes_one_way(queue, deliveries):
    await queue.enqueue(order())
    job = await queue.claim()
    assert await deliveries.intend(job.id) is None
    await queue.finish(job, "images/x.png", finished(job))
    assert [job.id for job in await deliveries.unconcluded()] == [job.id]
    intents = await asyncio.gather(deliveries.intend(job.id), deliveries.intend(job.id))
    assert sum(intent is not None for intent in intents) == 1
    assert (await deliveries.note_sent(job.id, 77)).picture_message_id == 77
    assert await deliveries.note_impossible(job.id) is None
    assert await deliveries.unconcluded() == []
    assert (await deliveries.job_of_message(77)).id == job.id


async def test_a_picture_keeps_its_painters_notes(queue):
    await queue.enqueue(order())
    job = await queue.claim()
    assert job.notes == ()
    event = finished(job).model_copy(update={"notes": (as_written("Stopped at step 3."), as_written("“Quoted”"))})
    assert (await queue.finish(job, "images/x.png", event)).notes == event.notes
    assert (await queue.job(job.id)).notes == event.notes


async def test_a_progress_message_that_still_shows_is_unconcluded(queue, deliveries):
    await queue.enqueue(order())
    job = await queue.claim()
    await deliveries.note_progress_message(job.id, 5)
    await queue.request_cancel(job.id)
    await queue.finish_cancelled(job)
    assert [job.progress_message_id for job in await deliveries.unconcluded()] == [5]
    await deliveries.note_progress_message(job.id, None)
    assert await deliveries.unconcluded() == []


async def test_a_leaner_plan_begins_again(queue):
    await queue.enqueue(order())
    job = await queue.fix_plan(await queue.claim(), PLAN)
    await queue.note_checkpoint(job, "work/x/checkpoint", 10, 2.5)
    left = await queue.requeue_leaner(job, PLAN.model_copy(update={"name": "exact", "keep": "levels"}))
    assert (left.status, left.plan.name, left.checkpoint, left.memory_failures) == (Status.QUEUED, "exact", None, 1)
    assert (left.done_steps, left.seconds) == (0, None)


async def test_a_slice_is_service_and_a_death_is_not(queue):
    for user in (1, 2, 3):
        await queue.enqueue(order(user=user))
    await queue.pause(await queue.claim())
    assert [entry.job.user_id for entry in await queue.open_jobs(10)] == [2, 3, 1]
    await queue.requeue(await queue.claim(), deaths=1)
    assert [entry.job.user_id for entry in await queue.open_jobs(10)] == [2, 3, 1]


async def test_a_death_takes_back_its_own_slice_alone(queue):
    for user in (1, 2):
        await queue.enqueue(order(user=user))
    await queue.pause(await queue.claim())
    await queue.pause(await queue.claim())
    third = await queue.claim()
    await queue.enqueue(order(user=3))
    await queue.requeue(third, deaths=1)
    assert [entry.job.user_id for entry in await queue.open_jobs(10)] == [3, 1, 2]
    await queue.claim()
    await queue.claim()
    await queue.recover()
    assert [entry.job.user_id for entry in await queue.open_jobs(10)] == [3, 1, 2]


async def test_a_pause_that_a_cancel_came_before_is_the_end(queue):
    await queue.enqueue(order())
    job = await queue.claim()
    await queue.request_cancel(job.id)
    assert (await queue.pause(job)).outcome is Outcome.CANCELLED


async def test_others_are_jobs_of_other_people_that_wait(queue):
    await queue.enqueue(order(user=1))
    await queue.enqueue(order(user=2))
    first, second = await queue.claim(), await queue.claim()
    await queue.enqueue(order(user=1))
    waiting = asyncio.create_task(queue.wait_for_others(first))
    done, _ = await asyncio.wait({waiting}, timeout=0.05)
    assert not done
    await queue.requeue(second)
    await in_time(waiting)
