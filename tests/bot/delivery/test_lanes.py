import asyncio

import pytest

from bot.delivery.lanes import Lane, Lanes


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
    lanes, bucket = Lanes(), Bucket()

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
    assert not lanes._waiting


async def test_buckets_do_not_wait_for_one_another_and_a_failure_lets_the_next_in():
    lanes, one, other = Lanes(), Bucket(), Bucket()
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
