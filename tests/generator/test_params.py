import re
from typing import Literal, get_args, get_origin

import pytest

from generator.wire.errors import InvalidParams
from generator.wire.offers import offers
from generator.wire.params import MAX_SEED, Params, read_field, settle
from generator.wire.size import Size

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


def test_what_one_method_alone_reads_is_a_param_of_no_other() -> None:
    alone = [name for offer in offers().values() for name in offer.only]
    assert set(alone) <= Params.model_fields.keys()
    assert len(alone) == len(set(alone))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "prompt is required."),
        ({"prompt": " | "}, "The prompt is empty; say what to paint."),
        ({"prompt": ":2"}, "The prompt's part ':2' has a weight but no words; write words before the weight."),
        ({"prompt": "a:1 | b:-1"}, "The prompt's weights cancel out; give a larger weight to what you want to see."),
        ({"prompt": "a" * 1001}, "prompt can be at most 1000 characters long."),
        ({"prompt": "a", "steps": 0}, "steps must be a whole number from 1 to 10000; '0' is not allowed."),
        ({"prompt": "a", "seed": -1}, "seed must be a whole number from 0 to 4294967295; '-1' is not allowed."),
        (
            {"prompt": "a", "style": "../etc"},
            "style must be a name of lowercase letters, digits and _; '../etc' is not allowed.",
        ),
        (
            {"prompt": "a", "learning_rate": 0},
            "learning_rate must be a number above 0 and up to 10; '0' is not allowed.",
        ),
        (
            {"prompt": "a", "learning_rate": float("nan")},
            "learning_rate must be a number above 0 and up to 10; 'nan' is not allowed.",
        ),
        (
            {"prompt": "a", "learning_rate_drop": 0},
            "learning_rate_drop must be a number above 0 and up to 1; '0' is not allowed.",
        ),
        ({"prompt": "a", "optimizer": "sgd"}, "optimizer must be one of: adam, adamw, adagrad, adamax, nadam, radam, "),
        ({"prompt": "a", "ema_decay": 1}, "ema_decay must be a number from 0 to 0.9999; '1' is not allowed."),
        (
            {"prompt": "a", "cutouts": "big"},
            "cutouts must be one of: plain, exact, fast, padded; 'big' is not allowed.",
        ),
        ({"prompt": "a", "augment": "much"}, "augment must be on or off; 'much' is not allowed."),
        ({"prompt": "a", "tv_scale": -1}, "tv_scale must be a number from 0 to 1000; '-1' is not allowed."),
        (
            {"prompt": "a", "init_image": "../x"},
            "init_image must be the sha256 of a stored picture; '../x' is not allowed.",
        ),
        ({"prompt": "a", "init_weight": -1}, "init_weight must be a number from 0 to 100; '-1' is not allowed."),
        ({"prompt": "a", "init_fade": 2}, "init_fade must be a number from 0 to 1; '2' is not allowed."),
        (
            {"prompt": "a", "image_prompt": ""},
            "image_prompt must be the sha256 of a stored picture; '' is not allowed.",
        ),
        ({"prompt": "a", "image_prompt_weight": 1e9}, "image_prompt_weight must be a number from -100 to 100; "),
        ({"prompt": "a", "continue_from": "A" * 64}, "continue_from must be the sha256 of a stored picture; "),
        (
            {"prompt": "a", "init_image": "a" * 64, "continue_from": "b" * 64},
            "init_image and continue_from cannot be used together; ",
        ),
        ({"prompt": "a", "early_stop": -1}, "early_stop must be a whole number from 0 to 10000; '-1' is not allowed."),
        (
            {"prompt": "a", "early_stop_improvement": 2},
            "early_stop_improvement must be a number from 0 to 1; '2' is not allowed.",
        ),
        ({"prompt": "a ^ b", "early_stop": 5}, "early_stop would end the painting before its last scene; leave it out"),
        ({"prompt": "a ^ b ^ c", "steps": 2}, "The prompt has 3 scenes, but steps is only 2; raise steps "),
        (
            {"prompt": "a", "method": "oil"},
            "method must be one of: vqgan_clip, diffusion, fourier; 'oil'",
        ),
        ({"prompt": "a", "cutn": 3}, "There is no option cutn; the options are: prompt, "),
    ],
)
def test_bad_input_gets_one_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        settle({"you": given, "style": STYLE})
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


_WRONG = (
    "", "\udcff", "a\x00", "Ä b", "x" * 1001, -1, 1e12, 2.5, float("nan"), float("inf"), b"\xff", [], {}, object(),
)  # fmt: skip
_RULES = {
    "prompt": "text|1000 characters",
    "size": "width x height in pixels",
    "style": "lowercase letters, digits and _",
    "timestep_respacing": "even, ddim or the number of steps",
    "perceptor_weights": "a number from 0 to 100 for each perceptor",
    **dict.fromkeys(("init_image", "image_prompt", "continue_from"), "the sha256 of a stored picture"),
}


def _rule(name: str) -> str:
    """Return what a sentence about this field must say."""
    field = Params.model_fields[name]
    if name in _RULES:
        return _RULES[name]
    if name == "method":
        return ", ".join(offers())
    if get_origin(field.annotation) is Literal:
        return ", ".join(get_args(field.annotation))
    if field.annotation is bool:
        return "on or off"
    [most] = [limit.le for limit in field.metadata if hasattr(limit, "le")]
    return f"number (from .* to|above .* up to) {re.escape(str(most))}"


@pytest.mark.parametrize("name", Params.model_fields)
def test_each_wrong_value_is_answered_with_the_rule_of_its_field(name: str) -> None:
    refused = 0
    for value in _WRONG:
        try:
            read_field(name, value)
        except InvalidParams as error:
            refused += 1
            assert re.match(rf"{name} .*({_rule(name)})", str(error)), value
            assert str(error).isprintable()
            str(error).encode()
    assert refused >= len(_WRONG) // 2


def test_a_prompt_with_a_stray_byte_is_said_to_be_no_text() -> None:
    with pytest.raises(InvalidParams, match=r"^prompt is not valid text: it has bytes that are no character; type it "):
        settle({"you": {"prompt": "caf\udce9"}, "style": STYLE})


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


def test_unstated_fields_come_from_the_method() -> None:
    params, sources = settle({"you": {"prompt": "a"}, "style": {"style": "toy", "method": "vqgan_clip"}})
    assert (params.steps, params.num_cutouts, params.cutouts) == (1000, 64, "exact")
    assert sources["steps"] == "method"


@pytest.mark.parametrize(("style", "num_cutouts"), [({}, 16), ({"num_cutouts": 8}, 8)])
def test_the_fast_set_has_fewer_cutouts_unless_somebody_says_how_many(style: dict, num_cutouts: int) -> None:
    stated = {"prompt": "a", "style": "toy", "method": "vqgan_clip", "cutouts": "fast"}
    assert settle({"you": stated, "style": style})[0].num_cutouts == num_cutouts


def test_params_from_before_a_field_existed_paint_the_same() -> None:
    params = Params.model_validate({"prompt": "a", "seed": 1, **STYLE})
    added = params.model_dump(exclude={"prompt", "seed", *STYLE})
    assert added == {
        "learning_rate_drop": 1.0, "optimizer": "adam", "ema_decay": 0.0, "cutouts": "plain", "augment": False,
        "cutout_noise": 0.0, "tv_scale": 0.0, "init_image": None, "init_weight": 0.0, "init_fade": 0.0,
        "image_prompt": None, "image_prompt_weight": 1.0, "continue_from": None, "early_stop": 0,
        "early_stop_improvement": 0.002, "clip_guidance_scale": 1000.0, "range_scale": 50.0, "saturation_scale": 0.0,
        "init_scale": 0.0, "clamp_grad": 0.0, "sampler": "dpm", "eta": 1.0, "timestep_respacing": "even",
        "skip_timesteps": 0, "class_label": None,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "value"), [("on", True), ("off", False)])
def test_a_switch_is_on_or_off(text: str, value: bool) -> None:
    assert settle({"you": {"prompt": "a", "augment": text}, "style": STYLE})[0].augment is value
