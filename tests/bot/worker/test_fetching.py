import os
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.worker.environment import child_environment
from bot.worker.fetching import Fetcher
from tests.bot.making import child
from tests.waiting import eventually, in_time


@pytest.fixture
async def fetcher(tmp_path):
    fetcher = Fetcher(child("fetches"), child_environment(os.environ, tmp_path, None))
    yield fetcher
    await fetcher.close()


async def test_it_tells_how_far_it_is_and_what_was_said(fetcher):
    states = [state async for state in fetcher.fetch("oil")]
    assert (states[0].name, states[0].doing, states[0].done, states[0].total) == ("oil", "fetching", 0, 10**8)
    assert [str(each) for each in states[-1].said] == ["oil is ready."]


async def test_a_refusal_is_the_generators_own_sentence(fetcher):
    with pytest.raises(Refused, match="The catalogue has no weights named refused"):
        [state async for state in fetcher.fetch("refused")]


async def test_one_at_a_time(fetcher):
    fetching = fetcher.fetch("oil")
    await anext(fetching)
    with pytest.raises(Refused, match="already being fetched"):
        await anext(fetcher.fetch("ink"))
    await fetching.aclose()
    assert [state async for state in fetcher.fetch("ink")]


async def test_who_stops_listening_ends_the_process(fetcher):
    own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = own.read_text().split()  # another test's worker processes may have left their tracker
    fetching = fetcher.fetch("oil")
    await anext(fetching)
    assert own.read_text().split() != before
    await fetching.aclose()
    assert own.read_text().split() == before


async def test_what_exists_is_asked_once_and_again_after_a_fetch(fetcher):
    assert fetcher.listed() == ()
    await eventually(fetcher.listed)
    installed = {each.name: each.installed for each in fetcher.listed()}
    assert installed == {"oil": False, "unknown": False, "toy": True}
    assert fetcher.fetchable() == [("oil", "paintings", "style"), ("unknown", "who knows", "style")]
    assert [state async for state in fetcher.fetch("oil")]
    assert fetcher.listed() == ()


async def test_a_command_that_lists_nothing_is_no_trouble(tmp_path):
    fetcher = Fetcher(child("garbage"), child_environment(os.environ, tmp_path, None))
    fetcher.listed()
    await fetcher._asking
    assert fetcher.listed() == ()
    await fetcher.close()


async def test_it_is_closed_while_it_asks(fetcher):
    assert fetcher.listed() == ()
    await in_time(fetcher.close())  # shows that closing returns, while the process is still starting
