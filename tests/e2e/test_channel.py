"""What people in a channel see, with a quick child that paints plain pictures."""

import re
import signal

from playground import World
from playground.people.person import Person
from tests.e2e.easel import Easel, button, child, final, finals, picture, progress

QUICK = child("quick.py")


async def _imagine(person: Person, **options: object):
    return await person.slash("imagine", **options).answer()


async def test_a_picture_is_ordered_watched_and_delivered(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, *_ = world.people
    card = await _imagine(ann, prompt="a red circle", seed=7, steps=60)
    for shown in ("a red circle", "128x128", "60", "7", "the style's default", "toy weights"):
        assert shown in card.text
    painting = await progress(world)
    assert painting.id != card.id
    painter.let_go()
    done = await final(world, ann)
    assert done.pings == {ann.id}
    assert done.attachments[0]["description"] == "a red circle"
    assert done.attachments[0]["filename"].endswith(".png")
    await world.channel.wait_for(lambda each: each.id == done.id and world.bot.id in each.reactions.get("🔁", ()))
    await world.changes.until(lambda: painting.id not in [m.id for m in world.channel.messages], what="tidying up")
    await world.changes.until(lambda: world.channel.get(card.id).text.startswith("Painted"), what="the card's end")


async def test_nothing_that_is_typed_pings_links_or_formats(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, ben, _ = world.people
    await _imagine(ann, prompt=f"@everyone {ben.mention} [x](http://example.com) ||**spoiler**|| `code`")
    done = await final(world, ann)
    assert done.pings == {ann.id}
    everything = [each for each in world.channel.messages if each.author_id == world.bot.id]
    assert all(each.pings <= {ann.id} for each in everything)
    for each in everything:
        for active in ("@everyone", f"<@{ben.id}", "[x]", "://", "**", "||", "`code"):
            assert not re.search(rf"(?<!\\){re.escape(active)}", each.text), each.text
    for exchange in world.tape.exchanges:
        if exchange.operation in ("create_message", "update_message"):
            assert exchange.request["allowed_mentions"].get("parse") == [], exchange.request


async def test_two_people_take_turns(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, ben, _ = world.people
    for seed in (1, 2, 3):
        await _imagine(ann, prompt="a", seed=seed)
    await _imagine(ben, prompt="b", seed=4)
    painter.let_go()
    await world.changes.until(lambda: len(finals(world, ann)) == 3 and finals(world, ben), what="all four")
    order = [seed for each in world.channel.messages if each.pings for seed in "1234" if f"seed {seed}" in each.text]
    assert order == ["1", "4", "2", "3"]


async def test_a_queued_and_a_running_job_are_cancelled(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, ben, _ = world.people
    running = await _imagine(ann, prompt="long", steps=2000)
    queued = await _imagine(ann, prompt="waiting", steps=2000)
    await progress(world)
    other = await ben.click(queued, button(queued, "Cancel")).answer()
    assert other.ephemeral_to == ben.id
    for card in (queued, running):
        await ann.click(card, button(card, "Cancel")).answered()
        await world.changes.until(lambda: "Cancelled" in world.channel.get(card.id).text, what="its end")  # noqa: B023
    painter.let_go()
    await _imagine(ann, prompt="short", seed=1)
    assert "seed 1" in (await final(world, ann)).text
    assert len(finals(world, ann)) == 1


async def test_the_same_seed_by_reaction_and_by_button_also_after_a_restart(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, ben, _ = world.people
    await _imagine(ann, prompt="a", seed=5)
    first = await final(world, ann)
    await bot.restart()
    ben.react(first, "🔁")
    second = await final(world, ben)
    assert "identical, byte for byte" in second.text
    assert picture(world, first) == picture(world, second)
    answer = await ann.click(first, button(first, "Same seed")).answer()
    assert "will be the same" in answer.text
    assert answer.button("🎲")
    third = await final(world, ann, after=second)
    assert picture(world, first) == picture(world, third)
    await ann.click(first, button(first, "🎲")).answer()
    fourth = await final(world, ann, after=third)
    assert picture(world, first) != picture(world, fourth)


async def test_who_deletes_a_copy_deletes_the_picture(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, *_ = world.people
    await _imagine(ann, prompt="a")
    done = await final(world, ann)
    copy = await ann.slash("show").answer()
    ann.click(copy, button(copy, "Delete"))
    await world.changes.until(lambda: done.id not in [m.id for m in world.channel.messages], what="the deletion")
    assert not list(bot.data.glob("images/*"))


async def test_only_its_owner_deletes_a_picture(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, ben, _ = world.people
    await _imagine(ann, prompt="a")
    done = await final(world, ann)
    refused = await ben.click(done, button(done, "Delete")).answer()
    assert refused.ephemeral_to == ben.id
    assert list(bot.data.glob("images/*.png"))
    ann.click(done, button(done, "Delete"))
    await world.changes.until(lambda: done.id not in [m.id for m in world.channel.messages], what="the deletion")
    assert not list(bot.data.glob("images/*"))  # the file goes first


async def test_an_admins_default_is_seen_by_the_next_job_and_refused_to_others(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=QUICK)
    await bot.start()
    ann, _, admin = world.people
    refused = await ann.slash("settings size", size="256x128").answer()
    assert refused.ephemeral_to == ann.id
    assert "Manage Server" in refused.text
    await admin.slash("settings size", size="256x128").answer()
    card = await _imagine(ann, prompt="a")
    assert "256x128" in card.text
    assert "this server's settings" in card.text
    await bot.restart()
    card = await _imagine(ann, prompt="b")
    assert "256x128" in card.text
    shown = await ann.slash("settings show").answer()
    assert "256x128" in shown.text


async def test_a_wrong_size_is_a_sentence_for_that_person(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    refused = await _imagine(ann, prompt="a", size="9")
    assert refused.ephemeral_to == ann.id
    assert "300x300" in refused.text


async def test_queue_about_and_cancel_answer(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, ben, _ = world.people
    await _imagine(ann, prompt="long", steps=2000)
    await _imagine(ben, prompt="next", steps=2000)
    await progress(world)
    shown = await ann.slash("queue").answer()
    assert "long" in shown.text
    assert "next" in shown.text
    about = await ann.slash("about").answer()
    assert "a child of the tests" in about.text
    choices = await ann.autocomplete("cancel", "job")
    assert len(choices) == 1
    await ann.slash("cancel", job=choices[0]["value"]).answered()
    choices = await ben.autocomplete("cancel", "job")
    await ben.slash("cancel", job=choices[0]["value"]).answered()
    await world.changes.until(
        lambda: sum(each.text.startswith("Cancelled") for each in world.channel.messages) == 2, what="both ends"
    )


async def test_a_killed_bot_loses_nothing(world: World, easel, painter) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=painter.command)
    await bot.start()
    ann, ben, _ = world.people
    await _imagine(ann, prompt="a", seed=1, steps=60)
    await _imagine(ben, prompt="b", seed=2)
    await _imagine(ann, prompt="c", seed=3)
    await progress(world)
    painter.let_go()
    await bot.restart(signal.SIGKILL)
    await world.changes.until(lambda: len(finals(world, ann)) == 2 and finals(world, ben), what="all three")
    order = [seed for each in world.channel.messages if each.pings for seed in "123" if f"seed {seed}" in each.text]
    assert order == ["1", "2", "3"]


async def test_discords_troubles_lose_nothing(world: World, easel, painter) -> None:
    await easel(GENERATOR_COMMAND=painter.command).start()
    ann, *_ = world.people
    world.faults.fail("create_message", 503)
    world.faults.reset("create_message", applied=True)
    world.faults.rate_limit("update_message", 0.2)
    await _imagine(ann, prompt="a", seed=1, steps=60)
    await progress(world)
    world.faults.drop_socket()
    painter.let_go()
    await final(world, ann)
    await _imagine(ann, prompt="b", seed=2)
    await world.changes.until(lambda: len(finals(world, ann)) == 2, what="both")
    assert [("seed 1" in each.text, "seed 2" in each.text) for each in finals(world, ann)] == [
        (True, False),
        (False, True),
    ]
