import re

import discord
import pytest

from bot.jobs.job import Entry
from bot.jobs.orders import settle_params
from bot.ui.cards import picture_card
from bot.ui.reading import add_parts, add_reading
from bot.ui.receipt import receipt
from generator.wire.prompts import parse_scenes
from tests.bot.making import STYLE, params
from tests.bot.ui.test_cards import _job


def _ordered(prompt):
    asked, sources = settle_params({"prompt": prompt}, {}, (STYLE,))
    return _job(params=asked, sources=sources)


def _read_as(card):
    return {field.name: field.value for field in card.fields}.get("read as")


def test_a_receipt_shows_parts_and_weights_as_they_were_read():
    job = _ordered("a red circle::2 blue::-1")
    assert _read_as(receipt(Entry(job, 1), STYLE)) == r"“a red circle\:\:2 \| blue\:\:-1”"
    assert _read_as(picture_card(job, None)) == r"“a red circle\:\:2 \| blue\:\:-1”"
    shown = re.sub(r"\\(.)", r"\1", _read_as(receipt(Entry(job, 1), STYLE)))[1:-1]
    assert parse_scenes(shown) == job.params.scenes


def test_a_receipt_shows_what_flags_said():
    job = _ordered("a red circle --ar 2:1 --seed 5")
    assert job.params.prompt == "a red circle"
    assert _read_as(receipt(Entry(job, 1), STYLE)) == "from the prompt: seed 5, size 176x96"
    assert _read_as(picture_card(job, None)) is None


@pytest.mark.parametrize("prompt", ["a red circle", "a clock at 12:30", "fog:2", "a cat ^_^"])
def test_words_alone_are_shown_once(prompt):
    assert _read_as(receipt(Entry(_ordered(prompt), 1), STYLE)) is None


def test_an_old_picture_is_shown_as_it_was_read_then():
    job = _job(params=params(prompt="a clock at 12:30"))
    assert _read_as(receipt(Entry(job, 1), STYLE)) == r"“a clock at 12\:\:30”"


def test_the_longest_reading_fits_a_field():
    job = _ordered("|".join("*_" for _ in range(333)))
    add_reading(card := discord.Embed(), job)
    assert len(_read_as(card)) <= 1024
    add_parts(card := discord.Embed(), job)
    assert _read_as(card) is None


def test_the_toy_says_that_it_knows_nothing_of_emoji():
    toy = STYLE.model_copy(update={"toy": True, "words": ("a", "red", "circle")})
    told = {field.name: field.value for field in receipt(Entry(_ordered("🐱"), 1), toy).fields}["toy weights"]
    assert "They do not know: “🐱”." in told
    assert "They know no word of this prompt" in told
    told = {field.name: field.value for field in receipt(Entry(_ordered("a 🐱"), 1), toy).fields}["toy weights"]
    assert "They know no word" not in told
