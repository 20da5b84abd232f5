import asyncio

import pytest

from bot.errors import LimitReached
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.job import Outcome
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from tests.bot.making import finished, order
from words.sentence import as_written


async def _refused(queue, orders):
    """The sentences of those that were refused, all at once."""
    results = await asyncio.gather(*(queue.enqueue(each) for each in orders), return_exceptions=True)
    assert all(isinstance(result, LimitReached) for result in results if isinstance(result, BaseException))
    return [str(result) for result in results if isinstance(result, LimitReached)]


@pytest.mark.parametrize(
    ("limits", "orders", "sentence"),
    [
        (Limits(per_person=3), [order() for _ in range(5)], "You have 3 pictures waiting"),
        (Limits(per_guild=3), [order(user=user) for user in range(5)], "This server has 3 pictures waiting"),
        (Limits(in_all=3), [order(user=user, guild=user) for user in range(5)], "Easel has 3 pictures waiting"),
    ],
)
async def test_each_limit_says_which_it_is(database, limits, orders, sentence):
    refused = await _refused(JobQueue(database, limits), orders)
    assert len(refused) == 2
    assert all(each.startswith(sentence) and each.count(".") == 1 for each in refused)


async def test_one_full_server_does_not_shut_out_another(database):
    queue = JobQueue(database, Limits(per_guild=2))
    assert len(await _refused(queue, [order(user=user) for user in range(4)])) == 2
    assert (await queue.enqueue(order(user=1, guild=11))).created


@pytest.mark.parametrize("ending", ["finish", "fail", "quarantine", "cancel"])
async def test_whatever_ends_a_job_gives_its_room_back(ending, database):
    queue = JobQueue(database, Limits(per_person=1))
    await queue.enqueue(order())
    with pytest.raises(LimitReached):
        await queue.enqueue(order())
    job = await queue.claim()
    with pytest.raises(LimitReached):
        await queue.enqueue(order())
    match ending:
        case "finish":
            await queue.finish(job, "images/x.png", finished(job))
        case "fail":
            await queue.fail(job, "out_of_memory", as_written("It does not fit."))
        case "quarantine":
            await queue.fail(job, "died", as_written("It died."), Outcome.QUARANTINED)
        case "cancel":
            await queue.request_cancel(job.id)
            await queue.finish_cancelled(job)
    assert (await queue.enqueue(order())).created


async def test_the_highest_role_with_a_limit_counts(database):
    settings = GuildSettings(database)
    queue = JobQueue(database, Limits(per_person=2))
    await settings.put_role_limit(10, 51, 4)
    await settings.put_role_limit(10, 52, 1)
    assert len(await _refused(queue, [order(user=1, roles=(51, 52)) for _ in range(6)])) == 2
    assert len(await _refused(queue, [order(user=2, roles=(50, 52, 51)) for _ in range(6)])) == 5
    assert len(await _refused(queue, [order(user=3, roles=(50,)) for _ in range(6)])) == 4
    assert len(await _refused(queue, [order(user=4, roles=(51,), guild=11) for _ in range(6)])) == 4
    assert await settings.role_limits(10) == {51: 4, 52: 1}
    await settings.put_role_limit(10, 52, None)
    assert await settings.role_limits(10) == {51: 4}


async def test_a_role_that_may_order_nothing_is_told_so(database):
    await GuildSettings(database).put_role_limit(10, 51, 0)
    with pytest.raises(LimitReached, match="Members with your role"):
        await JobQueue(database, Limits()).enqueue(order(roles=(51,)))


async def test_limits_of_roles_are_no_params(database):
    settings = GuildSettings(database)
    await settings.put_role_limit(10, 51, 4)
    await settings.put(10, "steps", 30)
    assert await settings.of(10) == {"steps": "30"}
