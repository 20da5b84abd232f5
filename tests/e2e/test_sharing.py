"""What people see who share one painter: slices, times, limits, and its owner's commands."""

import asyncio
import signal

from playground import World
from playground.guild.messages import Message
from playground.guild.permissions import Permission
from tests.e2e.easel import Easel, Held, button, child, final, picture, progress
from tests.ending import Ending


async def test_a_long_picture_makes_room_and_goes_on_to_the_same_bytes(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command, TIME_SLICE="1").start()
    ann, ben, _ = world.people
    options = {"prompt": "long", "seed": 7, "steps": 60}
    await ann.slash("imagine", **options).answer()
    painting = await progress(world)
    await ben.slash("imagine", prompt="short", steps=2).answer()
    await world.changes.until(lambda: "paused while others" in world.channel.get(painting.id).text, what="the pause")
    shown = await ben.slash("queue").answer()
    assert "paused at step" in shown.text
    painter.let_go()
    sliced = await final(world, ann)
    assert (await final(world, ben)).pictures
    await ann.slash("imagine", **options).answer()
    alone = await final(world, ann, after=sliced)
    assert picture(world, sliced) == picture(world, alone)
    painter.hold()
    await ann.slash("imagine", prompt="long", steps=200).answer()
    await progress(world)
    assert "left" in (await ben.slash("queue").answer()).text


async def test_a_flood_is_answered_in_one_sentence_for_that_person_alone(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command, QUEUE_LIMIT_PER_PERSON="2").start()
    ann, _, admin = world.people
    answers = await asyncio.gather(*(ann.slash("imagine", prompt="a", steps=200).answer() for _ in range(12)))
    refused = [answer for answer in answers if answer.ephemeral_to == ann.id]
    assert len(refused) == 10
    assert {answer.text.count(".") for answer in refused} == {1}
    role = next(role for role in world.guild.roles.values() if role.name == "Admin")
    assert "Manage Server" in (await ann.slash("settings role_limit", role=role.id, limit=3).answer()).text
    await admin.slash("settings role_limit", role=role.id, limit=1).answer()
    assert "may have 1 picture waiting" in (await admin.slash("settings show").answer()).text
    answers = [await admin.slash("imagine", prompt="a", steps=200).answer() for _ in range(2)]
    assert [answer.ephemeral_to for answer in answers] == [None, admin.id]


async def test_who_leaves_or_may_order_no_more_keeps_what_was_accepted(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, _, admin = world.people
    await ann.slash("imagine", prompt="a", steps=30).answer()
    await admin.slash("imagine", prompt="a", steps=30).answer()
    await progress(world)
    del world.guild.members[ann.id]
    role = next(role for role in world.guild.roles.values() if role.name == "Admin")
    await admin.slash("settings role_limit", role=role.id, limit=0).answer()
    assert "may not order pictures" in (await admin.slash("imagine", prompt="a").answer()).text
    painter.let_go()
    assert (await final(world, admin)).pictures
    assert any(ann.mention in each.text and each.pictures for each in world.channel.messages)


async def under_way(world: World, easel, painter: Held, steps: int) -> Easel:
    """Start a bot, order a picture, and return once that is being painted."""
    bot: Easel = easel(GENERATOR_COMMAND=painter.command)
    await bot.start()
    await world.people[0].slash("imagine", prompt="a", steps=steps).answer()
    await progress(world)
    return bot


async def test_a_picture_that_is_being_painted_is_saved_at_the_end_and_goes_on(world: World, easel, painter) -> None:
    ann, bot = world.people[0], await under_way(world, easel, painter, steps=60)
    assert await bot.stop() == 0
    [state] = bot.data.glob("jobs/*/checkpoint.json")
    assert not list(bot.data.glob("images/*.png"))
    saved = state.read_text()
    painter.let_go()
    await bot.start()
    assert saved
    assert (await final(world, ann)).pictures
    assert not list(bot.data.glob("jobs/*"))


async def test_its_owner_reads_the_painters_log_and_lets_the_queue_go_on(world: World, easel, folder) -> None:
    lives = folder / "lives"
    lives.write_text("x" * 5)
    await easel(GENERATOR_COMMAND=child("dies_mid_job.py", str(lives))).start()
    owner, ben, _ = world.people
    for person in (owner, ben, world.people[2]):
        await person.slash("imagine", prompt="a").answer()
    await world.changes.until(lambda: "in a row" in " ".join(m.text for m in world.channel.messages), what="the halt")
    assert "in a row" in (await ben.slash("queue").answer()).text
    for command in ("logs", "resume"):
        assert "Only the bot's owner" in (await ben.slash(command).answer()).text
    shown = await owner.slash("logs").answer()
    assert shown.ephemeral_to == owner.id
    assert "last words" in world.cdn.open(shown.attachments[0]["url"]).data.decode()
    assert "running again" in (await owner.slash("resume").answer()).text
    await final(world, world.people[2])


async def test_a_killed_bot_leaves_no_generator_behind(world: World, easel, painter) -> None:
    bot = await under_way(world, easel, painter, steps=400)
    gone = Ending(*bot.generators())
    assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
    await asyncio.to_thread(gone.wait)


async def test_prompts_of_channels_that_one_does_not_see_are_nobodys_business(world: World, easel, painter) -> None:
    ann, ben, admin = world.people
    hidden = world.add_channel("private")
    hidden.deny(ben.id, Permission.VIEW_CHANNEL)
    await easel(GENERATOR_COMMAND=painter.command).start()
    await ann.slash("imagine", hidden, prompt="a private surprise", steps=2000).answer()
    await hidden.wait_for(lambda each: "step" in each.text)
    await ann.slash("imagine", prompt="an open secret", steps=2000).answer()
    await ben.slash("imagine", prompt="my own", steps=2000).answer()
    shown = (await ben.slash("queue").answer()).text
    assert "somebody's picture" in shown
    assert "an open secret" in shown
    assert "my own" in shown
    assert "surprise" not in shown
    assert "a private surprise" in (await admin.slash("queue").answer()).text
    assert [each["name"] for each in await ben.autocomplete("cancel", "job")] == ["my own"]
    assert "surprise" not in (await ben.slash("status").answer()).text


async def test_a_receipt_follows_its_place(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, ben, admin = world.people
    await ann.slash("imagine", prompt="first", steps=5000).answer()
    await progress(world)
    second = await ben.slash("imagine", prompt="second", steps=5000).answer()
    third = await admin.slash("imagine", prompt="third", steps=5000).answer()
    assert "next, after the picture that is being painted" in second.text
    assert "number 2" in third.text
    assert "VQGAN-CLIP" in third.text
    await ann.click(await _receipt(world, "first"), button(await _receipt(world, "first"), "Cancel")).answered()

    def says(receipt: Message, words: str) -> bool:
        return words in world.channel.get(receipt.id).text

    await world.changes.until(lambda: says(second, "being painted"), what="the second to be painted")
    await world.changes.until(lambda: says(third, "next, after the picture that is being painted"), what="its turn")


async def _receipt(world: World, prompt: str) -> Message:
    return await world.channel.wait_for(lambda each: prompt in each.text and each.button("Cancel"))
