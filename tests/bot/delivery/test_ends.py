"""The end of a job where access to its channel is taken away, and given back."""

import asyncio
from types import SimpleNamespace
from unittest.mock import AsyncMock

import discord
import pytest

from bot.delivery.access import Access
from bot.delivery.verdicts import Refusal
from bot.errors import DatabaseUnusable, DiscordUnreachable
from bot.jobs.job import Delivery
from tests.bot.delivery.conftest import HASTE
from tests.bot.delivery.fakes import FORBIDDEN, UNKNOWN_MESSAGE
from tests.bot.making import order
from tests.clock import Clock
from tests.waiting import eventually
from words.sentence import text

HIDDEN = Refusal(403, 50001)
LOCKED = Refusal(403, 160005)
DAY = 24 * 3600


class Client:
    """As much of the client as listens."""

    def __init__(self):
        self.listeners = {}

    async def wait_until_ready(self):
        """It is."""

    def add_listener(self, listener, name):
        self.listeners[name] = listener


@pytest.fixture
def clock():
    return Clock(2000.0)


@pytest.fixture
def access(io, deliveries, ends, clock):
    return Access(Client(), io, deliveries, ends, HASTE, clock)


@pytest.fixture
def look(access):
    """Look, and wait for what it begins."""

    async def look(*, everywhere):
        await asyncio.gather(*await access.look(everywhere=everywhere))

    return look


@pytest.fixture
def refuse(io):
    """Refuse everything in the channel, but what goes by an interaction's token."""

    def change(refusal, times=99):
        for operation in ("send", "edit", "close_card", "delete", "react", "find_own"):
            io.troubles[operation] = [refusal] * times if refusal else []

    return change


async def _with_receipt(deliveries, job, receipts=None, *, expired=False):
    await deliveries.note_card(job.id, 7)
    if receipts is not None:
        receipts._keep(job.id, SimpleNamespace(is_expired=lambda: expired))
    return job


@pytest.mark.parametrize("refusal", [HIDDEN, FORBIDDEN, LOCKED])
async def test_an_end_waits_for_access_and_comes_once(
    refusal, ends, look, io, refuse, queue, deliveries, receipts, painted
):
    job = await _with_receipt(deliveries, await painted(), receipts)
    refuse(refusal)
    assert await ends.conclude(job) == refusal
    kept = await queue.job(job.id)
    assert kept.waits_for_access
    assert kept.card_message_id == 7
    assert [field.value for field in io.answers[-1][1].fields] == [text("receipt-waits")]
    for _ in "12":
        await look(everywhere=True)
    assert io.posts(job.id) == []
    refuse(None)
    await look(everywhere=True)
    await look(everywhere=True)
    assert len(io.posts(job.id)) == 1
    told = await queue.job(job.id)
    assert (told.delivery, told.refused_at, told.card_message_id) == (Delivery.SENT, None, None)
    assert str(told.picture_message_id) in io.closed[-1][1].fields[0].value
    assert await deliveries.refused() == []


async def test_whoever_waits_is_told_once_by_their_interaction_or_else_by_a_letter(
    ends, look, refuse, deliveries, receipts, letters, painted
):
    told, untold = await painted(user=1), await painted(user=2)
    await _with_receipt(deliveries, told, receipts)
    await _with_receipt(deliveries, untold, receipts, expired=True)
    refuse(HIDDEN)
    for job in (told, untold):
        await ends.conclude(job)
    await look(everywhere=True)
    assert list(letters.people) == [2]
    assert letters.people[2] == [text("letter-picture-waits", channel=f"<#{untold.channel_id}>")]
    assert len(set(letters.owner)) == 1
    assert "50001" in letters.owner[0]


async def test_a_thread_that_is_locked_is_nothing_for_the_owner(ends, refuse, letters, painted):
    refuse(LOCKED)
    await ends.conclude(await painted())
    assert letters.owner == []


async def test_what_is_not_about_access_is_not_tried_again(ends, look, io, refuse, deliveries, painted):
    job = await painted()
    refuse(UNKNOWN_MESSAGE)
    assert await ends.conclude(job) is None
    assert await deliveries.refused() == []
    io.calls.clear()
    await look(everywhere=True)
    assert io.calls == []


async def test_the_receipt_of_a_cancelled_job_is_closed_once_there_is_access(ends, look, io, refuse, queue, deliveries):
    job = (await queue.enqueue(order())).job
    await _with_receipt(deliveries, job)
    await deliveries.note_progress_message(job.id, 8)
    await queue.request_cancel(job.id)
    refuse(HIDDEN)
    assert await ends.conclude(await queue.job(job.id)) == HIDDEN
    assert await deliveries.unconcluded() == []
    refuse(None)
    await look(everywhere=True)
    assert (io.deleted, [message_id for message_id, _ in io.closed]) == ([8], [7])
    assert await deliveries.refused() == []


async def test_one_refusal_speaks_for_its_channel(ends, look, io, refuse, painted):
    refuse(HIDDEN)
    for _ in "123":
        await ends.conclude(await painted())
    io.calls.clear()
    await look(everywhere=True)
    assert io.calls.count("find_own") == 1


async def test_a_channel_where_discord_is_not_reached_keeps_no_other_waiting(ends, access, io, refuse, queue, painted):
    far, near = await painted(channel=1), await painted(channel=2)
    refuse(HIDDEN)
    for job in (far, near):
        await ends.conclude(job)
    refuse(None)
    send, reached = io.send, asyncio.Event()

    async def slow(channel_id, *arguments, **named):
        if channel_id == far.channel_id:
            await reached.wait()
        return await send(channel_id, *arguments, **named)

    io.send = slow
    keeping = asyncio.create_task(access.keep())
    await eventually(lambda: io.posts(near.id) and access._tasks[2].done())
    later = await painted(channel=2)
    refuse(HIDDEN)
    await ends.conclude(later)
    refuse(None)
    await asyncio.gather(*await access.look(everywhere=True))  # the far channel is not begun again
    assert len(io.posts(later.id)) == 1
    reached.set()
    await eventually(lambda: io.posts(far.id))
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert len(io.posts(far.id)) == 1


async def test_a_channel_that_changed_while_it_was_tried_is_tried_again(ends, access, io, refuse, painted):
    job = await painted()
    refuse(HIDDEN)
    await ends.conclude(job)
    [task] = await access.look(everywhere=True)
    assert await access.look(everywhere=False) == []
    await task
    assert access._changed.is_set()


async def test_a_database_that_is_damaged_ends_the_keeper(ends, access, refuse, painted):
    refuse(HIDDEN)
    await ends.conclude(await painted())
    damaged = DatabaseUnusable("database-newer", version="2", known="1")
    ends.conclude = AsyncMock(side_effect=damaged)
    tasks = await access.look(everywhere=True)
    await asyncio.gather(*tasks, return_exceptions=True)
    assert access._changed.is_set()
    with pytest.raises(DatabaseUnusable):
        await access.look(everywhere=False)


async def test_no_task_outlives_the_keeper(ends, access, io, refuse, painted):
    refuse(HIDDEN)
    await ends.conclude(await painted())
    refuse(None)
    io.fail("find_own", *[DiscordUnreachable("down")] * 10_000)
    keeping = asyncio.create_task(access.keep())
    [task] = (await eventually(lambda: access._tasks)).values()
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert task.cancelled()


async def test_it_is_given_up_after_a_week(ends, look, io, clock, refuse, queue, deliveries, painted):
    job = await _with_receipt(deliveries, await painted())
    refuse(HIDDEN)
    await ends.conclude(job)
    refuse(None)
    clock.now += 7 * DAY + 1
    await look(everywhere=True)
    kept = await queue.job(job.id)
    assert io.posts(job.id) == []
    assert (kept.delivery, kept.refused_at, kept.card_message_id) == (Delivery.IMPOSSIBLE, None, None)
    assert await deliveries.unconcluded() == []
    assert await deliveries.note_shown(job.id, 5) is not None


@pytest.mark.parametrize("killed", [False, True])
async def test_a_receipt_does_not_promise_what_is_given_up(
    killed, ends, look, io, clock, refuse, deliveries, receipts, painted
):
    job = await _with_receipt(deliveries, await painted(), receipts)
    refuse(HIDDEN)
    await ends.conclude(job)
    assert [field.value for field in io.answers[-1][1].fields] == [text("receipt-waits")]
    if killed:
        await deliveries.intend_again(job.id)
    refuse(None)
    io.fail("close_card", DiscordUnreachable("down"))
    clock.now += 7 * DAY + 1
    await look(everywhere=True)
    await look(everywhere=True)
    assert [message_id for message_id, _ in io.closed] == [7]
    assert [field.value for field in io.closed[-1][1].fields] == [text("receipt-use-show")]


async def test_a_receipt_that_is_out_of_reach_does_not_keep_what_is_given_up(
    ends, look, io, clock, refuse, queue, deliveries, painted
):
    job = await _with_receipt(deliveries, await painted())
    refuse(HIDDEN)
    await ends.conclude(job)
    clock.now += 7 * DAY + 1
    await look(everywhere=True)
    kept = await queue.job(job.id)
    assert (kept.delivery, kept.refused_at, kept.card_message_id) == (Delivery.IMPOSSIBLE, None, None)
    assert await deliveries.unconcluded() == []


@pytest.mark.parametrize("seen", ["shown", "deleted"])
async def test_what_its_owner_has_seen_or_deleted_meanwhile_is_not_posted(
    seen, ends, look, io, refuse, queue, deliveries, gallery, painted
):
    job = await _with_receipt(deliveries, await painted())
    refuse(HIDDEN)
    await ends.conclude(job)
    if seen == "shown":
        await deliveries.note_shown(job.id, 5)
    else:
        await gallery.forget(job.id)
    refuse(None)
    await look(everywhere=True)
    assert io.posts(job.id) == []
    assert await deliveries.refused() == []
    assert (await queue.job(job.id)).card_message_id is None
    assert "/channels/" not in str(io.closed[-1][1].to_dict())  # what /show answers is in no channel for all


@pytest.mark.parametrize("trouble", [HIDDEN, DiscordUnreachable("down"), UNKNOWN_MESSAGE, None])
async def test_a_receipt_says_deleted_once_the_message_is_gone(
    trouble, ends, look, io, queue, deliveries, gallery, painted
):
    job = await _with_receipt(deliveries, await painted())
    await ends.conclude(job)
    sent = (await queue.job(job.id)).picture_message_id
    await gallery.forget(job.id)
    io.closed.clear()
    io.fail("delete", trouble)
    await ends.conclude(job)
    if trouble is HIDDEN:
        assert "Press Delete under it" in io.closed[-1][1].description
        assert (await queue.job(job.id)).still_posted
        await look(everywhere=True)
    assert io.deleted == [sent] * (trouble is not UNKNOWN_MESSAGE)
    assert io.closed[-1][1].description == text("receipt-deleted-all")
    kept = await queue.job(job.id)
    assert (kept.still_posted, kept.refused_at, kept.card_message_id) == (False, None, None)
    assert len(io.posts(job.id)) == 1


@pytest.mark.parametrize(
    ("permissions", "tried"),
    [(discord.Permissions.all(), True), (discord.Permissions.none(), False), (None, False)],
)
async def test_a_change_elsewhere_leads_to_no_request_where_access_is_known_to_be_missing(
    permissions, tried, ends, look, io, refuse, painted
):
    """None: the channel is not known, as a private thread that the bot is not in."""
    refuse(HIDDEN)
    await ends.conclude(await painted())
    channel = SimpleNamespace(guild=SimpleNamespace(me=1), permissions_for=lambda _: permissions)
    io.place = lambda guild_id, channel_id: channel if permissions is not None else None
    io.calls.clear()
    await look(everywhere=False)
    assert bool(io.calls) is tried


async def test_a_start_leaves_what_waits_for_access_to_it(ends, refuse, queue, deliveries, painted):
    refuse(HIDDEN)
    job = await painted()
    await ends.conclude(job)
    assert await deliveries.unconcluded() == []
    await deliveries.intend_again(job.id)  # and then it was killed
    assert await deliveries.unconcluded() == []
    assert [each.id for each in await deliveries.refused()] == [job.id]
