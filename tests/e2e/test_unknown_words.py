"""What a style does not know of a prompt is said before it paints, with buttons that order what it knows."""

import signal
from pathlib import Path

from playground import World
from playground.guild.messages import Message
from playground.people.person import Person
from tests.e2e.easel import Easel, child, final

LABELS = child("knows_labels.py", "--step-seconds", "0.01")


def _labels_of(message: Message) -> list[str]:
    return [each["label"] for each in message.components() if "label" in each]


def _id_of(message: Message, label: str) -> str:
    component = message.button(label)
    assert component is not None, _labels_of(message)
    return str(component["custom_id"])


async def _painted(world: World, person: Person, receipt: Message, prompt: str) -> Message:
    done = await final(world, person, receipt)
    assert prompt in done.text
    return done


async def test_what_is_known_is_ordered_without_a_word(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=LABELS).start()
    ann, *_ = world.people
    receipt = await ann.slash("imagine", prompt="two red foxes and a lighthouse:2").answer()
    assert "not known" not in receipt.text
    assert _labels_of(receipt) == ["Cancel"]


async def test_unknown_words_are_named_with_known_ones_in_place(world: World, easel, folder: Path) -> None:
    gate = folder / "go"
    await easel(GENERATOR_COMMAND=f"{LABELS} --hold {gate}").start()
    ann, ben, _ = world.people
    receipt = await ann.slash("imagine", prompt="a castel on a hill @everyone", seed=5, size="192x128").answer()
    assert "dreams does not know: “castel, everyone”" in receipt.text
    assert not receipt.pings
    labels = _labels_of(receipt)
    assert labels[:2] == ["Cancel", "castel → castle"]
    assert 2 <= len(labels) <= 6
    other = await ben.click(receipt, _id_of(receipt, "castel → castle")).answer()
    assert "a castle on a hill" in other.text
    assert "192x128" in other.text
    gate.touch()
    assert ben.id in (await _painted(world, ben, other, "a castle on a hill")).pings
    assert "seed 5" in (await final(world, ben, other)).text


async def test_a_button_works_after_a_restart_and_on_a_painted_pictures_receipt(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=LABELS)
    await bot.start()
    ann, ben, _ = world.people
    receipt = await ann.slash("imagine", prompt="a castel").answer()
    assert "knows no word" in receipt.text
    receipt = await ann.slash("imagine", prompt="a castel at sea").answer()
    await final(world, ann, receipt)
    await world.changes.until(lambda: "Painted" in world.channel.get(receipt.id).text, what="the receipt to be closed")
    await bot.restart(signal.SIGKILL)
    closed = world.channel.get(receipt.id)
    assert "Cancel" not in _labels_of(closed)
    other = await ben.click(closed, _id_of(closed, "castel → castle")).answer()
    await _painted(world, ben, other, "a castle at sea")


async def test_a_deleted_picture_has_no_words_left(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=LABELS).start()
    ann, *_ = world.people
    receipt = await ann.slash("imagine", prompt="a castel at sea").answer()
    done = await final(world, ann, receipt)
    await world.changes.until(lambda: "Painted" in world.channel.get(receipt.id).text, what="the receipt to be closed")
    assert _labels_of(world.channel.get(receipt.id))
    ann.click(done, _id_of(done, "Delete"))
    await world.changes.until(lambda: "Deleted" in world.channel.get(receipt.id).text, what="the receipt to say so")
    assert _labels_of(world.channel.get(receipt.id)) == []
    assert "castel" not in world.channel.get(receipt.id).text


async def test_nothing_known_is_refused_with_prompts_to_press(world: World, easel) -> None:
    bot: Easel = easel(GENERATOR_COMMAND=LABELS)
    await bot.start()
    ann, *_ = world.people
    before = len(world.channel.messages)
    refused = await ann.slash("imagine", prompt="a castel, **grue** @everyone", seed=5, steps=3).answer()
    assert refused.ephemeral_to == ann.id
    assert refused.text.startswith("The style dreams knows no word of this prompt;")
    assert "everyone" not in refused.text
    assert len(world.channel.messages) <= before + 1
    first = "a castle, **grue** @everyone"
    labels = _labels_of(refused)
    assert labels[0] == first
    assert len(labels) == 5
    await bot.restart()
    receipt = await ann.click(refused, _id_of(refused, first)).answer()
    assert receipt.ephemeral_to is None
    assert not receipt.pings
    assert "does not know: “grue, everyone”" in receipt.text
    done = await final(world, ann, receipt)
    assert "3 steps · seed 5" in done.text


async def test_a_long_prompt_of_which_nothing_is_known_gets_examples(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=LABELS).start()
    ann, *_ = world.people
    refused = await ann.slash("imagine", prompt="castel " + "grue " * 30, style="dreams").answer()
    assert len(_labels_of(refused)) == 5
    assert _id_of(refused, "a volcano") == "easel:prompt:a volcano --style dreams"


async def test_nothing_but_punctuation_gets_examples(world: World, easel) -> None:
    await easel(GENERATOR_COMMAND=LABELS).start()
    ann, *_ = world.people
    refused = await ann.slash("imagine", prompt="?!…").answer()
    assert "a volcano" in _labels_of(refused)
    receipt = await ann.click(refused, _id_of(refused, "a volcano")).answer()
    await _painted(world, ann, receipt, "a volcano")
