"""What people in a channel see of the weights."""

import asyncio
import signal

from playground import PATIENCE, World
from playground.guild.messages import Message
from playground.people.person import Person
from tests.e2e.easel import Easel, button, child, final, picture

FETCHES = child("fetches.py")


async def fetched(world: World, person: Person, says: str, **options: str | bool) -> Message:
    """Have a person fetch weights, wait until their card says so, and return it."""
    card = await person.slash("styles fetch", **options).answer()
    await world.changes.until(lambda: says in world.channel.get(card.id).text, what=says)
    return card


async def test_the_owner_fetches_a_style_in_sight_of_the_channel(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    owner, ben, _ = world.people
    card = await fetched(world, owner, "oil is ready.", name="oil")
    assert not card.ephemeral_to
    async with asyncio.timeout(PATIENCE):
        while "a fetched one" not in (shown := await ben.slash("styles show").answer()).text:
            pass  # the painter is renewed at its own pace
    assert shown.ephemeral_to == ben.id
    assert "no sample was painted" in shown.text  # of the toy
    assert len(shown.pictures) == 1
    assert picture(world, shown).startswith(b"\x89PNG")
    await ben.slash("imagine", prompt="a", style="oil").answer()
    assert "oil" in (await final(world, ben)).text


async def test_a_server_cannot_set_what_does_not_fit(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES, MEMORY_LIMIT_MIB="3000").start()
    owner, _, admin = world.people
    await admin.slash("settings size", size="1280x720").answer()  # the toy paints any size
    await fetched(world, owner, "oil is ready.", name="oil")
    async with asyncio.timeout(PATIENCE):
        while "oil" not in [choice["value"] for choice in await admin.autocomplete("settings style", "style")]:
            pass  # the painter is renewed at its own pace
    too_large = "is too large for the painter's 3000 MiB of memory; "
    refused = await admin.slash("settings style", style="oil").answer()
    assert refused.text.startswith(f"1280x720 {too_large}")
    await admin.slash("settings size").answer()
    assert (await admin.slash("settings style", style="oil").answer()).text == "style is now oil in this server."
    refused = await admin.slash("settings size", size="4096x4096").answer()
    assert refused.text.startswith(f"4096x4096 {too_large}")
    fits = refused.text.removeprefix(f"4096x4096 {too_large}").removesuffix(" fits.")
    assert (await admin.slash("settings size", size=fits).answer()).text == f"size is now {fits} in this server."
    [large] = await admin.autocomplete("settings size", "size", "1280")
    assert large == {"name": "1280x720 (too large for this painter)", "value": "1280x720"}
    await owner.slash("imagine", prompt="a").answer()
    assert fits in (await final(world, owner)).text


async def test_only_the_owner_may(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    _, ben, admin = world.people
    for person in (ben, admin):
        refused = await person.slash("styles fetch", name="oil").answer()
        assert refused.ephemeral_to == person.id
        assert "Only the bot's owner" in refused.text


async def test_what_cannot_be_fetched_is_said_in_the_channel(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    owner, *_ = world.people
    card = await fetched(world, owner, "no weights named refused", name="refused")
    assert "was not fetched" in world.channel.get(card.id).text


async def test_names_are_suggested(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    owner, *_ = world.people
    async with asyncio.timeout(PATIENCE):
        while not (choices := await owner.autocomplete("styles fetch", "name")):
            pass  # they are asked for at the first letter
    assert [choice["value"] for choice in choices] == ["oil", "unknown"]  # the toy is there already


async def test_what_is_not_installed_is_offered_to_the_owner_alone(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    owner, ben, _ = world.people
    async with asyncio.timeout(PATIENCE):
        while not await owner.autocomplete("styles fetch", "name"):
            pass  # they are asked for at the first letter
    styles = await owner.autocomplete("imagine", "style")
    assert [choice["value"] for choice in styles] == ["toy", "oil", "unknown"]
    assert styles[0]["name"] == "toy: small weights for simple shapes"
    assert styles[1]["name"] == "oil: paintings (not installed: /styles fetch; up to 1760x1760 fits)"
    assert [choice["value"] for choice in await ben.autocomplete("imagine", "style")] == ["toy"]
    refused = await owner.slash("imagine", prompt="a", style="oil").answer()
    assert "The style oil is not installed yet; fetch it first with /styles fetch." in refused.text
    refused = await ben.slash("imagine", prompt="a", style="oil").answer()
    assert "The style oil is not installed here; ask the bot's owner to fetch it" in refused.text
    assert (await ben.slash("imagine", prompt="a --style oil").answer()).text == refused.text
    refused = await ben.slash("imagine", prompt="a", style="nobody-knows").answer()
    assert "style must be one of: toy" in refused.text


async def test_weights_without_a_published_hash_wait_for_a_yes(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=FETCHES).start()
    owner, *_ = world.people
    refused = await fetched(world, owner, "no hash", name="unknown")
    assert "was not fetched" in world.channel.get(refused.id).text
    await fetched(world, owner, "unknown is ready.", name="unknown", yes=True)


async def test_a_picture_of_a_removed_style_stays_and_says_what_is_missing(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=FETCHES)
    (bot.data / "fetched").mkdir()
    await bot.start()
    ann, *_ = world.people
    await fetched(world, ann, "oil is ready.", name="oil")
    await bot.restart()
    await ann.slash("imagine", prompt="a", style="oil").answer()
    done = await final(world, ann)
    (bot.data / "fetched" / "oil.png").unlink()
    await bot.restart(signal.SIGTERM)
    refused = await ann.click(done, button(done, "Same seed")).answer()
    assert refused.ephemeral_to == ann.id
    assert "The style oil of this picture is no longer installed" in refused.text
    assert picture(world, done).startswith(b"\x89PNG")
    ann.react(done, "🔁")
    await world.channel.wait_for(lambda each: "no longer installed" in each.text and each.ephemeral_to is None)
