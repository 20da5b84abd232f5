"""Commands that Discord has otherwise than Easel, and interactions that come from nowhere or too late."""

import dataclasses
from typing import Any

import pytest

from playground import World
from playground.guild.commands import GLOBAL
from playground.guild.interactions import Interactions
from tests.e2e.conftest import WIDE
from tests.e2e.easel import Easel, child

QUICK = child("quick.py")
UPDATED = "I was just updated; press / again in a moment."


async def test_a_command_that_is_older_or_newer_than_easel_is_told_as_that(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    registered = world.commands.of(GLOBAL)
    wish = next(each for each in registered if each["name"] == "imagine")
    other = {**wish, "options": [{"name": "wish", "type": 3, "description": "What"}]}
    old = {"name": "dream", "type": 1, "description": "Gone"}
    world.commands.replace(GLOBAL, [*(each for each in registered if each is not wish), other, old])
    for command, options in (("imagine", {"wish": "a"}), ("dream", {})):
        answer = await ann.slash(command, **options).answer()
        assert (answer.text, answer.ephemeral_to) == (UPDATED, ann.id)
    assert "ERROR" not in bot.log.read_text()


async def test_commands_that_are_gone_at_discord_are_registered_again(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    await bot.restart()
    assert len(world.tape.of("bulk_set_application_commands")) == 1
    world.commands.replace(GLOBAL, [])
    await bot.restart()
    assert len(world.tape.of("bulk_set_application_commands")) == 2


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, first_answer=0.5)])
async def test_suggestions_that_come_too_late_are_one_line_of_the_log(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    world.faults.slow("create_interaction_response", before=1.0)
    with pytest.raises(TimeoutError):
        await ann.autocomplete("imagine", "size", "2")
    await bot.stop()
    [line] = [each for each in bot.log.read_text().splitlines() if "autocomplete" in each]
    assert "INFO" in line
    assert "10062" in line


@pytest.mark.parametrize(("command", "options"), [("imagine", {"prompt": "a"}), ("queue", {}), ("show", {})])
async def test_a_command_in_a_direct_message_is_answered_with_a_sentence(
    world: World, easel, monkeypatch: pytest.MonkeyPatch, command: str, options: dict[str, Any]
) -> None:
    """The commands are for servers alone; a client may send one all the same."""
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    whole = Interactions._payload

    def alone(self: Interactions, *given: Any) -> dict[str, Any]:
        payload = whole(self, *given)
        for name in ("guild", "guild_id", "guild_locale", "member"):
            del payload[name]
        channel = {"id": payload["channel_id"], "type": 1, "last_message_id": None, "recipients": [ann.member.user()]}
        return {**payload, "channel": channel, "user": ann.member.user(), "context": 1}

    monkeypatch.setattr(Interactions, "_payload", alone)
    answer = await ann.slash(command, **options).answer()
    assert answer.text == "I paint in servers only; use this command in a channel of a server."
    assert "ERROR" not in bot.log.read_text()
