import logging
from types import SimpleNamespace
from unittest.mock import AsyncMock

import discord
import pytest
from discord import app_commands

from bot.cogs.answers import asker_of, job_here, require_manager, require_owner, sentence
from bot.cogs.queue import cancel_job
from bot.delivery.retrying import ServerTrouble
from bot.errors import EaselError, LimitReached, NoSuchJob, NotAllowed, Refused
from bot.jobs.job import Outcome
from bot.jobs.orders import settle_params
from generator.wire.errors import InvalidParams
from tests.bot.making import no_hurry, order


def _interaction(user=1, guild=10, channel=None, **allowed):
    permissions = discord.Permissions(**allowed)
    person = SimpleNamespace(id=user)
    return SimpleNamespace(
        user=person, guild_id=guild, channel_id=channel or order().asker.channel_id, permissions=permissions
    )


def test_mistakes_are_answered_with_their_sentence():
    assert sentence(InvalidParams("size must be this.")) == "size must be this."
    assert sentence(EaselError("No.")) == "No."
    assert "as many" in sentence(LimitReached("limit-of-person", count=3))
    command = SimpleNamespace(name="imagine")
    wrapped = app_commands.CommandInvokeError(command, NotAllowed("Not you."))
    assert sentence(wrapped) == "Not you."


@pytest.mark.parametrize(("guild", "channel", "said"), [(None, 7, "in servers only"), (10, None, "kind of channel")])
def test_an_order_from_an_unknown_place_is_refused(guild, channel, said):
    """discord.py leaves out a channel of a kind that it does not know."""
    interaction = SimpleNamespace(guild_id=guild, channel_id=channel, user=SimpleNamespace(id=1), id=5)
    with pytest.raises(Refused, match=said):
        asker_of(interaction)


def test_what_nobody_foresaw_is_logged_and_not_shown(caplog):
    with caplog.at_level(logging.ERROR):
        assert "x = 1" not in sentence(ZeroDivisionError("x = 1"))
    assert "ZeroDivisionError" in caplog.text


def test_discords_trouble_is_no_mistake_of_easels(caplog):
    assert "Discord did not answer" in sentence(ServerTrouble(503))
    assert "ERROR" not in caplog.text


@pytest.mark.parametrize(
    ("user", "allowed", "may"),
    [
        (1, {}, True),
        (1, {"channel": 99}, True),
        (2, {"channel": 99, "manage_messages": True}, False),
        (2, {"channel": 99, "manage_guild": True}, True),
        (2, {}, False),
        (2, {"manage_messages": True}, True),
        (2, {"manage_guild": True}, True),
        (2, {"administrator": False, "send_messages": True}, False),
    ],
)
async def test_a_job_is_its_owners_and_the_moderators(user, allowed, may, queue):
    job = (await queue.enqueue(order(user=1))).job
    if may:
        require_owner(_interaction(user, **allowed), job)
    else:
        with pytest.raises(NotAllowed):
            require_owner(_interaction(user, **allowed), job)


def test_settings_are_for_manage_server():
    require_manager(_interaction(manage_guild=True))
    with pytest.raises(NotAllowed, match="Manage Server"):
        require_manager(_interaction(manage_messages=True))


async def test_a_job_of_another_server_is_not_known(queue):
    job = (await queue.enqueue(order())).job
    assert (await job_here(queue, _interaction(guild=10), job.id, deadline=no_hurry())).id == job.id
    for interaction, job_id in ((_interaction(guild=11), job.id), (_interaction(), "no such id")):
        with pytest.raises(NoSuchJob):
            await job_here(queue, interaction, job_id, deadline=no_hurry())


def test_no_painter_is_said():
    with pytest.raises(EaselError, match="weights"):
        settle_params({"prompt": "x"}, {}, ())


async def test_a_cancel_whose_answer_is_lost_is_told_all_the_same(queue):
    job = (await queue.enqueue(order(user=1))).job
    told = []
    listener = SimpleNamespace(stopped=told.append)
    interaction = _interaction(1)
    interaction.response = SimpleNamespace(
        is_done=lambda: False, send_message=AsyncMock(side_effect=ServerTrouble(502))
    )
    with pytest.raises(ServerTrouble):
        await cancel_job(queue, listener, interaction, job.id, deadline=no_hurry())
    assert [each.outcome for each in told] == [Outcome.CANCELLED]
