"""A scenario with a bit of everything, checked against Discord's contracts."""

import discord
import pytest

from playground import World
from playground.guild.cdn import File
from playground.guild.permissions import Permission
from tests.playground.client import PaintBot, embed, picture, png
from tests.playground.contract.check import violations


async def test_the_wire_is_discords(world: World, bot: PaintBot) -> None:
    ann, ben, mia = world.people
    card = await ann.slash("imagine", prompt="a red circle", size="large").answer()
    final = await world.channel.wait_for(lambda message: message.reactions.get("🔁"))
    ben.react(final, "🔁")
    await world.channel.wait_for(lambda message: "wants it again" in message.content)
    ben.unreact(final, "🔁")
    await ann.autocomplete("imagine", "style", "i")
    await ann.click(card, "again").answer()
    await ann.click(card, "later").answered()
    await world.channel.wait_for(lambda message: message.content == "Later it is.")
    await ann.click(card, "style", ["oil"]).answer()
    await ann.submit_modal(await opened(ann.click(card, "change")), words="hello").answer()
    await ann.submit_modal(await opened(ben.slash("form")), words="hello").answer()
    await ann.click(card, "cancel").answered()
    await mia.slash("settings size", value="300x300").answer()
    await mia.slash("look", file=File("cat.png", png()), person=ben).answer()
    await ann.slash("think").answer()
    await world.channel.wait_for(lambda message: message.content == "And again.")
    await by_hand(world, bot)
    lines = violations(world.tape)
    assert lines == [], "\n".join(dict.fromkeys(lines))


async def opened(ask):
    await ask.modal()
    return ask


async def by_hand(world: World, bot: PaintBot) -> None:
    """Use the routes that the commands do not."""
    room = bot.room(world.channel.id)
    sent = await room.send("One", file=picture("a.png"), nonce="n-1")
    answer = await room.send("Two", reference=sent, embed=embed("in it", "b.png"), file=picture("b.png"))
    async with room.typing():
        await answer.edit(content=f"<@{world.people[0].id}>")
    await room.fetch_message(answer.id)
    assert [message.id async for message in room.history(limit=1)] == [answer.id]
    await answer.add_reaction("🎲")
    await answer.remove_reaction("🎲", bot.user)
    await sent.delete()
    channel = await bot.fetch_channel(room.id)
    guild = await bot.fetch_guild(channel.guild.id, with_counts=False)
    await guild.fetch_member(bot.user.id)
    await bot.fetch_user(int(world.people[0].id))
    await bot.application_info()
    await bot.tree.fetch_commands()
    await bot.tree.sync(guild=guild)
    await bot.tree.fetch_commands(guild=guild)
    world.people[0].say("Hello")
    world.channel.deny(world.bot.id, Permission.SEND_MESSAGES)
    for refused in (room.send("No"), room.fetch_message(1), bot.fetch_channel(1)):
        with pytest.raises(discord.HTTPException) as error:
            await refused
        assert error.value.code in (50013, 10008, 10003)
