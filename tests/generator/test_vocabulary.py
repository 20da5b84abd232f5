"""What a style knows of a prompt."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.styles.cards import StyleCard
from generator.styles.shipped import TOY
from generator.wire.errors import InvalidParams, NothingKnown
from generator.wire.protocol import Style
from generator.wire.vocabulary import EXAMPLES, Understood, check_known, near_prompts, near_words, understood, with_word
from tests.bot.making import STYLE, params

TOY_STYLE = STYLE
ALL = STYLE.model_copy(update={"toy": False, "words": None})
LABELS = ALL.model_copy(update={"name": "dreams", "vocabulary": "imagenet"})


def _prompt(prompt: str, **changes: object):
    return params(prompt=prompt, prompt_syntax="midjourney", **changes)


def _unknown(style: Style, prompt: str) -> tuple[str, ...]:
    return understood(style, _prompt(prompt)).unknown


def test_a_style_with_words_is_read_by_them() -> None:
    assert _unknown(TOY_STYLE, "A Red circle| dragon:2 | a dragon-fly été") == ("dragon", "fly", "été")
    assert _unknown(TOY_STYLE, "🐱👩‍🚀 a") == ("🐱", "👩‍🚀")
    assert not understood(TOY_STYLE, _prompt("🐱")).anything
    assert understood(TOY_STYLE, _prompt("a thing")).anything


def test_a_style_without_words_knows_all() -> None:
    assert understood(ALL, _prompt("xyzzy")) == Understood(True)
    assert near_words(ALL, _prompt("castel")) == ()
    check_known(ALL, _prompt("xyzzy"))


def test_a_style_with_labels_is_read_by_them_part_by_part() -> None:
    assert _unknown(LABELS, "a lighthouse at dawn") == ()
    assert _unknown(LABELS, "a castel:2 | people:-1 | Castel, grue ^ a volcano") == ("castel", "grue")
    assert understood(LABELS, _prompt("red")).anything


def test_what_is_avoided_alone_is_nothing_to_paint() -> None:
    assert not understood(LABELS, _prompt("xyzzy | people:-0.5")).anything


@pytest.mark.parametrize("prompt", ["xyzzy", "?!…", "the letter", "3"])
def test_nothing_known_is_refused(prompt: str) -> None:
    with pytest.raises(NothingKnown) as refused:
        check_known(LABELS, _prompt(prompt))
    assert isinstance(refused.value, InvalidParams)
    assert prompt not in str(refused.value).removeprefix("The style")


def test_a_toy_and_a_picture_in_place_of_words_are_not_refused() -> None:
    check_known(TOY_STYLE, _prompt("xyzzy"))
    check_known(LABELS, _prompt("xyzzy", image_prompt="a" * 64))


def test_each_unknown_words_likest_comes_first() -> None:
    near = near_words(LABELS, _prompt("a castel with a dragonn"))
    assert near[:2] == (("castel", "castle"), ("dragonn", "dragon"))
    assert len(near) == 5
    assert near_words(LABELS, _prompt("a castle")) == ()
    assert near_words(TOY_STYLE, _prompt("a circel"), 1) == (("circel", "circle"),)


def test_near_prompts_are_known_and_end_with_examples() -> None:
    prompts = near_prompts(LABELS, _prompt("a castel"))
    assert prompts[0] == "a castle"
    assert prompts[-len(EXAMPLES) :] == EXAMPLES
    assert len(near_prompts(LABELS, _prompt("castel grue dragonn bat"))) == 4 + len(EXAMPLES)
    assert near_prompts(LABELS, _prompt("?!…")) == EXAMPLES
    for prompt in (*prompts, *EXAMPLES):
        check_known(LABELS, _prompt(prompt))
    assert [prompt for prompt in EXAMPLES if _unknown(LABELS, prompt)] == []


def test_a_word_is_replaced_as_a_whole_wherever_it_stands() -> None:
    assert with_word("a castel, Castel:2 | castels", "castel", "castle") == "a castle, castle:2 | castels"
    assert with_word("🐱 a 🐱", "🐱", "cat") == "cat a cat"
    assert with_word("a (b) c", "(b)", "d") == "a d c"
    assert with_word("art party", "art", r"\1") == r"\1 party"


@given(st.text(alphabet="abcs |^:.-é🐱 ", min_size=1, max_size=60))
def test_what_replaces_an_unknown_word_is_known(prompt: str) -> None:
    try:
        asked = _prompt(prompt)
    except ValueError:
        return
    for word, known in near_words(LABELS, asked):
        assert word not in understood(LABELS, _prompt(with_word(asked.prompt, word, known))).unknown


def test_a_card_and_the_wire_may_name_a_vocabulary() -> None:
    written = json.loads((TOY / "card.json").read_text())
    assert StyleCard.model_validate(written).vocabulary is None
    assert StyleCard.model_validate({**written, "vocabulary": "imagenet"}).vocabulary == "imagenet"
    with pytest.raises(ValueError, match="vocabulary"):
        StyleCard.model_validate({**written, "vocabulary": "everything"})
    older = json.loads(LABELS.model_dump_json())
    assert Style.model_validate(older) == LABELS
    del older["vocabulary"]
    assert Style.model_validate(older).vocabulary is None
