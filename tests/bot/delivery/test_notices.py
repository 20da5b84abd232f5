import asyncio
import dataclasses
from types import SimpleNamespace

import pytest

from bot.delivery.discord_io import DiscordIO
from bot.delivery.notices import Notices
from bot.errors import DiscordUnreachable
from tests.bot.delivery.conftest import HASTE
from tests.bot.delivery.fakes import FORBIDDEN
from tests.clock import Clock
from tests.waiting import eventually

FOR_EVER = dataclasses.replace(HASTE, notice=3600)


def said(io):
    return [message.embed.description for message in io.messages.values()]


async def test_a_person_is_told_once_in_a_while_and_what_is_told_goes_again(io):
    clock = Clock()
    notices = Notices(io, dataclasses.replace(HASTE, notice=0), clock)
    for number in range(200):
        notices.say(1, 7, f"no {number}")
    await eventually(lambda: io.deleted)
    assert said(io) == ["<@7> no 0"]
    assert io.deleted == list(io.messages)
    clock.now = HASTE.next_notice
    notices.say(1, 7, "no again")
    await eventually(lambda: len(io.deleted) == 2)
    await notices.close(10)


async def test_a_channel_shows_one_at_a_time_and_who_comes_meanwhile_shares_the_next(io):
    notices = Notices(io, FOR_EVER)
    notices.say(1, 1000, "first")
    notices.say(2, 2000, "elsewhere")
    await eventually(lambda: len(io.messages) == 2)
    for person in range(300):
        notices.say(1, person, "x" * 100)
    await asyncio.sleep(0)
    assert said(io) == ["<@1000> first", "<@2000> elsewhere"]
    await notices.close(10)


async def test_what_is_shared_is_cut_as_a_whole(io):
    notices = Notices(io, dataclasses.replace(HASTE, notice=0))
    for person in range(300):
        notices.say(1, person, "x" * 100)
    await eventually(lambda: io.deleted)
    [text] = said(io)
    assert 4000 < len(text) <= 4096
    assert text.splitlines()[-1].endswith("more")
    await notices.close(10)


async def test_the_end_takes_them_away_at_once(io):
    notices = Notices(io, FOR_EVER)
    notices.say(1, 7, "no")
    await eventually(lambda: io.messages)
    await notices.close(3600)
    assert io.deleted == list(io.messages)
    notices.say(1, 8, "no")
    assert len(io.messages) == 1


async def test_the_end_cancels_no_request():
    """Cancelled inside a rate limit, discord.py would hold back every later request."""
    answer = asyncio.get_running_loop().create_future()
    sent = []

    async def send(**arguments):
        sent.append(arguments)
        return await answer

    door = DiscordIO(SimpleNamespace(get_partial_messageable=lambda channel_id: SimpleNamespace(send=send)))
    notices = Notices(door, FOR_EVER)
    notices.say(1, 7, "no")
    await eventually(lambda: sent)
    await notices.close(0)
    assert not answer.cancelled()
    answer.set_result(SimpleNamespace(id=9))
    await door.close(10)
    assert not door._in_flight


@pytest.mark.parametrize("trouble", [FORBIDDEN, DiscordUnreachable("down")])
async def test_one_that_cannot_be_said_is_dropped_and_the_next_is_said(io, trouble):
    io.fail("send", trouble)
    notices = Notices(io, FOR_EVER)
    notices.say(1, 7, "no")
    await eventually(lambda: io.calls == ["send"])
    await asyncio.sleep(0)
    notices.say(1, 8, "no")
    await eventually(lambda: io.messages)
    assert said(io) == ["<@8> no"]
    await notices.close(10)
