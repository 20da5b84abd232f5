"""After a picture is deleted, nothing that Easel keeps or shows holds its prompt."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from playground import World
from playground.people.person import Person
from playground.wire import answer
from tests.e2e.easel import Easel, button, child, final
from tests.waiting import eventually

QUICK = child("quick.py")
PROMPT = "a zebrafinch"
LINK = "discord.com/channels"


def keeping(bot: Easel) -> list[Path]:
    """The files below the data folder in which the prompt can be read; the row it was in may be overwritten."""
    return [file for file in bot.data.rglob("*") if file.is_file() and b"zebrafinch" in file.read_bytes()]


def _ids(world: World) -> list[str]:
    return [each.id for each in world.channel.messages]


def _whispers(world: World, person: Person) -> str:
    return "".join(each.text for each in world.channel.messages_for(person.id) if each.ephemeral_to == person.id)


@pytest.mark.parametrize("copy", [False, True])
@pytest.mark.parametrize("restarts", [False, True])
async def test_a_deleted_picture_leaves_no_link_and_no_prompt(world: World, easel, copy: bool, restarts: bool) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    receipt = await ann.slash("imagine", prompt=PROMPT, seed=1).answer()
    done = await final(world, ann)
    await world.changes.until(lambda: LINK in world.channel.get(receipt.id).text, what="the link")
    assert keeping(bot)
    if restarts:
        await bot.restart()
    pressed = await ann.slash("show").answer() if copy else done
    ann.click(pressed, button(pressed, "Delete"))
    deleted = await world.channel.wait_for(lambda each: each.id == receipt.id and each.text.startswith("Deleted"))
    assert "zebrafinch" not in deleted.text
    assert LINK not in deleted.text
    assert _ids(world) == [receipt.id]
    assert "no picture here yet" in (await ann.slash("show").answer()).text
    await bot.stop()
    assert keeping(bot) == []


async def test_a_press_that_discord_no_longer_knows_deletes_the_file_all_the_same(world: World, easel) -> None:
    async def refuse(_request, _handler):
        return answer({"message": "Unknown interaction", "code": 10062}, 404)

    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    await ann.slash("imagine", prompt=PROMPT, seed=1).answer()
    done = await final(world, ann)
    assert list((bot.data / "images").iterdir())
    world.faults.wrap("create_interaction_response", refuse)
    ann.click(done, button(done, "Delete"))
    await eventually(lambda: not list((bot.data / "images").iterdir()))
    await world.changes.until(lambda: done.id not in _ids(world), what="the message to go")


async def test_a_message_that_may_not_be_deleted_is_not_called_deleted(world: World, easel) -> None:
    async def refuse(_request, _handler):
        return answer({"message": "Missing Access", "code": 50001}, 403)

    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    receipt = await ann.slash("imagine", prompt=PROMPT, seed=1).answer()
    done = await final(world, ann)
    await world.changes.until(lambda: LINK in world.channel.get(receipt.id).text, what="the link")
    copy = await ann.slash("show").answer()
    world.faults.wrap("delete_message", refuse, times=1000)
    ann.click(copy, button(copy, "Delete"))
    told = await world.channel.wait_for(lambda each: each.id == receipt.id and "Press Delete under it" in each.text)
    assert told.text.startswith("Deleted, but still posted")
    assert done.id in told.text
    assert "zebrafinch" not in told.text
    await world.changes.until(lambda: "Press Delete under it" in _whispers(world, ann), what="the person to be told")
    ann.click(done, button(done, "Delete"))
    await world.channel.wait_for(lambda each: each.id == receipt.id and "prompt were deleted" in each.text)
    assert _ids(world) == [receipt.id]


async def test_pictures_deleted_by_an_older_easel_lose_their_prompts_at_the_next_start(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    await ann.slash("imagine", prompt=PROMPT, seed=1).answer()
    await final(world, ann)
    await ann.slash("imagine", prompt="kept", seed=1).answer()
    await final(world, ann)
    await bot.stop()
    with contextlib.closing(sqlite3.connect(bot.data / "easel.sqlite3")) as old:
        old.executescript(
            "UPDATE jobs SET image = NULL WHERE sequence = 1;"
            "DROP INDEX jobs_refused; ALTER TABLE jobs DROP COLUMN refused_at;"
            "ALTER TABLE jobs DROP COLUMN closed_card_message_id; PRAGMA user_version = 10;"
        )
    await bot.start()
    await bot.stop()
    with contextlib.closing(sqlite3.connect(bot.data / "easel.sqlite3")) as new:
        kept = new.execute("SELECT params ->> 'prompt' FROM jobs ORDER BY sequence").fetchall()
    assert kept == [("-",), ("kept",)]
