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


DAY = 24 * 3600.0


def _left(remaining, reset_after=0):
    return {"total": 1000, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1}


async def _spend(times, time, budget):
    """Identify as often as this with what Discord says is left, and return the moments."""
    at = []
    for spent in range(times):
        await budget.wait(_left(1000 - spent, 1000 * (DAY - time.now) if spent else 0))
        budget.note()
        at.append(time.now)
    return at


@pytest.fixture
def time():
    return Time()


async def test_the_first_does_not_wait_and_the_next_follow_within_seconds(time):
    assert await _spend(4, time, IdentifyBudget(5, time, time.sleep)) == [0, 5, 10, 15]


async def test_sessions_that_always_fail_do_not_spend_the_day(time):
    at = await _spend(1000, time, IdentifyBudget(5, time, time.sleep))
    assert at[49] == 49 * 5
    assert at[150] > 80 * (150 - 60)  # from here on each takes its share of the day
    assert at[-1] > 0.9 * DAY


async def test_after_an_invalid_session_discord_asks_for_one_to_five_seconds(time):
    drawn = []
    budget = IdentifyBudget(5, time, time.sleep, lambda *given: drawn.append(given) or 3.0)
    await budget.wait(_left(999))
    budget.note()
    time.now += 3600
    await budget.wait(_left(998))
    assert drawn == [(1, 5)]
    assert time.slept == [3]


async def test_a_connection_that_never_identified_costs_nothing(time):
    budget = IdentifyBudget(5, time, time.sleep)
    for _ in range(3):
        await budget.wait(_left(999))
    assert time.slept == []


async def test_the_last_few_are_spread_over_the_rest_of_the_day(time):
    await IdentifyBudget(5, time, time.sleep).wait(_left(100, reset_after=36_000_000))
    assert time.slept == [360]
    await IdentifyBudget(5, time, time.sleep).wait(_left(0, reset_after=5_000))
    assert time.slept == [360, 5]
