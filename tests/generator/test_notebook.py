"""How prompts were read before there was `prompt_syntax`, and pictures from then."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator import commands
from generator.pictures.recipe import Recipe
from generator.wire.errors import InvalidParams
from generator.wire.notebook import parse_prompts, parse_scenes
from generator.wire.params import Params, settle
from generator.wire.prompts import Prompt


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


# Painted before there was `prompt_syntax`, with data/toy, --size 64x64 --steps 2 --num_cutouts 4 --seed 7.
OLD = Path("tests/data/notebook.png")
OLD_PROMPT = "a red circle:2 | a blue background:-0.5 | clock at 12:30"


def test_an_old_recipe_keeps_its_letters_and_its_reading() -> None:
    with Image.open(OLD) as picture:
        written = picture.info["easel"]
    recipe = Recipe.model_validate_json(written)
    assert recipe.model_dump_json() == written
    assert recipe.params.scenes == (
        (Prompt("a red circle", 2), Prompt("a blue background", -0.5), Prompt("clock at 12", 30)),
    )


def test_an_old_recipe_repaints_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert commands.main(["paint", "--recipe", str(OLD), "--out", str(tmp_path / "again.png")]) == 0
    if "This may not be the same picture" not in capsys.readouterr().err:
        assert (tmp_path / "again.png").read_bytes() == OLD.read_bytes()
    with (
        Image.open(OLD) as old,
        Image.open(tmp_path / "again.png") as again,
    ):  # of another machine, all but its last bits
        assert max(high for _, high in ImageChops.difference(old, again).getextrema()) <= 3


def test_params_of_old_stay_old_and_new_ones_say_what_they_are() -> None:
    old = settle({"you": {"prompt": OLD_PROMPT}, "style": {"style": "toy", "method": "vqgan_clip"}})[0]
    assert (old.prompt_syntax, "prompt_syntax" in old.model_dump_json()) == ("notebook", False)
    new = old.model_copy(update={"prompt_syntax": "midjourney"})
    assert '"prompt_syntax":"midjourney"' in new.model_dump_json()
    assert Params.model_validate_json(new.model_dump_json()) == new
    assert [part.weight for part in new.scenes[0]] == [2, -0.5, 1]
