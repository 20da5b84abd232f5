"""Places where the bot may not post: refused beforehand, and told where it is found out too late."""

import pytest

from playground import World
from playground.guild.channels import ChannelKind
from playground.guild.permissions import Permission
from playground.wire import answer
from tests.e2e.easel import Easel, child, final

QUICK = child("quick.py")


def _at_work(world: World) -> bool:
    return any(each.text.startswith("Painting") and "step" in each.text for each in world.channel.messages)


async def test_a_private_thread_without_the_bot_is_refused_with_what_to_do(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    thread = world.add_thread(world.channel, "secrets", ann.member, private=True)
    refused = await ann.slash("imagine", channel=thread, prompt="a").answer()
    assert refused.ephemeral_to == ann.id
    assert refused.text == (
        "I am not in this private thread, so I could not post the picture here; "
        f"mention me (@{world.bot.user()['username']}) to add me, then try again."
    )
    world.rooms.join(thread, world.bot)
    await ann.slash("imagine", channel=thread, prompt="a").answer()
    await thread.wait_for(lambda each: ann.id in each.pings and each.pictures)
    world.rooms.leave(thread, world.bot)
    refused = await ann.slash("imagine", channel=thread, prompt="a").answer()
    assert "mention me" in refused.text
    assert all(each.status == 200 for each in world.tape.of("create_message"))


async def test_the_chat_of_a_voice_channel_needs_connect(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    voice = world.create_channel("talk", ChannelKind.VOICE)
    world.faults.deny(voice, Permission.CONNECT)
    refused = await ann.slash("imagine", channel=voice, prompt="a").answer()
    assert refused.text == "I cannot post pictures in this channel; an admin must allow me: Connect."
    world.faults.deny(voice, Permission(0))
    await ann.slash("imagine", channel=voice, prompt="a").answer()
    await voice.wait_for(lambda each: ann.id in each.pings and each.pictures)


@pytest.mark.parametrize("restarted", [False, True])
async def test_access_that_goes_while_a_picture_is_painted_is_told_and_the_picture_comes(
    restarted: bool, world: World, easel, painter
) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=painter.command)
    await bot.start()
    ann, *_ = world.people
    receipt = await ann.slash("imagine", prompt="a", seed=1, steps=40).answer()
    await world.changes.until(lambda: _at_work(world), what="the first step")
    world.faults.deny(world.channel, Permission.VIEW_CHANNEL)
    painter.let_go()

    def told() -> bool:
        return "I may not post it in this channel" in world.channel.get(receipt.id).text

    await world.changes.until(told, what="the receipt to say that the picture waits")
    if restarted:
        await bot.stop()
    world.faults.deny(world.channel, Permission(0))
    if restarted:
        await bot.start()
    sent = await final(world, ann)
    assert sent.pictures
    await world.changes.until(lambda: sent.id in world.channel.get(receipt.id).text, what="the receipt to lead to it")
    await world.changes.until(lambda: not _at_work(world), what="the progress to go")


async def test_what_only_an_interaction_reaches_is_told_by_it(world: World, easel) -> None:
    """As in a place that the bot turns out not to see, whatever Discord said of it."""

    async def refuse(_request, _handler):
        return answer({"message": "Missing Access", "code": 50001}, 403)

    await easel(GENERATOR_COMMAND=QUICK).start()
    ann, *_ = world.people
    for operation in ("create_message", "update_message", "delete_message", "list_messages", "get_message"):
        world.faults.wrap(operation, refuse, times=1000)
    receipt = await ann.slash("imagine", prompt="a", seed=1).answer()
    await world.changes.until(
        lambda: "I may not post it in this channel" in world.channel.get(receipt.id).text, what="the receipt to tell"
    )
    assert world.channel.get(receipt.id).text.startswith("Painted")
    shown = await ann.slash("show").answer()
    assert shown.pictures
