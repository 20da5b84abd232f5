"""What a demo shows again after a restart."""

import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from playground import Playground, World
from playground.guild.cdn import File
from playground.guild.messages import LOADING, Message
from playground.guild.permissions import Permission
from playground.programs.demo import furnish
from playground.programs.keeper import KEPT, Keeper
from tests.conftest import WIDE
from tests.playground.client import PaintBot, picture, png
from tests.playground.conftest import connected


@asynccontextmanager
async def run(folder: Path, socket: Path) -> AsyncIterator[tuple[World, PaintBot]]:
    """Run a furnished playground that keeps its channels in `folder`, with a bot."""
    playground = Playground(WIDE, socket=socket)
    furnish(playground.world)
    Keeper(playground.world, folder).begin()
    async with playground as world, connected(world, socket) as bot:
        yield world, bot


async def test_messages_pictures_and_reactions_are_there_again_and_can_be_changed(tmp_path: Path, socket: Path) -> None:
    async with run(tmp_path, socket) as (world, bot):
        ann = world.people[0]
        said = ann.say("Look", File("a.png", png()))
        ann.react(said, "🎲")
        posted = await bot.room(world.channel.id).send("Painting", file=picture("1.png", 1))
        await posted.edit(attachments=[picture("2.png", 2)])
        gone = ann.say("Not this", File("b.png", png()))
        ann.delete(gone)
        secret = await ann.slash("settings size", value="1").answer()
        before = [message.seen_by(ann.id) for message in world.channel.messages]
    async with run(tmp_path, socket) as (world, bot):
        assert [message.seen_by(world.people[0].id) for message in world.channel.messages] == before
        assert secret.id not in [message.id for message in world.channel.messages_for(world.people[0].id)]
        look, painting = world.channel.messages
        assert world.cdn.open(look.pictures[0]).data == png()
        assert world.cdn.open(painting.pictures[0]).data == png(shade=2)
        await bot.room(world.channel.id).get_partial_message(posted.id).edit(content="Painted", attachments=[])
        assert [each.content for each in world.channel.messages] == ["Look", "Painted"]
    assert len(list((tmp_path / "files").iterdir())) == 1  # what no message shows is not kept


async def test_threads_dms_roles_and_permissions_are_there_again(tmp_path: Path, socket: Path) -> None:
    async with run(tmp_path, socket) as (world, bot):
        ann, ben, _ = world.people
        thread = ann.create_thread(world.channel, "sketches", "Hello", private=True)
        dm = await (await bot.fetch_user(int(ben.id))).send("Hello, Ben")
        role = next(each for each in world.guild.roles.values() if each.name == "Regulars")
        world.roles.give(ben.member, role)
        made = world.create_role("new")
        world.roles.give(ann.member, made)
        world.channel.deny(world.bot.id, Permission.ATTACH_FILES)
        ann.install()
        kinds = {each.id: each.kind for each in world.guild.channels.values()}
    async with run(tmp_path, socket) as (world, bot):
        ann, ben, _ = world.people
        assert {each.id: each.kind for each in world.guild.channels.values()} == kinds
        again = world.guild.channel(thread.id)
        assert (again.name, list(again.joined), [each.content for each in again.messages]) == (
            "sketches",
            [ann.id],
            ["Hello"],
        )
        assert not world.guild.sees(ben.member, again)
        assert (ben.dm.id, [each.content for each in ben.dm.messages]) == (str(dm.channel.id), ["Hello, Ben"])
        assert not world.guild.permissions(world.bot, world.channel) & Permission.ATTACH_FILES
        assert world.installed == {ann.id}
        assert (role.id in ben.member.role_ids, made.id in ann.member.role_ids) == (True, True)


async def test_an_answer_that_was_never_filled_is_not_shown_for_ever(tmp_path: Path, socket: Path) -> None:
    async with run(tmp_path, socket) as (world, _):
        said = world.people[0].say("Look")
        thinking = world.channel.post(Message({**said.payload, "id": world.ids.next(), "flags": LOADING}))
        assert thinking.thinking
    async with run(tmp_path, socket) as (world, _):
        assert [each.id for each in world.channel.messages] == [said.id]


async def test_what_was_cut_off_is_left_out(tmp_path: Path, socket: Path) -> None:
    async with run(tmp_path, socket) as (world, _):
        ann = world.people[0]
        cut, lost, whole = ann.say("cut"), ann.say("lost", File("a.png", png())), ann.say("whole")
    (tmp_path / "messages" / f"{cut.id}.json").write_text("{")
    for file in (tmp_path / "files").iterdir():
        file.unlink()
    async with run(tmp_path, socket) as (world, _):
        assert [each.id for each in world.channel.messages] == [whole.id]
    assert lost.id not in [path.stem for path in (tmp_path / "messages").iterdir()]


@pytest.mark.parametrize("damage", [lambda rooms: rooms.pop("threads"), lambda rooms: rooms["roles"][0].pop("name")])
async def test_rooms_that_lack_something_begin_anew_and_say_so(
    damage: Callable[[dict[str, Any]], Any], tmp_path: Path, socket: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with run(tmp_path, socket) as (world, _):
        world.create_role("new")
        said = world.people[0].say("Look")
    kept = tmp_path / "rooms.json"
    rooms = json.loads(kept.read_text())
    damage(rooms)
    kept.write_text(json.dumps(rooms))
    async with run(tmp_path, socket) as (world, _):
        assert "new" not in [each.name for each in world.guild.roles.values()]
        assert [each.id for each in world.channel.messages] == [said.id]
    assert capsys.readouterr().err.count("begin anew") == 1


async def test_only_the_newest_are_kept(tmp_path: Path, socket: Path) -> None:
    async with run(tmp_path, socket) as (world, _):
        said = [world.people[0].say(f"number {number}") for number in range(KEPT + 3)]
    async with run(tmp_path, socket) as (world, _):
        assert [each.id for each in world.channel.messages] == [each.id for each in said[3:]]
    assert len(list((tmp_path / "messages").iterdir())) == KEPT


async def test_a_folder_that_goes_away_stops_the_keeping_alone(
    tmp_path: Path, socket: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with run(tmp_path / "kept", socket) as (world, _):
        shutil.rmtree(tmp_path / "kept")
        for text in ("one", "two"):
            world.people[0].say(text)
        assert [each.content for each in world.channel.messages] == ["one", "two"]
    assert capsys.readouterr().err.count("cannot be kept any more: No such file or directory") == 1
