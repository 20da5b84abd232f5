import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.wire.invalid import InvalidParams
from generator.wire.prompts import Prompt, parse_prompts, parse_scenes, scene_of


def test_prompts_have_weights_and_stops() -> None:
    assert parse_prompts("a castle | fog:2 | people:-1.5 | haze:1:0.25 |") == (
        Prompt("a castle"),
        Prompt("fog", 2),
        Prompt("people", -1.5),
        Prompt("haze", 1, 0.25),
    )


def test_a_colon_that_is_no_weight_stays_in_the_words() -> None:
    assert parse_prompts("easel: a poster") == (Prompt("easel: a poster"),)


def test_a_weight_is_any_number_as_people_write_them() -> None:
    assert [each.weight for each in parse_prompts("a:+2 | fog:.5 | people:-.5 | sky:1.")] == [2, 0.5, -0.5, 1]


def test_zero_is_a_weight() -> None:
    assert parse_prompts("a:0 | b")[0].weight == 0


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert parse_scenes(text)
    except InvalidParams as error:
        assert str(error).startswith("The prompt")


def test_scenes_follow_one_another_each_with_its_parts() -> None:
    assert parse_scenes("spring | sun:2 ^ summer") == ((Prompt("spring"), Prompt("sun", 2)), (Prompt("summer"),))
    assert parse_scenes("spring") == ((Prompt("spring"),),)


def test_scenes_share_the_steps_evenly() -> None:
    assert [scene_of(step, 6, 3) for step in range(1, 7)] == [0, 0, 1, 1, 2, 2]
    assert [scene_of(step, 5, 2) for step in range(1, 6)] == [0, 0, 0, 1, 1]
    assert {scene_of(step, 7, 1) for step in range(1, 8)} == {0}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a ^ ", "The prompt has an empty scene; write something on both sides of each ^."),
        ("a ^ | ^ b", "The prompt has an empty scene; write something on both sides of each ^."),
        ("a ^ b:1 | c:-1", "The prompt's weights cancel out; give a larger weight to what you want to see."),
        ("a:1000", "The prompt has a weight of 1000; weights must be from -100 to 100."),
        ("a:" + "9" * 400, "The prompt has a weight of 9999"),
    ],
)
def test_a_prompt_that_cannot_be_painted_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        parse_scenes(text)
    assert str(refused.value).startswith(sentence)
