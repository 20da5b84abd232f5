from bot.jobs.cooldown import CoolDown


def test_it_is_granted_once_in_a_while_to_each() -> None:
    now = 0.0
    cool_down = CoolDown(10, lambda: now)
    assert cool_down.take("ann")
    assert cool_down.take("ben")
    now = 9.9
    assert not cool_down.take("ann")  # which does not begin the time anew
    now = 10.0
    assert cool_down.take("ann")
    assert cool_down.take("ben")
    assert not cool_down.take("ben")


def test_nobody_is_remembered_for_ever() -> None:
    now = 0.0
    cool_down = CoolDown(10, lambda: now)
    for number in range(1000):
        cool_down.take(number)
    now = 10.0
    cool_down.take("somebody")
    assert list(cool_down._granted) == ["somebody"]
