"""What strangers make Easel post, and what others notice of it: at Discord's own limits, counted on the tape."""

import asyncio
from collections.abc import Callable

import pytest

from bot.cogs.repaints import COOL_DOWN
from playground import Config, World
from playground.guild.messages import Message
from playground.people.person import Person
from tests.e2e.easel import Easel, Held, button, final, progress

TOGGLES = 100
FULL = {"QUEUE_LIMIT_PER_PERSON": "1", "QUEUE_LIMIT_PER_GUILD": "1"}


@pytest.fixture
def config() -> Config:
    return Config()


@pytest.fixture
def held(painter: Held) -> Held:
    """A painter that holds nothing yet."""
    painter.let_go()
    return painter


@pytest.fixture
def gated(easel: Callable[..., Easel], held: Held) -> Callable[..., Easel]:
    return lambda **settings: easel(GENERATOR_COMMAND=held.command, **settings)


async def painted(world: World, person: Person) -> Message:
    """The person's first picture, once everything about it is posted and tidied up."""
    receipt = await person.slash("imagine", prompt="a", seed=1).answer()
    done = await final(world, person)
    await world.changes.until(lambda: world.channel.get(receipt.id).text.startswith("Painted"), what="the receipt")
    return done


async def begun(world: World, person: Person, held: Held) -> Message:
    """Order a picture that is not finished before it is let go, and return the receipt."""
    held.hold()
    receipt = await person.slash("imagine", prompt="b", seed=2).answer()
    await progress(world)
    return receipt


async def heard(person: Person) -> None:
    """Wait until the bot has heard of everything so far: what happens reaches it in order."""
    await person.slash("about").answered()


def posts(world: World) -> int:
    return len(world.tape.of("create_message"))


def notices(world: World, *people: Person) -> list[Message]:
    return [
        each
        for each in world.channel.messages
        if each.author_id == world.bot.id and not each.pings and any(person.mention in each.text for person in people)
    ]


async def test_a_storm_of_reactions_is_one_message_before_the_picture(world: World, gated, held: Held) -> None:
    """The queue is full, and the role of one of them orders nothing."""
    bot: Easel = gated(**FULL)
    await bot.start()
    ann, ben, admin = world.people
    role = next(role for role in world.guild.roles.values() if role.name == "Admin")
    await admin.slash("settings role_limit", role=role.id, limit=0).answer()
    post = await painted(world, ann)
    await begun(world, ann, held)
    before = posts(world)
    for _ in range(TOGGLES):
        for person in (ben, admin):
            person.react(post, "🔁")
            person.unreact(post, "🔁")
    await heard(ann)
    await world.channel.wait_for(lambda _: notices(world, ben))
    held.let_go()
    done = await final(world, ann, after=post)
    answers = [each.answer.get("id") for each in world.tape.of("create_message")]
    said = world.tape.of("create_message")[before : answers.index(done.id)]
    assert len(said) <= 2  # the second, with what came meanwhile, follows when the first is gone
    assert all(len(each.request["embeds"]) == 1 and not each.request.get("content") for each in said)
    await bot.stop()
    assert notices(world, ben, admin) == []


async def test_a_reaction_that_is_toggled_orders_once_in_a_while(world: World, gated) -> None:
    await gated().start()
    ann, ben, _ = world.people
    post = await painted(world, ann)
    begun = world.config.now()
    for _ in range(TOGGLES):
        ben.react(post, "🔁")
        ben.unreact(post, "🔁")
    await heard(ann)
    assert (await final(world, ben)).pictures
    receipts = [each for each in world.tape.of("create_message") if "In the queue again" in str(each.request)]
    assert 1 <= len(receipts) <= 1 + (world.config.now() - begun) // COOL_DOWN


async def test_a_reaction_to_what_is_no_picture_delays_none(world: World, gated, held: Held) -> None:
    await gated().start()
    ann, ben, _ = world.people
    post = await painted(world, ann)
    receipt = await begun(world, ann, held)
    ben.react(receipt, "🔁")
    ben.react(post, "🔁")
    await heard(ben)
    held.let_go()
    assert (await final(world, ben)).pictures


async def test_orders_that_are_cancelled_at_once_post_nothing(world: World, gated, held: Held) -> None:
    bot: Easel = gated()
    await bot.start()
    ann, ben, _ = world.people
    post = await painted(world, ann)
    await begun(world, ann, held)
    before = posts(world)
    for number in range(20):
        receipt = await ben.slash("imagine", prompt="c", seed=number).answer()
        cancelled = await ben.click(receipt, button(receipt, "Cancel")).answer()
        assert cancelled.ephemeral_to == ben.id
    held.let_go()
    await final(world, ann, after=post)
    assert posts(world) == before + 1


async def test_buttons_that_are_refused_are_answered_in_private(world: World, gated, held: Held) -> None:
    bot: Easel = gated(**FULL)
    await bot.start()
    ann, ben, _ = world.people
    post = await painted(world, ann)
    receipt = await begun(world, ann, held)
    before, shown = posts(world), [each.id for each in world.channel.messages]
    for pressed, label in ((post, "Same seed"), (post, "🎲"), (post, "Delete"), (receipt, "Cancel")):
        answer = await ben.click(pressed, button(pressed, label)).answer()
        assert answer.ephemeral_to == ben.id
    assert posts(world) == before
    assert [each.id for each in world.channel.messages if each.ephemeral_to is None] == shown
    held.let_go()
    await final(world, ann, after=post)


async def test_a_picture_is_shown_to_everybody_once_in_a_while(world: World, gated) -> None:
    await gated().start()
    ann, *_ = world.people
    await painted(world, ann)
    answers = await asyncio.gather(*(ann.slash("show", public=True).answer(30) for _ in range(5)))
    assert sum(each.ephemeral_to is None for each in answers) == 1
    assert {each.text for each in answers if each.ephemeral_to} == {
        "You can show a picture to everybody once every 10 seconds; try again then, or leave out public."
    }
    assert (await ann.slash("show").answer()).pictures
