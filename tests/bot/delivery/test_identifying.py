import pytest

from bot.delivery.identifying import IdentifyBudget


class Time:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def _left(remaining, reset_after=0):
    return {"total": 1000, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1}


@pytest.fixture
def time():
    return Time()


async def test_the_first_does_not_wait_and_the_next_ones_do(time):
    budget = IdentifyBudget(90, time, time.sleep)
    at = []
    for _ in range(4):
        await budget.wait(_left(999))
        budget.note()
        at.append(time.now)
    assert at == [0, 90, 180, 270]


async def test_a_connection_that_never_identified_costs_nothing(time):
    budget = IdentifyBudget(90, time, time.sleep)
    for _ in range(3):
        await budget.wait(_left(999))
    assert time.slept == []


async def test_one_after_a_long_session_does_not_wait(time):
    budget = IdentifyBudget(90, time, time.sleep)
    budget.note()
    time.now += 3600
    await budget.wait(_left(998))
    assert time.slept == []


async def test_the_last_few_are_spread_over_the_rest_of_the_day(time):
    await IdentifyBudget(90, time, time.sleep).wait(_left(100, reset_after=36_000_000))
    assert time.slept == [360]
    await IdentifyBudget(90, time, time.sleep).wait(_left(0, reset_after=5_000))
    assert time.slept == [360, 5]
