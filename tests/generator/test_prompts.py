import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.wire.errors import InvalidParams
from generator.wire.flags import read_typed, settle_typed
from generator.wire.params import Params
from generator.wire.prompts import Prompt, parse_scenes, scene_of, show_scenes
from generator.wire.visible import visible

CORPUS = tomllib.loads(Path(__file__).with_name("prompts.toml").read_text(encoding="utf-8"))["prompt"]
STYLE = {"style": "toy", "method": "vqgan_clip", "size": "300x300", "steps": 50}

_PIECES = st.sampled_from(
    ["|", "::", ":", " ^ ", "^", "::2", "::-0.5", ":2", ":-1", ":1:0.5", ",", " ", "--", "--no ", "—no ", " --seed 5",
     " --ar 16:9", "--steps=", "12:30", "https://a.b:80", "fog", "a cat", "\u3164", "\u200d", "\ufe0f", "🐱", "2️⃣"]
)  # fmt: skip
typed_text = st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=12).map("".join)


def _settle(typed: str) -> tuple[Params, dict[str, str]]:
    return settle_typed(read_typed({"prompt": typed}), {"style": STYLE})


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: ascii(case["typed"]))
def test_the_corpus_is_read_as_people_mean_it(case: dict) -> None:
    if sentence := case.get("refused"):
        with pytest.raises(InvalidParams) as refused:
            _settle(case["typed"])
        assert sentence in str(refused.value)
        return
    params, sources = _settle(case["typed"])
    assert show_scenes(params.scenes) == case["read"]
    stated = {name for name, source in sources.items() if source == "prompt"}
    assert {name: str(getattr(params, name)) for name in stated} == {
        name: str(value) for name, value in case.get("flags", {}).items()
    }


def test_the_corpus_is_large_and_says_one_thing_of_each_prompt() -> None:
    assert len({case["typed"] for case in CORPUS}) == len(CORPUS) >= 60
    assert all(("read" in case) != ("refused" in case) for case in CORPUS)


@given(typed_text)
def test_what_is_shown_is_read_the_same(typed: str) -> None:
    try:
        scenes = parse_scenes(typed)
    except InvalidParams as error:
        assert str(error).startswith("The prompt")
        return
    assert parse_scenes(show_scenes(scenes)) == scenes


@given(typed_text)
def test_every_word_is_in_a_part_or_in_a_flag_or_the_prompt_is_refused(typed: str) -> None:
    try:
        params, sources = _settle(typed)
    except InvalidParams as error:
        assert str(error).count("\n") == 0
        return
    assert visible(params.prompt) == params.prompt != ""
    shown = show_scenes(params.scenes)
    assert parse_scenes(shown) == params.scenes
    for words in re.findall(r"[^\W\d_]+", visible(typed)):
        assert words in shown or re.search(rf"(--|[—–])-?{words}", typed, re.IGNORECASE)
    for number in re.findall(r"(?<![\w.:-])\d+(?![\w.:])", visible(typed)):
        kept = [str(getattr(params, name)) for name, source in sources.items() if source == "prompt"]
        assert number in shown or any(number in value for value in kept)


def test_parts_are_prompts_with_weights_and_stops() -> None:
    assert parse_scenes("a castle | haze:1:0.25 ^ fog::-1 a ruin::2") == (
        (Prompt("a castle"), Prompt("haze", 1, 0.25)),
        (Prompt("fog", -1), Prompt("a ruin", 2)),
    )


@pytest.mark.parametrize(
    ("options", "prompt", "flag", "option"),
    [
        ({"seed": 6}, "a --seed 5", "--seed", "seed"),
        ({"size": "300x300"}, "a --ar 16:9", "--ar", "size"),
        ({"size": "300x300"}, "a --size 200x200", "--size", "size"),
    ],
)
def test_a_flag_that_contradicts_an_option_is_said(options: dict, prompt: str, flag: str, option: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        read_typed({"prompt": prompt, **options})
    assert str(refused.value) == f"The prompt's {flag} contradicts the option {option}; keep one of them."


def test_a_flag_that_says_what_an_option_says_is_no_contradiction() -> None:
    asked = {"prompt": "a --seed 5 --ar 16:9", "seed": "5", "size": "320x180"}
    params, sources = settle_typed(read_typed(asked), {"style": STYLE})
    assert (params.seed, str(params.size), sources["size"]) == (5, "320x180", "you")


def test_a_picture_to_aim_for_has_the_weight_of_the_flag() -> None:
    params, _ = settle_typed(read_typed({"prompt": "a --iw 0.5", "image_prompt": "a" * 64}), {"style": STYLE})
    assert params.image_prompt_weight == 0.5


def test_a_prompt_of_the_notebooks_has_no_flags() -> None:
    asked = {"prompt": "a --seed 5 | fog:2", "prompt_syntax": "notebook"}
    params, _ = settle_typed(read_typed(asked), {"style": STYLE})
    assert params.scenes == ((Prompt("a --seed 5"), Prompt("fog", 2)),)


@pytest.mark.parametrize("value", ["**5**", "https://x.y", "<@1>", "_x_", "`x`"])
@pytest.mark.parametrize("flag", ["seed", "style", "method", "size", "ar", "iw", "flurble"])
def test_no_sentence_repeats_what_discord_would_format(flag: str, value: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        _settle(f"a cat --{flag} {value}")
    assert value not in str(refused.value)


def test_a_prompt_that_is_no_text_is_refused() -> None:
    with pytest.raises(InvalidParams, match="prompt is not valid text"):
        read_typed({"prompt": b"a caf\xe9".decode("utf-8", "surrogateescape")})


def test_scenes_share_the_steps_evenly() -> None:
    assert [scene_of(step, 6, 3) for step in range(1, 7)] == [0, 0, 1, 1, 2, 2]
    assert [scene_of(step, 5, 2) for step in range(1, 6)] == [0, 0, 0, 1, 1]
    assert {scene_of(step, 7, 1) for step in range(1, 8)} == {0}
