import pytest

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble
from tests.bot.making import order
from tests.bot.store.others import held
from tests.clock import Clock


def test_what_is_left_shrinks_and_ends():
    clock = Clock(100.0)
    deadline = Deadline.for_answer(clock)
    assert 0 < deadline.left < 2  # of the three seconds that Discord waits
    whole = deadline.left
    clock.now += 1
    assert deadline.left == pytest.approx(whole - 1)
    clock.now += 60
    assert deadline.left == 0


async def test_who_asks_often_waits_no_longer_than_who_asks_once(tmp_path, database, queue):
    """Once the time is up, each further question is tried once at most, however many there are."""
    clock = Clock(100.0)
    deadline = Deadline.for_answer(clock)
    await queue.enqueue(order(), deadline=deadline)
    clock.now += 60
    assert len(await queue.open_jobs(10, deadline=deadline)) == 1  # what can be had at once is had all the same
    with held(tmp_path / "easel.sqlite3"):
        for _ in range(3):
            with pytest.raises(DatabaseTrouble):
                await queue.open_jobs(10, deadline=deadline)
