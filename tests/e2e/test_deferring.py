"""Discord gives up on a command after three seconds: nothing that may take over one comes before its first answer."""

import dataclasses

import pytest

from playground import World
from tests.conftest import WIDE
from tests.e2e.easel import Easel, child, final
from tests.e2e.test_deadlines import OPTIONS, leaves

LATER = 5  # developers/interactions/receiving-and-responding#interaction-response-object: the answer is edited in
DEFERRED = {"show", "styles show", "logs", "about", "status"}
OF_A_JOB = {"create_message", "update_message", "delete_message", "add_my_message_reaction"}


@pytest.fixture
async def bot(easel) -> Easel:
    bot: Easel = easel(GENERATOR_COMMAND=child("quick.py"))
    await bot.start()
    return bot


async def test_no_command_asks_discord_or_uploads_anything_before_it_answers(world: World, bot: Easel) -> None:
    """Whose the bot is, for one, is asked at its start."""
    owner, _, admin = world.people
    await owner.slash("imagine", prompt="a", seed=1).answer()
    await final(world, owner)
    commands = [name for name, _ in leaves(world)]
    assert set(commands) == set(OPTIONS)
    for name in commands:
        role = {"role": next(iter(world.guild.roles))} if name == "settings role_limit" else {}
        begun = len(world.tape.exchanges)
        person = admin if name.startswith("settings") else owner
        await person.use(name, OPTIONS[name] | role).answer()
        since = [each for each in list(world.tape.exchanges)[begun:] if each.operation not in OF_A_JOB]
        assert since[0].operation == "create_interaction_response", name
        assert since[0].files == (), name
        assert (since[0].request["type"] == LATER) == (name in DEFERRED), name


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, first_answer=2.0)])
async def test_what_uploads_for_longer_than_discord_waits_is_answered_all_the_same(world: World, bot: Easel) -> None:
    ann, *_ = world.people
    await ann.slash("imagine", prompt="a", seed=1).answer()
    await final(world, ann)
    for name in ("show", "styles show", "logs"):
        world.faults.slow("update_original_webhook_message", before=world.config.first_answer + 0.5)
        answer = await ann.use(name, {}).answer()
        assert answer.text or answer.attachments, name
    late, *others = world.tape.of("update_original_webhook_message")  # the last may not be on the tape yet
    assert all(each.seconds > world.config.first_answer for each in (late, *others))
