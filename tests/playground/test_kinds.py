"""Commands, menus and forms of every kind, as a stock discord.py takes them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from playground import World
from playground.errors import InvalidAction
from playground.guild.cdn import File
from playground.guild.channels import ChannelKind
from playground.guild.permissions import Permission
from playground.people.ask import Ask
from tests.playground.client import PaintBot, png
from tests.playground.conftest import connected, with_numbers
from tests.playground.contract.check import violations
from tests.playground.desk import DeskBot


@pytest.fixture
async def bot(world: World, socket: Path) -> AsyncIterator[PaintBot]:
    async with connected(world, socket, DeskBot) as client:
        yield client
        assert client.errors == []


@pytest.fixture(autouse=True)
def the_wire_is_discords(world: World) -> Iterator[None]:
    """Hold what each test says on the wire against Discord's contracts."""
    yield
    lines = violations(world.tape)
    assert lines == [], "\n".join(dict.fromkeys(lines))


async def test_a_command_is_used_on_a_person(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    answer = await ann.use_on("Greet", ben).answer()
    assert answer.content == "Hello, Ben"
    assert (answer.payload["type"], answer.payload["interaction"]["name"]) == (23, "Greet")
    assert answer.payload["interaction_metadata"]["target_user"]["id"] == ben.id
    with pytest.raises(InvalidAction, match="no command Quote it for a person"):
        ann.use_on("Quote it", ben)


async def test_a_command_is_used_on_a_message(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    said = ben.say("Foxes!", File("fox.png", png()))
    answer = await ann.use_on("Quote it", said).answer()
    assert (answer.content, answer.ephemeral_to) == ("Ben: Foxes!", ann.id)
    assert answer.payload["interaction_metadata"]["target_message_id"] == said.id
    with pytest.raises(InvalidAction, match="no command /Greet"):
        ann.slash("Greet")


async def test_channels_and_mentionables_are_options(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    world.channel.deny(ann.id, Permission.SEND_MESSAGES)
    assert (await ann.slash("where", room=world.channel).answer()).content == "paintings False"
    voice = world.create_channel("room", ChannelKind.VOICE)
    with pytest.raises(InvalidAction, match="room must be a channel, not 'room'"):
        ann.slash("where", room=voice)
    role = world.create_role("painters")
    thread = ann.create_thread(world.channel, "sketches")
    assert (await ann.slash("where", room=thread).answer()).content == "sketches False"
    assert (await ann.slash("whom", anyone=ben).answer()).content == "Member ben"
    assert (await ann.slash("whom", anyone=role.id).answer()).content == "Role painters"


async def test_what_is_chosen_in_a_menu_comes_along(world: World, bot: PaintBot) -> None:
    ann, ben, mia = world.people
    card = await ann.slash("menus").answer()
    assert (await ann.click(card, "user", [ben, mia.id]).answer()).content == "Ben, Mia"
    role = world.create_role("painters")
    assert (await ann.click(card, "role", [role]).answer()).content == "painters"
    assert (await ann.click(card, "anyone", [ben, role]).answer()).content == "Member, Role"
    assert (await ann.click(card, "anyone").answer()).content == "nobody"
    voice = world.create_channel("room", ChannelKind.VOICE)
    assert (await ann.click(card, "channel", [voice]).answer()).content == "room True"
    for menu, values, sentence in (
        ("user", [], "Choose 1 to 2 in user."),
        ("user", ["1"], "user must be a member, not '1'."),
        ("role", [ben], "role must be a role, not 'Ben'."),
        ("channel", [world.channel], "channel must be a channel, not 'paintings'."),
    ):
        with pytest.raises(InvalidAction) as refused:
            ann.click(card, menu, values)
        assert str(refused.value) == sentence


async def opened(ask: Ask) -> Ask:
    await ask.modal()
    return ask


async def test_a_form_has_menus_files_and_defaults(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    ask = await opened(ann.slash("survey"))
    answer = await ann.submit_modal(ask, friend=[ben], files=[File("a.png", png()), File("b.txt", b"abc")]).answer()
    assert answer.content == f"['oil'] ['Ben'] [{len(png())}, 3] none"
    ask = await opened(ann.slash("survey"))
    answer = await ann.submit_modal(ask, friend=[ann], style=[], words="many").answer()
    assert answer.content == "[] ['Ann'] [] many"
    for values, sentence in (
        ({}, "Choose 1 to 2 in friend."),
        ({"friend": [ben], "style": ["chalk"]}, "Choose from Ink, oil."),
        ({"friend": [ben], "files": [File("x", b"")] * 3}, "files needs 0 to 2 files."),
        ({"friend": [ben], "files": ["x"]}, "files must be a file."),
    ):
        with pytest.raises(InvalidAction) as refused:
            ann.submit_modal(ask, **values)
        assert str(refused.value) == sentence


async def test_a_command_is_offered_where_it_was_registered_for(world: World, bot: PaintBot) -> None:
    ann, _ben, _ = world.people
    assert (await ann.slash("here").answer()).content == f"In {world.guild.id}"
    with pytest.raises(InvalidAction, match="no command /here here"):
        ann.slash("here", channel=ann.dm)
    with pytest.raises(InvalidAction, match="no command /alone here"):
        ann.slash("alone")
    answer = await ann.slash("alone", channel=ann.dm, file=File("a.png", png())).answer()
    assert answer.content == f"True None True {len(png())}"
    more = await ann.dm.wait_for(lambda message: message.content == "And more")
    assert "guild_id" not in more.payload["message_reference"]
    offered = {each["name"] for each in ann.offered(ann.dm)}
    assert {"alone", "think"} <= offered and not {"here", "mine"} & offered


async def test_what_a_person_installed_follows_them(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    with pytest.raises(InvalidAction, match="no command /mine"):
        ann.slash("mine")
    ann.install()
    assert (await ann.slash("mine").answer()).content == "(True, False)"
    assert (await ann.slash("mine", channel=ann.dm).answer()).content == "(True, False)"
    with pytest.raises(InvalidAction, match="no command /mine"):
        ben.slash("mine")
    world.faults.kick()
    assert [each["name"] for each in ann.offered()] == ["mine"]


@pytest.mark.parametrize("config", [with_numbers(upload_limit=100)])
async def test_a_file_over_the_limit_is_refused_before_it_is_sent(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    with pytest.raises(InvalidAction, match="file is too large"):
        ann.slash("look", file=File("a.bin", bytes(101)), person=ben)
