import discord
import pytest

from bot.delivery.following import Following
from bot.errors import DiscordUnreachable, Refused


async def _cards(clock, *steps):
    for seconds, name in steps:
        clock[0] += seconds
        yield discord.Embed(title=name)


def _shown(io):
    return [embed.title for _, embed, _ in io.edits]


async def test_what_comes_too_fast_is_left_out(io):
    clock = [0.0]
    following = Following(io, interval=3, clock=lambda: clock[0])
    await following.follow(1, 2, _cards(clock, (1, "a"), (1, "b"), (1, "c"), (1, "d"), (3, "e")))
    assert _shown(io) == ["c", "e"]
    await following.end(1, 2, discord.Embed(title="done"))
    assert [embed.title for _, embed in io.closed] == ["done"]


async def test_a_card_that_does_not_get_through_is_skipped(io):
    clock = [0.0]
    io.fail("edit", DiscordUnreachable())
    await Following(io, interval=1, clock=lambda: clock[0]).follow(1, 2, _cards(clock, (1, "a"), (1, "b")))
    assert _shown(io) == ["b"]


async def test_why_it_ended_is_the_callers_to_say(io):
    async def refused():
        raise Refused("No.")
        yield

    with pytest.raises(Refused, match=r"No\."):
        await Following(io).follow(1, 2, refused())
