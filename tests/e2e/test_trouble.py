"""What people see of Discord's troubles: no access, answers that are lost, pictures that cannot be posted."""

import dataclasses

import pytest

from playground import World
from playground.guild.permissions import Permission
from tests.e2e.conftest import WIDE
from tests.e2e.easel import Easel, child, final, finals, picture, progress

QUICK = child("quick.py")
SLOW = child("quick.py", "--step-seconds", "0.05")


async def test_who_could_not_be_served_is_told_before_anything_is_painted(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    thread = world.add_thread(world.channel, "sketches")
    named = {
        Permission.SEND_MESSAGES: "Send Messages",
        Permission.EMBED_LINKS: "Embed Links",
        Permission.ATTACH_FILES: "Attach Files",
        Permission.READ_MESSAGE_HISTORY: "Read Message History",
    }
    for denied, name in named.items():
        world.faults.deny(world.channel, denied)
        refused = await ann.slash("imagine", prompt="a").answer()
        assert refused.ephemeral_to == ann.id
        assert refused.text == f"I cannot post pictures in this channel; an admin must allow me: {name}."
    world.faults.deny(world.channel, Permission.SEND_MESSAGES_IN_THREADS)
    refused = await ann.slash("imagine", channel=thread, prompt="a").answer()
    assert "Send Messages In Threads" in refused.text
    world.faults.deny(world.channel, Permission(0))
    world.faults.limit_uploads(1024)
    refused = await ann.slash("imagine", prompt="a").answer()
    assert refused.text == "Files here may be at most 1.0 KiB, and no picture is that small."
    assert not world.tape.of("create_message")
    world.faults.limit_uploads(2**20)
    await ann.slash("imagine", channel=thread, prompt="a").answer()
    await thread.wait_for(lambda each: ann.id in each.pings and each.pictures)


async def test_a_picture_whose_channel_went_is_fetched_by_its_owner(world: World, easel, painter) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=painter.command)
    await bot.start()
    painter.let_go()
    ann, ben, _ = world.people
    gone = world.add_channel("short-lived")
    await ann.slash("imagine", prompt="old", seed=1, steps=2).answer()
    await final(world, ann)
    painter.hold()
    await ann.slash("imagine", channel=gone, prompt="lost", seed=2, steps=40).answer()
    await gone.wait_for(lambda each: "step" in each.text)
    world.faults.delete_channel(gone)
    painter.let_go()
    await ann.slash("imagine", prompt="next", seed=3, steps=2).answer()
    await world.changes.until(lambda: len(finals(world, ann)) == 2, what="the next picture")

    refused = await ben.slash("show").answer()
    assert refused.text == "You have no picture here yet."
    shown = await ann.slash("show").answer()
    assert shown.ephemeral_to == ann.id
    assert "lost" in shown.text
    assert picture(world, shown).startswith(b"\x89PNG")
    await bot.restart()
    shown = await ann.slash("show", public=True).answer()
    assert "next" in shown.text  # the lost one is not lost any more
    assert shown.ephemeral_to is None
    choices = await ann.autocomplete("show", "picture", "ol")
    assert [choice["name"] for choice in choices] == ["old"]
    world.faults.limit_uploads(200)
    shown = await ann.slash("show", picture=choices[0]["value"]).answer()
    assert "a smaller file" in shown.text or "no file" in shown.text
    refused = await ben.slash("show", picture=choices[0]["value"]).answer()
    assert "no longer known here" in refused.text
    assert sum(each.status in (401, 403, 429) for each in world.tape.exchanges) == 0


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, first_answer=0.5)])
async def test_an_answer_that_comes_too_late_becomes_a_message(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    world.faults.slow("create_interaction_response", before=1.0)
    ann.slash("imagine", prompt="a", seed=1)
    card = await world.channel.wait_for(lambda each: "place in the queue" in each.text)
    assert "interaction_metadata" not in card.payload
    await final(world, ann)


@pytest.mark.parametrize("trouble", ["lost", "502", "twice"])
async def test_an_interaction_is_one_job_with_one_receipt(world: World, easel, trouble: str) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    if trouble == "lost":
        world.faults.reset("create_interaction_response", applied=True)
    elif trouble == "502":
        world.faults.fail("create_interaction_response", 502, applied=True)
    card = await ann.slash("imagine", prompt="a", seed=1).answer()
    if trouble == "twice":
        world.faults.repeat_event("INTERACTION_CREATE")
    await final(world, ann)
    await world.changes.until(lambda: world.channel.get(card.id).text.startswith("Painted"), what="the receipt's end")
    await ann.slash("imagine", prompt="b", seed=2).answer()
    await world.changes.until(lambda: len(finals(world, ann)) == 2, what="the next picture")
    assert ["seed 1" in each.text for each in finals(world, ann)] == [True, False]
    receipts = [each for each in world.channel.messages if each.text.startswith(("Painted", "In the queue"))]
    assert len(receipts) == 2


@pytest.mark.parametrize("config", [dataclasses.replace(WIDE, interaction_life=1.0)])
async def test_a_painting_that_outlives_its_interaction_needs_no_token(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=SLOW).start()
    ann, *_ = world.people
    card = await ann.slash("imagine", prompt="a", seed=1, steps=60).answer()
    await final(world, ann)
    await world.changes.until(lambda: world.channel.get(card.id).text.startswith("Painted"), what="the receipt's end")
    assert not [each for each in world.tape.exchanges if "/webhooks/" in each.path]


async def test_an_outage_in_the_middle_of_a_painting(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, *_ = world.people
    await ann.slash("imagine", prompt="a", seed=1, steps=40).answer()
    await progress(world)
    world.faults.outage(4)
    painter.let_go()
    await final(world, ann)
    await world.bot_online()
    await ann.slash("imagine", prompt="b", seed=2, steps=2).answer()
    await world.changes.until(lambda: len(finals(world, ann)) == 2, what="the next picture")
    assert all(each.pictures for each in finals(world, ann))


@pytest.mark.parametrize("code", [4004, 4014])
async def test_a_connection_that_is_ended_for_good_ends_the_bot_with_78(world: World, easel, code: int) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    await world.faults.close_socket(code)
    assert await bot.ended() == 78
    assert "Traceback" not in bot.log.read_text()


async def test_a_first_connection_that_is_refused_is_made_all_the_same(world: World, easel) -> None:
    world.faults.refuse_sockets(2)  # aiohttp itself tries a GET twice
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    assert "the gateway cannot be reached" in bot.log.read_text()
