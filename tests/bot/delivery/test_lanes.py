import asyncio

import pytest

from bot.delivery.lanes import PROVOKED, Lane, Lanes
from bot.errors import DiscordUnreachable
from tests.waiting import eventually


class Bucket:
    """What discord.py is given, in order; it holds each request until the test lets it go."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.inside = 0
        self.let_go = asyncio.Semaphore(0)

    async def request(self, name: str) -> str:
        self.given.append(name)
        self.inside += 1
        assert self.inside == 1
        await self.let_go.acquire()
        self.inside -= 1
        if name == "fails":
            raise ValueError
        return name


async def test_the_most_urgent_that_waits_goes_next_and_the_oldest_of_these_first():
    lanes, bucket = Lanes(0), Bucket()

    async def run(name, lane):
        assert await lanes.run("posts", lane, lambda: bucket.request(name)) == name

    arriving = [("first", Lane.NOTICE), *((f"notice {n}", Lane.NOTICE) for n in range(20)), ("step", Lane.PROGRESS)]
    arriving += [("receipt", Lane.RECEIPT), ("picture", Lane.END), ("failure", Lane.END)]
    async with asyncio.TaskGroup() as tasks:
        for name, lane in arriving:
            tasks.create_task(run(name, lane))
        await asyncio.sleep(0)
        assert bucket.given == ["first"]
        for _ in arriving:
            bucket.let_go.release()
    expected = ["first", "picture", "failure", "receipt", "step", *(f"notice {n}" for n in range(20))]
    assert bucket.given == expected
    await eventually(lambda: not lanes._buckets)


async def test_buckets_do_not_wait_for_one_another_and_a_failure_lets_the_next_in():
    lanes, one, other = Lanes(0), Bucket(), Bucket()
    fails = asyncio.create_task(lanes.run(1, Lane.END, lambda: one.request("fails")))
    waits = asyncio.create_task(lanes.run(1, Lane.END, lambda: one.request("waits")))
    passes = asyncio.create_task(lanes.run(2, Lane.NOTICE, lambda: other.request("passes")))
    await asyncio.sleep(0)
    assert (one.given, other.given) == (["fails"], ["passes"])
    for bucket in (one, one, other):
        bucket.let_go.release()
    with pytest.raises(ValueError):
        await fails
    assert [await waits, await passes] == ["waits", "passes"]


@pytest.mark.parametrize("provoked", sorted(PROVOKED))
async def test_what_is_provoked_leaves_room_for_everything_else(provoked):
    """However much of it waits: a bucket lets five in, and then nobody for seconds."""
    lanes, bucket = Lanes(3600), Bucket()
    storm = [asyncio.create_task(lanes.run(1, provoked, lambda: bucket.request("storm"))) for _ in range(100)]
    bucket.let_go.release()
    await storm[0]
    others = [lane for lane in Lane if lane not in PROVOKED]
    for lane in others:
        bucket.let_go.release()
        assert await lanes.run(1, lane, lambda lane=lane: bucket.request(lane.name)) == lane.name
    assert bucket.given == ["storm", *(lane.name for lane in others)]
    lanes.close()
    await asyncio.wait(storm)


async def test_after_a_pause_the_next_that_was_provoked_goes():
    lanes, bucket = Lanes(0.01), Bucket()
    for _ in "123":
        bucket.let_go.release()
    assert await asyncio.gather(*(lanes.run(1, Lane.NOTICE, lambda: bucket.request("a")) for _ in "123")) == ["a"] * 3
    await eventually(lambda: not lanes._buckets)


async def test_at_the_end_whoever_waits_is_sent_away():
    lanes, bucket = Lanes(0), Bucket()
    inside = asyncio.create_task(lanes.run(1, Lane.END, lambda: bucket.request("inside")))
    waiting = asyncio.create_task(lanes.run(1, Lane.END, lambda: bucket.request("waiting")))
    dropped = asyncio.create_task(lanes.run(1, Lane.END, lambda: bucket.request("dropped")))
    await asyncio.sleep(0)
    dropped.cancel()
    lanes.close()
    with pytest.raises(DiscordUnreachable):
        await waiting
    bucket.let_go.release()
    assert await inside == "inside"
    assert bucket.given == ["inside"]
    assert not lanes._buckets
