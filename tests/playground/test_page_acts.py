"""The page's API: channels, threads, files, roles and commands of other kinds, with a stock discord.py behind it."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground import World
from playground.guild.channels import ChannelKind
from playground.guild.permissions import Overwrite, Permission
from tests.playground.client import PaintBot, png
from tests.playground.conftest import connected, with_numbers
from tests.playground.desk import DeskBot
from tests.playground.test_web import Browser, browser, events

__all__ = ["browser"]


@pytest.fixture
async def bot(world: World, socket: Path) -> AsyncIterator[PaintBot]:
    async with connected(world, socket, DeskBot) as client:
        yield client
        assert client.errors == []


def packed(name: str, data: bytes) -> dict[str, str]:
    return {"file": name, "data": base64.b64encode(data).decode()}


async def test_a_person_sees_their_channels_and_one_of_them_at_a_time(world: World, browser: Browser) -> None:
    ann, ben, _ = world.people
    hidden = world.create_channel("hidden", overwrites={world.guild.id: Overwrite(deny=Permission.VIEW_CHANNEL)})
    thread = ann.create_thread(world.channel, "sketches", "Hello", private=True)
    ann.say("for all")
    seen = await browser.state(ann.id)
    assert [each["name"] for each in seen["channels"]] == ["paintings", "sketches", "Easel"]
    assert [each["name"] for each in (await browser.state(ben.id))["channels"]] == ["paintings", "Easel"]
    assert [each["owner"] for each in seen["people"]] == [True, False, False]
    inside = await browser.state(ann.id, thread.id)
    assert (inside["channel"], [each["content"] for each in inside["messages"]]) == (thread.id, ["Hello"])
    for person, channel in ((ben, thread.id), (ann, hidden.id), (ben, ann.dm.id), (ann, "1")):
        outside = await browser.state(person.id, channel)
        assert (outside["channel"], len(outside["messages"])) == (world.channel.id, 1)


async def test_events_are_those_of_one_channel_and_news_of_others(world: World, browser: Browser) -> None:
    ann, ben, _ = world.people
    thread = ann.create_thread(world.channel, "sketches", private=True)
    async with events(browser, ann.id, thread.id) as hers, events(browser, ben.id) as his:
        ann.say("in the thread", channel=thread)
        ben.say("outside")
        assert (await hers.message(lambda _: True))["content"] == "in the thread"
        assert (await hers.event("elsewhere"))["channel"] == world.channel.id
        assert (await his.message(lambda _: True))["content"] == "outside"
        role = world.create_role("painters")
        assert role.id in [each["id"] for each in (await his.event("guild"))["roles"]]


async def test_a_thread_is_opened_and_spoken_in(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, _, _ = world.people
    opened = await browser.act(ann.id, "thread", name=" ours ", private=True)
    thread = world.guild.channel(opened["channel"])
    assert (thread.name, thread.kind) == ("ours", ChannelKind.PRIVATE_THREAD)
    await browser.act(ann.id, "say", channel=thread.id, content=f"come in, <@{world.bot.id}>")
    assert world.bot.id in thread.joined
    await browser.act(ann.id, "slash", channel=thread.id, command="here", options={})
    await thread.wait_for(lambda message: message.content == f"In {world.guild.id}")
    forum = world.create_channel("ideas", ChannelKind.FORUM)
    post = await browser.act(ann.id, "thread", channel=forum.id, name="Foxes", content="Paint foxes!")
    assert world.guild.channel(post["channel"]).messages[0].content == "Paint foxes!"
    voice = world.create_channel("studio", ChannelKind.VOICE)
    for act, sentence in (
        ({"do": "thread", "name": " "}, "A name has 1 to 100 characters."),
        ({"do": "thread", "name": "x", "channel": voice.id}, "There are no threads in this channel."),
        ({"do": "thread", "name": "x", "channel": forum.id}, "A post in a forum needs a first message."),
        ({"do": "say", "content": "x", "channel": forum.id}, "A forum has only posts: open one with a title."),
        ({"do": "say", "content": "x", "channel": "1"}, "Unknown Channel"),
        ({"do": "say", "content": " "}, "Cannot send an empty message"),
    ):
        assert await browser.act(ann.id, **act) == {"error": sentence}


async def test_a_command_in_a_dm_gets_a_file(world: World, bot: PaintBot, browser: Browser) -> None:
    ann = world.people[0]
    commands = {each["name"] for each in (await browser.state(ann.id, ann.dm.id))["commands"]}
    assert "alone" in commands and "here" not in commands
    options = {"file": packed("fox.png", png())}
    await browser.act(ann.id, "slash", channel=ann.dm.id, command="alone", options=options)
    await ann.dm.wait_for(lambda message: message.content == f"True None True {len(png())}")
    broken = {"file": {"file": "fox.png", "data": "?"}}
    answer = await browser.act(ann.id, "slash", channel=ann.dm.id, command="alone", options=broken)
    assert answer == {"error": "This act could not be read."}


async def test_commands_on_a_person_and_on_a_message(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, _ = world.people
    said = ben.say("Foxes!")
    await browser.act(ann.id, "use_on", command="Greet", member=ben.id)
    await world.channel.wait_for(lambda message: message.content == "Hello, Ben")
    await browser.act(ann.id, "use_on", command="Quote it", message=said.id)
    await world.channel.wait_for(lambda message: message.content == "Ben: Foxes!")
    answer = await browser.act(ann.id, "use_on", command="Quote it", message="1")
    assert answer == {"error": "This message is gone."}


async def test_menus_and_a_form_with_files(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, _ = world.people
    card = await ann.slash("menus").answer()
    await browser.act(ann.id, "click", message=card.id, custom_id="user", values=[ben.id])
    await world.channel.wait_for(lambda message: message.content == "Ben")
    await ann.slash("survey").modal()
    values = {"friend": [ben.id], "style": ["ink"], "files": [packed("a.txt", b"abc")], "words": "many"}
    answer = await browser.act(ann.id, "modal", custom_id="survey", values=values)
    assert answer == {"error": "Choose from Ink, oil."}
    await browser.act(ann.id, "modal", custom_id="survey", values=values | {"style": ["Ink"]})
    await world.channel.wait_for(lambda message: message.content == "['Ink'] ['Ben'] [3] many")


async def test_an_admin_gives_and_takes_roles(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, mia = world.people
    role = world.create_role("painters")
    given = {"member": ben.id, "role": role.id, "give": True}
    assert await browser.act(ann.id, "role", **given) == {"error": "Only an admin may do that."}
    await browser.act(mia.id, "role", **given)
    assert role.id in ben.member.role_ids
    people = (await browser.state(ann.id))["people"]
    assert [role.id in each["roles"] for each in people] == [False, True, False]
    await browser.act(mia.id, "role", **given | {"give": False})
    assert role.id not in ben.member.role_ids
    assert await browser.act(mia.id, "role", **given | {"role": "1"}) == {"error": "Unknown Role"}


async def test_an_admin_says_what_the_bot_may_do_in_a_channel(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, _, mia = world.people
    assert [each["bot_may"] for each in (await browser.state(ann.id))["channels"]] == [None, None]
    channel, dm = (await browser.state(mia.id))["channels"]
    assert ([each["default"] for each in channel["bot_may"]], dm["bot_may"]) == ([True] * 8, None)
    allowed = [each["value"] for each in channel["bot_may"] if each["label"] != "Attach files"]
    assert await browser.act(ann.id, "allow", allowed=allowed) == {"error": "Only an admin may do that."}
    await browser.act(mia.id, "allow", allowed=allowed)
    assert not world.guild.permissions(world.bot, world.channel) & Permission.ATTACH_FILES
    channel = (await browser.state(mia.id))["channels"][0]
    assert [each["label"] for each in channel["bot_may"] if not each["default"]] == ["Attach files"]
    sentence = "A thread has its channel's permissions, and direct messages have none."
    assert await browser.act(mia.id, "allow", channel=mia.dm.id, allowed=[]) == {"error": sentence}
    await browser.act(mia.id, "allow", allowed=[each["value"] for each in channel["bot_may"]])
    assert world.guild.permissions(world.bot, world.channel) & Permission.ATTACH_FILES


async def test_a_person_installs_the_bot(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, _ = world.people
    assert (await browser.state(ann.id))["installable"]
    async with events(browser, ann.id) as stream:
        await browser.act(ann.id, "install")
        assert "mine" in [each["name"] for each in (await stream.event("guild"))["commands"]]
    await browser.act(ann.id, "slash", command="mine", options={})
    await world.channel.wait_for(lambda message: message.content == "(True, False)")
    assert [(await browser.state(each.id))["installable"] for each in (ann, ben)] == [False, True]


@pytest.mark.parametrize("config", [with_numbers(first_answer=0.05)])
async def test_silence_is_shown_where_somebody_asked(world: World, bot: PaintBot, browser: Browser) -> None:
    ann = world.people[0]
    thread = ann.create_thread(world.channel, "sketches")
    async with events(browser, ann.id, thread.id) as inside, events(browser, ann.id) as outside:
        await browser.act(ann.id, "slash", channel=thread.id, command="silence", options={})
        assert (await inside.message(lambda _: True))["state"] == "failed"
        ann.say("Hello")
        assert (await outside.message(lambda _: True))["content"] == "Hello"
