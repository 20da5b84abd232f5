from tests.storm import STORMS, measure


async def test_a_second_of_a_storm_is_measured(folder):
    figures = await measure(STORMS[-1], 1, folder)
    assert figures["toggles"] >= STORMS[-1].people
    assert figures["other_posts"] <= 2
