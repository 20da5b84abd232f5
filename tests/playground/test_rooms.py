"""Channels, threads, DMs and roles, as a stock discord.py sees them."""

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any

import discord
import pytest

from playground import World
from playground.errors import InvalidAction
from playground.guild.channels import Channel, ChannelKind
from playground.guild.permissions import EVERYONE, Overwrite, Permission
from tests.playground.client import PaintBot
from tests.playground.conftest import Rest, connected
from tests.playground.contract.check import violations
from tests.waiting import in_time


@pytest.fixture(autouse=True)
def the_wire_is_discords(world: World) -> Iterator[None]:
    """Hold what each test says on the wire against Discord's contracts."""
    yield
    lines = violations(world.tape)
    assert lines == [], "\n".join(dict.fromkeys(lines))


async def code_of(call: Awaitable[object]) -> int:
    with pytest.raises(discord.HTTPException) as refused:
        await call
    return refused.value.code


async def hearing(bot: PaintBot, event: str) -> asyncio.Task[Any]:
    """Begin to wait for an event of discord.py; await what this returns."""
    waiting = asyncio.create_task(in_time(bot.wait_for(event)))
    await asyncio.sleep(0)
    return waiting


async def test_a_channel_of_each_kind_is_known_when_it_is_made_and_when_a_bot_connects(
    world: World, bot: PaintBot, socket: Path
) -> None:
    kinds = {"chat": ChannelKind.TEXT, "news": ChannelKind.ANNOUNCEMENT, "room": ChannelKind.VOICE}
    for name, kind in (kinds | {"ideas": ChannelKind.FORUM}).items():
        created = await hearing(bot, "guild_channel_create")
        world.create_channel(name, kind)
        made = await created
        assert (made.name, made.type.value) == (name, kind)
    async with connected(world, socket) as other:
        assert [each.type.name for each in other.guilds[0].channels] == ["text", "text", "news", "voice", "forum"]


@pytest.mark.parametrize(
    ("everyone", "role", "member", "may"),
    [
        (Overwrite(), Overwrite(), Overwrite(), True),
        (Overwrite(deny=Permission.ATTACH_FILES), Overwrite(), Overwrite(), False),
        (Overwrite(deny=Permission.ATTACH_FILES), Overwrite(allow=Permission.ATTACH_FILES), Overwrite(), True),
        (Overwrite(), Overwrite(deny=Permission.ATTACH_FILES), Overwrite(allow=Permission.ATTACH_FILES), True),
        (Overwrite(), Overwrite(allow=Permission.ATTACH_FILES), Overwrite(deny=Permission.ATTACH_FILES), False),
        (Overwrite(deny=Permission.VIEW_CHANNEL), Overwrite(), Overwrite(), False),
    ],
)
async def test_overwrites_count_in_their_order_for_both_sides(
    world: World, bot: PaintBot, everyone: Overwrite, role: Overwrite, member: Overwrite, may: bool
) -> None:
    own_role = world.bot.role_ids[0]
    member = Overwrite(member.allow, member.deny, of_member=True)
    overwrites = {world.guild.id: everyone, own_role: role, world.bot.id: member}
    created = await hearing(bot, "guild_channel_create")
    room = world.create_channel("here", overwrites=overwrites)
    await created
    granted = world.guild.permissions(world.bot, room)
    assert bool(granted & Permission.ATTACH_FILES) is may
    seen = bot.guilds[0].get_channel(int(room.id)).permissions_for(bot.guilds[0].me)
    assert (seen.attach_files and seen.view_channel) is may


async def test_two_roles_are_taken_together(world: World) -> None:
    ann = world.people[0].member
    one, two = world.create_role("one"), world.create_role("two")
    world.roles.give(ann, one)
    world.roles.give(ann, two)
    deny, allow = Overwrite(deny=Permission.SEND_MESSAGES), Overwrite(allow=Permission.SEND_MESSAGES)
    room = world.create_channel("here", overwrites={one.id: allow, two.id: deny})
    assert world.guild.permissions(ann, room) & Permission.SEND_MESSAGES  # an allow of one role beats another's deny


async def test_a_hidden_channel_is_hidden_from_people_and_from_the_bot(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    role = world.create_role("painters")
    hide, show = Overwrite(deny=Permission.VIEW_CHANNEL), Overwrite(allow=Permission.VIEW_CHANNEL)
    room = world.create_channel("hidden", overwrites={world.guild.id: hide, role.id: show})
    world.roles.give(ann.member, role)
    said = ann.say("Hello", channel=room)
    with pytest.raises(InvalidAction, match="in this channel"):
        ben.say("Hello", channel=room)
    with pytest.raises(InvalidAction, match="gone"):
        ben.find(said.id, room)
    assert await code_of(bot.room(room.id).send("Hello")) == 50001
    assert await code_of(bot.fetch_channel(int(room.id))) == 50001
    assert "MESSAGE_CREATE" not in [each.event for each in world.tape.dispatches]
    world.roles.take(ann.member, role)
    with pytest.raises(InvalidAction):
        ann.say("Hello", channel=room)


async def test_a_private_thread_is_for_its_members_and_for_moderators(world: World, bot: PaintBot) -> None:
    ann, ben, mia = world.people
    thread = ann.create_thread(world.channel, "sketches", private=True)
    ann.say("for us", channel=thread)
    assert "THREAD_CREATE" not in [each.event for each in world.tape.dispatches]
    with pytest.raises(InvalidAction):
        ben.say("and for me", channel=thread)
    mia.say("as a moderator", channel=thread)
    place = bot.room(thread.id)
    assert await code_of(place.send("I am not in")) == 50001
    assert await code_of(place.fetch_message(1)) == 50001
    assert [await code_of(bot.fetch_channel(int(thread.id)))] == [50001]
    # an interaction is answered all the same
    card = await ann.slash("think", channel=thread).answer()
    assert (card.channel_id, card.content) == (thread.id, f"Thought, {ann.mention}.")

    joined = await hearing(bot, "thread_join")
    ann.say(f"come in, <@{world.bot.id}>", channel=thread)
    assert (await joined).is_private()
    await place.send("Here I am")
    left = await hearing(bot, "thread_remove")
    world.rooms.leave(thread, world.bot)
    await left
    assert await code_of(place.send("Still here?")) == 50001


async def test_an_interaction_in_a_private_thread_says_what_the_bot_may_do_in_its_channel(
    world: World, bot: PaintBot
) -> None:
    ann = world.people[0]
    thread = ann.create_thread(world.channel, "sketches", private=True)
    with world.changes.queue() as queue:
        ask = ann.slash("silence", channel=thread)
        payload = queue.get_nowait().payload
    assert ask.interaction.channel is thread
    assert int(payload["app_permissions"]) & Permission.SEND_MESSAGES_IN_THREADS
    assert payload["channel"]["type"] == 12
    world.channel.deny(world.bot.id, Permission.ATTACH_FILES)
    with world.changes.queue() as queue:
        ann.slash("silence", channel=thread)
        payload = queue.get_nowait().payload
    assert not int(payload["app_permissions"]) & Permission.ATTACH_FILES
    assert int(payload["member"]["permissions"]) & Permission.ATTACH_FILES


async def test_the_bot_makes_a_private_thread_and_adds_somebody(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    room = await bot.fetch_channel(int(world.channel.id))
    made = await room.create_thread(name="ours", type=discord.ChannelType.private_thread)
    await made.add_user(discord.Object(int(ann.id)))
    thread = world.guild.channel(str(made.id))
    assert set(thread.joined) == {world.bot.id, ann.id}
    ann.say("thanks", channel=thread)
    with pytest.raises(InvalidAction):
        ben.say("and I?", channel=thread)
    await made.remove_user(discord.Object(int(ann.id)))
    with pytest.raises(InvalidAction):
        ann.say("out", channel=thread)


async def test_a_voice_channels_chat_needs_connect(world: World, bot: PaintBot) -> None:
    room = world.create_channel("room", ChannelKind.VOICE)
    await bot.room(room.id).send("Hello")
    room.deny(world.bot.id, Permission.CONNECT)
    assert await code_of(bot.room(room.id).send("Hello")) == 50001
    with world.changes.queue() as queue:
        world.people[0].slash("silence", channel=room)
        payload = queue.get_nowait().payload
    granted = int(payload["app_permissions"])
    assert granted & Permission.SEND_MESSAGES and not granted & Permission.CONNECT


async def test_threads_of_a_channel_that_the_bot_sees_again_are_listed(world: World, bot: PaintBot) -> None:
    ann = world.people[0]
    world.channel.deny(world.bot.id, Permission.VIEW_CHANNEL)
    thread = ann.create_thread(world.channel, "meanwhile")
    hidden = ann.create_thread(world.channel, "private", private=True)
    joined = await hearing(bot, "thread_join")
    world.channel.deny(world.bot.id, Permission(0))
    assert (await joined).id == int(thread.id)
    sync = next(each for each in world.tape.dispatches if each.event == "THREAD_LIST_SYNC")
    assert hidden.id not in [each["id"] for each in sync.data["threads"]]
    assert sync.data["channel_ids"] == [world.channel.id]


async def test_a_thread_is_archived_renamed_and_deleted_by_the_bot(world: World, bot: PaintBot) -> None:
    room = await bot.fetch_channel(int(world.channel.id))
    message = await room.send("Look")
    made = await message.create_thread(name="about it")
    assert made.id == message.id
    assert await code_of(message.create_thread(name="again")) == 160004
    made = await made.edit(name="about that", archived=True)
    thread = world.guild.channel(str(made.id))
    assert (thread.name, thread.archived, thread.locked) == ("about that", True, False)
    await made.send("a message opens it again")
    assert not thread.archived
    assert await code_of(made.edit(archived=True, locked=True)) == 50013
    world.faults.archive(thread, locked=True)
    assert await code_of(made.send("closed")) == 50083
    assert await code_of(made.delete()) == 50013
    world.roles.give(world.bot, world.create_role("janitor", EVERYONE | Permission.MANAGE_THREADS))
    gone = await hearing(bot, "raw_thread_delete")
    await made.delete()
    assert (await gone).thread_id == made.id


async def test_a_post_in_a_forum_is_a_thread_with_its_first_message(world: World, bot: PaintBot) -> None:
    ann = world.people[0]
    forum = world.create_channel("ideas", ChannelKind.FORUM)
    with pytest.raises(InvalidAction, match="only posts"):
        ann.say("Hello", channel=forum)
    with pytest.raises(InvalidAction, match="only posts"):
        ann.slash("think", channel=forum)
    assert ann.offered(forum) == []
    post = ann.create_thread(forum, "Foxes", "Paint foxes!")
    assert [each.content for each in post.messages] == ["Paint foxes!"]
    assert await code_of(bot.room(forum.id).send("Hello")) == 50008
    seen = await bot.fetch_channel(int(forum.id))
    made = await seen.create_thread(name="Bears", content="Or bears?")
    assert made.message.id == made.thread.id
    assert [each.name for each in world.guild.threads(forum)] == ["Foxes", "Bears"]


async def test_the_bot_and_a_person_write_to_each_other(world: World, bot: PaintBot) -> None:
    ann = world.people[0]
    user = await bot.fetch_user(int(ann.id))
    sent = await user.send("Hello, Ann")
    assert [each.content for each in ann.dm.messages] == ["Hello, Ann"]
    ann.say("Hello, bot", channel=ann.dm)
    message = await in_time(bot.wait_for("message", check=lambda message: message.author == user))
    assert (message.guild, message.content, message.channel.id) == (None, "Hello, bot", int(ann.dm.id))
    await sent.edit(content="Hello again")
    await sent.pin()
    assert [each.id async for each in message.channel.history()] == [message.id, sent.id]
    world.faults.close_dms(ann.id)
    assert await code_of(user.send("Are you there?")) == 50007
    with pytest.raises(InvalidAction):
        world.people[1].say("not mine", channel=ann.dm)


async def test_a_member_is_given_a_role_and_the_bot_hears_of_its_own(world: World, bot: PaintBot) -> None:
    ann = world.people[0]
    role = world.create_role("painters", EVERYONE)
    changed = await hearing(bot, "member_update")
    world.roles.give(ann.member, role)
    world.roles.give(world.bot, role)
    _, after = await changed  # Ann's is behind an intent that the bot has not got
    assert after.id == bot.user.id and after.get_role(int(role.id))
    member = await bot.guilds[0].fetch_member(int(ann.id))
    assert member.get_role(int(role.id)).name == "painters"
    renamed = await hearing(bot, "guild_role_update")
    world.roles.update(role, name="artists")
    assert (await renamed)[1].name == "artists"
    gone = await hearing(bot, "guild_role_delete")
    world.roles.delete(role)
    await gone
    assert role.id not in ann.member.role_ids


async def test_a_role_with_administrator_may_everything(world: World) -> None:
    room: Channel = world.create_channel("here", overwrites={world.guild.id: Overwrite(deny=Permission.VIEW_CHANNEL)})
    ann = world.people[0].member
    assert not world.guild.sees(ann, room)
    world.roles.give(ann, world.create_role("root", Permission.ADMINISTRATOR))
    assert world.guild.sees(ann, room) and world.is_admin(ann)


async def test_what_is_looked_up_by_hand(world: World, rest: Rest) -> None:
    guild = f"/guilds/{world.guild.id}"
    room = world.create_channel("more", ChannelKind.VOICE)
    thread = world.add_thread(world.channel, "sketches")
    assert [each["id"] for each in (await rest("GET", f"{guild}/channels"))[1]] == [world.channel.id, room.id]
    assert [each["name"] for each in (await rest("GET", f"{guild}/roles"))[1]] == ["@everyone", "Easel", "Admin"]
    assert (await rest("GET", f"{guild}/roles/1"))[1]["code"] == 10011
    active = (await rest("GET", f"{guild}/threads/active"))[1]
    assert ([each["id"] for each in active["threads"]], active["members"]) == ([thread.id], [])
    assert (await rest("PUT", f"/channels/{thread.id}/thread-members/@me"))[0] == 204
    assert (await rest("GET", f"{guild}/threads/active"))[1]["members"][0]["user_id"] == world.bot.id
    assert (await rest("PUT", f"/channels/{world.channel.id}/thread-members/@me"))[1]["code"] == 50024
    assert (await rest("GET", f"/channels/{thread.id}/thread-members/1"))[1]["code"] == 10007
    mine = (await rest("GET", f"/users/@me/guilds/{world.guild.id}/member"))[1]
    assert mine["user"]["id"] == world.bot.id
    renamed = (await rest("PATCH", f"{guild}/members/@me", {"nick": "Painter"}))[1]
    assert renamed["nick"] == "Painter"
    assert (await rest("POST", "/users/@me/channels", {"recipient_id": "1"}))[1]["code"] == 50033


async def test_pins(world: World, bot: PaintBot, rest: Rest) -> None:
    ann, _, mia = world.people
    said = ann.say("Remember this")
    with pytest.raises(InvalidAction):
        ann.pin(said)
    mia.pin(said)
    room = bot.room(world.channel.id)
    assert [each.id async for each in room.pins()] == [int(said.id)]
    path = f"/channels/{world.channel.id}/pins"
    assert [each["id"] for each in (await rest("GET", path))[1]] == [said.id]
    assert (await rest("PUT", f"{path}/{said.id}"))[1]["code"] == 50013
    world.roles.give(world.bot, world.create_role("janitor", EVERYONE | Permission.PIN_MESSAGES))
    assert (await rest("DELETE", f"{path}/{said.id}"))[0] == 204
    changed = await hearing(bot, "guild_channel_pins_update")
    message = await room.send("Mine")
    await message.pin()
    assert (await changed)[0].id == int(world.channel.id)
    assert [
        each["message"]["id"] for each in (await rest("GET", f"/channels/{room.id}/messages/pins"))[1]["items"]
    ] == [str(message.id)]
