"""A stock discord.py uses every part of an interaction."""

import asyncio

import discord
import pytest

from playground import World
from playground.errors import InvalidAction
from playground.guild.cdn import File
from playground.guild.interactions import Callback
from tests.playground.client import PaintBot, png
from tests.playground.conftest import Clock, Rest, with_numbers
from tests.waiting import in_time


async def test_a_command_is_answered_and_its_pictures_come_one_after_another(world: World, bot: PaintBot) -> None:
    ann, *_ = world.people
    card = await ann.slash("imagine", prompt="a red circle", steps=7).answer()
    assert "a red circle, 7 steps" in card.text
    assert card.payload["interaction"]["user"]["id"] == ann.id
    first = await world.channel.wait_for(lambda message: "step 1" in message.text)
    second = await world.channel.wait_for(lambda message: "step 2" in message.text)
    assert first.id == second.id
    assert world.cdn.open(first.pictures[0]) != world.cdn.open(second.pictures[0])
    final = await world.channel.wait_for(lambda message: ann.id in message.pings)
    assert final.attachments[0]["filename"] == "final.png"
    await world.channel.wait_for(lambda message: message.reactions.get("🔁") == (world.bot.id,))


async def test_people_act_at_the_same_time(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    cards = await asyncio.gather(
        *(each.slash("imagine", prompt=each.name).answer() for each in (ann, ben) for _ in "12")
    )
    assert [card.text.splitlines()[1] for card in cards] == ["Ann, 50 steps"] * 2 + ["Ben, 50 steps"] * 2


async def test_a_picture_that_a_reaction_asks_for_again(world: World, bot: PaintBot) -> None:
    _, ben, _ = world.people
    message = ben.say("Look")
    ben.react(message, "🔁")
    await world.channel.wait_for(lambda message: f"{ben.mention} wants it again" in message.content)
    assert bot.reactions[0].member.id == int(ben.id)
    ben.unreact(message, "🔁")
    assert not world.channel.get(message.id).reactions


async def test_subcommands_choices_files_and_members_arrive(world: World, bot: PaintBot) -> None:
    ann, ben, mia = world.people
    assert (await ann.slash("settings size", value="64x64").answer()).text == "Not you."
    assert (await mia.slash("settings size", value="64x64").answer()).text == "Size 64x64"
    seen = await ann.slash("look", file=File("my cat.png", png()), person=ben).answer()
    assert seen.text == f"Ben: {len(png())} bytes in my cat.png"


async def test_autocomplete_suggests(world: World, bot: PaintBot) -> None:
    ann, *_ = world.people
    assert [each["value"] for each in await ann.autocomplete("imagine", "style", "k", prompt="x")] == ["ink"]
    with pytest.raises(InvalidAction, match="suggests nothing"):
        await ann.autocomplete("imagine", "prompt", "k")


async def test_an_ephemeral_answer_is_seen_by_one_person(world: World, bot: PaintBot) -> None:
    ann, ben, _ = world.people
    answer = await ann.slash("settings size", value="1").answer()
    assert answer.ephemeral_to == ann.id
    assert answer not in world.channel.messages_for(ben.id)
    assert [each.event for each in world.tape.dispatches][-1] == "INTERACTION_CREATE"
    with pytest.raises(discord.NotFound) as unknown:
        await bot.room(world.channel.id).fetch_message(int(answer.id))
    assert unknown.value.code == 10008


async def test_thinking_is_filled_by_the_first_followup_and_keeps_its_secrecy(world: World, bot: PaintBot) -> None:
    ann, *_ = world.people
    ask = ann.slash("think", secret=True)
    answer = await ask.answer()
    assert (answer.text, answer.ephemeral_to) == (f"Thought, {ann.mention}.", ann.id)
    assert ask.interaction.callback is Callback.DEFERRED_MESSAGE
    assert (await world.channel.wait_for(lambda message: message.text == "And again.")).ephemeral_to == ann.id


async def test_buttons_menus_and_forms(world: World, bot: PaintBot) -> None:
    ann, *_ = world.people
    card = await ann.slash("imagine", prompt="x").answer()
    assert (await ann.click(card, "again").answer()).text == "Again."
    await ann.click(card, "later").answered()
    await world.channel.wait_for(lambda message: message.id == card.id and message.content == "Later it is.")
    assert (await ann.click(card, "style", ["oil"]).answer()).text == "Style oil"
    ask = ann.click(card, "change")
    assert (await ask.modal())["title"] == "Change it"
    with pytest.raises(InvalidAction, match="at least 3"):
        ann.submit_modal(ask, words="x")
    assert (await ann.submit_modal(ask, words="three").answer()).text == "You wrote three"
    await ann.click(card, "cancel").answered()
    assert world.channel.get(card.id).content == "Cancelled."
    with pytest.raises(InvalidAction, match="no such button"):
        ann.click(card, "cancel")


@pytest.mark.parametrize("config", [with_numbers(first_answer=0.05)])
async def test_silence_is_noticed_and_a_late_answer_is_unknown(world: World, bot: PaintBot, rest: Rest) -> None:
    with world.changes.queue() as queue:
        ask = world.people[0].slash("silence")
        assert type(await queue.get()).__name__ == "Asked"
        assert type(await in_time(queue.get())).__name__ == "Unanswered"
    status, error = await _answer(rest, ask, 4, {"content": "late"})
    assert (status, error["code"]) == (404, 10062)


async def test_a_second_answer_is_refused(world: World, bot: PaintBot) -> None:
    await world.people[0].slash("twice").answer()
    await world.changes.until(lambda: world.tape.of("create_interaction_response")[1:])
    assert world.tape.of("create_interaction_response")[-1].answer["code"] == 40060


async def test_a_token_lives_its_minutes_and_no_longer(rest: Rest, world: World, clock: Clock) -> None:
    ask, webhook = await _asked(world, rest)
    assert (await rest("POST", webhook, {"content": "more"}))[1]["code"] == 10015  # before the first answer
    assert (await _answer(rest, ask, 4, {"content": "one"}))[0] == 200
    assert (await rest("PATCH", f"{webhook}/messages/@original", {"content": "two"}))[1]["content"] == "two"
    clock.ahead = 15 * 60 + 1
    status, error = await rest("PATCH", f"{webhook}/messages/@original", {"content": "three"})
    assert (status, error["code"]) == (401, 50027)


async def test_an_answer_must_fit_its_interaction(rest: Rest, world: World) -> None:
    ask, _ = await _asked(world, rest)
    assert (await _answer(rest, ask, 7, {"content": "update what?"}))[1]["code"] == 50035
    assert (await _answer(rest, ask, 5, {}))[1]["interaction"]["response_message_loading"] is True


async def test_the_original_answer_is_read_and_deleted_by_its_token(rest: Rest, world: World) -> None:
    ask, webhook = await _asked(world, rest)
    await _answer(rest, ask, 4, {"content": "one", "flags": 64})
    assert (await rest("GET", f"{webhook}/messages/@original"))[1]["content"] == "one"
    assert (await rest("DELETE", f"{webhook}/messages/@original"))[0] == 204
    assert (await rest("GET", f"{webhook}/messages/@original"))[1]["code"] == 10008


async def _asked(world: World, rest: Rest):
    """Open an interaction without a bot; return it and the path of its webhook."""
    await rest("PUT", f"/applications/{world.bot.id}/commands", [{"name": "hello", "description": "Hello"}])
    ask = world.people[0].slash("hello")
    return ask, f"/webhooks/{world.bot.id}/{ask.interaction.token}"


async def _answer(rest: Rest, ask, kind: int, data: dict) -> tuple[int, dict]:
    path = f"/interactions/{ask.interaction.id}/{ask.interaction.token}/callback?with_response=1"
    return await rest("POST", path, {"type": kind, "data": data}, headers={"Authorization": ""})


async def test_a_form_comes_back_with_the_ids_of_its_components(rest: Rest, world: World) -> None:
    ask, _ = await _asked(world, rest)
    field = {"type": 4, "custom_id": "words", "style": 1}
    labelled = {"type": 18, "id": 7, "label": "Words", "component": field}
    row = {"type": 1, "components": [field | {"custom_id": "more", "label": "More"}]}
    form = {"custom_id": "form", "title": "Form", "components": [labelled, row]}
    assert (await _answer(rest, ask, 9, form))[0] == 200
    with world.changes.queue() as queue:
        world.people[0].submit_modal(ask, words="one", more="two")
        told = (await queue.get()).payload["data"]["components"]
    assert told == [
        {"type": 18, "id": 7, "component": {"type": 4, "id": 1, "custom_id": "words", "value": "one"}},
        {"type": 1, "id": 2, "components": [{"type": 4, "id": 3, "custom_id": "more", "value": "two"}]},
    ]
