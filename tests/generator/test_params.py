import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.params import MAX_SEED, InvalidParams, Prompt, Size, parse_prompts, settle

STYLE = {
    "method": "vqgan_clip", "style": "toy", "size": "128x128", "steps": 80,
    "learning_rate": 0.1, "num_cutouts": 16, "cut_power": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "size"), [("300x200", (300, 200)), ("300", (300, 300)), (" 64 X 4096 ", (64, 4096)), ("80×90", (80, 90))]
)
def test_a_size_is_read(text: str, size: tuple[int, int]) -> None:
    assert Size.parse(text) == Size(*size)


@pytest.mark.parametrize("text", ["", "63", "4097x64", "300x", "x300", "-300", "300x200x100", "big"])
def test_a_size_out_of_range_or_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidParams, match="from 64 to 4096"):
        Size.parse(text)


def test_prompts_have_weights_and_stops() -> None:
    assert parse_prompts("a castle | fog:2 | people:-1.5 | haze:1:0.25 |") == (
        Prompt("a castle"),
        Prompt("fog", 2),
        Prompt("people", -1.5),
        Prompt("haze", 1, 0.25),
    )


def test_a_colon_that_is_no_weight_stays_in_the_words() -> None:
    assert parse_prompts("easel: a poster") == (Prompt("easel: a poster"),)


def test_zero_is_a_weight() -> None:
    assert parse_prompts("a:0 | b")[0].weight == 0


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert parse_prompts(text)
    except InvalidParams as error:
        assert str(error).startswith("prompt")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "prompt is missing."),
        ({"prompt": " | "}, "prompt must say what to paint."),
        ({"prompt": ":2"}, "prompt: ':2' has a weight but no words; write it as words:weight."),
        ({"prompt": "a:1 | b:-1"}, "prompt: the weights cancel out; give what you want to see the larger one."),
        ({"prompt": "a" * 1001}, "prompt may be at most 1000 characters long."),
        ({"prompt": "a", "steps": 0}, "steps must be a whole number from 1 to 10000; '0' is not."),
        ({"prompt": "a", "seed": -1}, "seed must be a whole number from 0 to 4294967295; '-1' is not."),
        ({"prompt": "a", "style": "../etc"}, "style must be a name of small letters, digits and _; '../etc' is not."),
        ({"prompt": "a", "learning_rate": 0}, "learning_rate must be a number above 0 to 10; '0' is not."),
        ({"prompt": "a", "cutn": 3}, "cutn is not something a picture has; the names are: prompt, "),
    ],
)
def test_bad_input_gets_one_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        settle({"you": given, "style": STYLE})
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_the_first_layer_that_states_a_field_wins_and_is_named() -> None:
    params, sources = settle({"you": {"prompt": "a", "steps": None}, "server": {"steps": 10}, "style": STYLE})
    assert params.steps == 10
    assert (sources["prompt"], sources["steps"], sources["size"]) == ("you", "server", "style")


def test_zero_is_a_seed_and_none_is_drawn() -> None:
    params, sources = settle({"you": {"prompt": "a", "seed": 0}, "style": STYLE})
    assert (params.seed, sources["seed"]) == (0, "you")
    params, sources = settle({"you": {"prompt": "a"}, "style": STYLE})
    assert sources["seed"] == "drawn"
    assert 0 <= params.seed <= MAX_SEED
