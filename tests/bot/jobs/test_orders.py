from dataclasses import replace

import pytest

from bot.errors import NoSuchJob, NotReady, Refused
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.job import Asker
from bot.jobs.orders import (
    again,
    at_smaller_size,
    require_style,
    settle_params,
    stated_flags,
    unable_by_default,
    with_new_seed,
    with_word_at,
)
from bot.painter.state import PainterState
from generator.wire.errors import InvalidParams
from generator.wire.params import MAX_SEED
from tests.bot.making import READY, STYLE, order
from words.sentence import as_written, say

LARGER = STYLE.by(None).model_copy(update={"defaults": {**STYLE.by(None).defaults, "size": "256x256"}})
OTHER = STYLE.model_copy(update={"name": "other", "methods": {"vqgan_clip": LARGER}})
NOTHING = {"size": None, "steps": None, "seed": None, "style": None}


def test_what_nobody_says_comes_from_the_server_then_from_the_style():
    typed = {**NOTHING, "prompt": "a circle", "steps": 5}
    params, sources = settle_params(typed, {"size": "200x100"}, (STYLE, OTHER))
    assert (params.steps, str(params.size), params.style, params.num_cutouts) == (5, "200x100", "toy", 8)
    told = {name: sources[name] for name in ("prompt", "steps", "size", "seed", "style", "method")}
    assert told == {
        "prompt": "you", "steps": "you", "size": "server", "seed": "drawn", "style": "style", "method": "style",
    }  # fmt: skip


BOTH = STYLE.model_copy(update={"name": "both", "methods": dict.fromkeys(("vqgan_clip", "diffusion"), STYLE.by(None))})


def test_a_default_that_contradicts_an_order_is_refused_with_the_command_that_changes_it():
    typed, server = {**NOTHING, "prompt": "x", "style": "both"}, {"steps": "2000"}
    assert settle_params(typed, server, (BOTH,))[0].steps == 2000
    with pytest.raises(Refused, match=r"at most 1000 steps\. .* server's default, which /settings steps changes\."):
        settle_params({**typed, "method": "diffusion"}, server, (BOTH,))
    for at_fault in ({"steps": 2000}, {"skip_timesteps": 5}):  # not the server's
        with pytest.raises(InvalidParams, match=r"^((?!/settings).)*$"):
            settle_params({**typed, "method": "diffusion", **at_fault}, server, (BOTH,))


def test_it_tells_which_styles_and_methods_cannot_paint_by_a_default():
    assert unable_by_default({"steps": "2000"}, (STYLE, BOTH)) == [("both", "diffusion")]
    assert unable_by_default({"steps": "1000"}, (STYLE, BOTH)) == []


def test_seed_zero_is_a_seed():
    params, sources = settle_params({**NOTHING, "prompt": "a circle", "seed": 0}, {}, (STYLE,))
    assert (params.seed, sources["seed"]) == (0, "you")


def test_the_style_of_the_server_brings_its_own_defaults():
    params, sources = settle_params({**NOTHING, "prompt": "x"}, {"style": "other"}, (STYLE, OTHER))
    assert (params.style, str(params.size), sources["style"]) == ("other", "256x256", "server")


def test_a_style_of_the_server_that_is_gone_is_passed_over():
    params, sources = settle_params({**NOTHING, "prompt": "x"}, {"style": "gone"}, (STYLE,))
    assert (params.style, sources["style"]) == ("toy", "style")


def test_a_style_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Refused, match="toy, other"):
        settle_params({**NOTHING, "prompt": "x", "style": "nope"}, {}, (STYLE, OTHER))
    with pytest.raises(NotReady, match="no weights"):
        settle_params({**NOTHING, "prompt": "x"}, {}, ())


@pytest.mark.parametrize("typed", [{"size": "9"}, {"prompt": "a:1 | b:-1"}, {"steps": 0}, {"seed": MAX_SEED + 1}])
def test_a_wrong_value_is_one_sentence(typed):
    with pytest.raises(InvalidParams, match=next(iter(typed))):
        settle_params({**NOTHING, "prompt": "x", **typed}, {}, (STYLE,))


async def test_again_is_the_same_and_a_new_seed_is_not(queue):
    job = (await queue.enqueue(order(seed=7))).job
    same = again(job, Asker(10, 20, 2, interaction_id=3))
    assert (same.params, same.source_job, same.asker.user_id) == (job.params, job.id, 2)
    new = with_new_seed(same)
    assert new.params.seed != 7
    assert (new.params.model_copy(update={"seed": 7}), new.source_job) == (job.params, None)
    assert new.sources["seed"] == "drawn"


def test_a_picture_whose_style_has_other_perceptors_now_is_refused():
    weighed = order(perceptor_weights=(1, 0.5))
    require_style(weighed, ())
    require_style(weighed, (STYLE,))  # told by a painter that does not count them
    require_style(weighed, (STYLE.model_copy(update={"perceptors": 2}),))
    with pytest.raises(Refused, match="The style toy has 3 perceptors; give perceptor_weights as many numbers"):
        require_style(weighed, (STYLE.model_copy(update={"perceptors": 3}),))
    require_style(order(), (STYLE.model_copy(update={"perceptors": 3}),))
    with pytest.raises(Refused, match="toy of this picture is no longer installed"):
        require_style(weighed, (OTHER,))


async def test_settings_are_kept_by_guild_and_taken_back(database):
    settings = GuildSettings(database)
    await settings.put(1, "size", "300x300")
    await settings.put(1, "size", "200x200")
    await settings.put(1, "steps", 50)
    assert await settings.of(1) == {"size": "200x200", "steps": "50"}
    assert await settings.of(2) == {}
    await settings.put(1, "size", None)
    assert await settings.of(1) == {"steps": "50"}


def test_the_painter_says_why_it_is_not_ready():
    painter = PainterState()
    with pytest.raises(NotReady, match="still starting"):
        painter.known()
    painter.down(say("painter-died"))
    with pytest.raises(NotReady, match="it died"):
        painter.known()
    painter.up(READY)
    painter.down(as_written("it died again"))
    assert (painter.known(), painter.trouble) == (READY, as_written("it died again"))
    assert painter.style("toy") == STYLE


def test_a_smaller_size_is_another_picture_that_begins_anew():
    smaller = at_smaller_size(order(size="512x512", source_job="0" * 16))
    assert (str(smaller.params.size), smaller.sources["size"]) == ("352x352", "memory")
    assert (smaller.plan, smaller.source_job, smaller.params.seed) == (None, None, 7)
    with pytest.raises(Refused, match="no smaller size"):
        at_smaller_size(order(size="64x512"))


def test_a_word_is_replaced_and_the_rest_stays():
    before = order(prompt="a castel, Castel:2 | fog", source_job="0" * 16)
    after = with_word_at(before, 2, 8, "castle")
    assert after.params == before.params.model_copy(update={"prompt": "a castle, castle:2 | fog"})
    assert (after.plan, after.source_job, set(after.sources.values())) == (None, None, {"before"})
    with pytest.raises(InvalidParams, match="at most 1000"):
        with_word_at(order(prompt="a" + " b" * 499), 2, 3, "castle")
    for start, end in ((500, 510), (8, 2), (1, 2)):  # ids come from outside
        with pytest.raises(NoSuchJob):
            with_word_at(before, start, end, "castle")


def test_what_was_stated_is_written_as_flags_that_say_the_same():
    typed = {**NOTHING, "prompt": "a castel --ar 2:1", "seed": 0, "style": "other"}
    params, sources = settle_params(typed, {"steps": "50"}, (STYLE, OTHER))
    assert stated_flags(params, sources) == "--size 368x176 --seed 0 --style other"
    again, _ = settle_params({"prompt": f"a castel {stated_flags(params, sources)}"}, {"steps": "50"}, (STYLE, OTHER))
    assert again == params
    assert stated_flags(*settle_params({"prompt": "x"}, {}, (STYLE,))) == ""


def test_flags_choose_style_and_shape_and_say_where_they_came_from():
    typed = {**NOTHING, "prompt": "a circle --style other --ar 2:1 --steps 9"}
    params, sources = settle_params(typed, {"steps": "50"}, (STYLE, OTHER))
    assert (params.prompt, params.style, str(params.size), params.steps) == ("a circle", "other", "368x176", 9)
    assert {sources[name] for name in ("style", "size", "steps")} == {"prompt"}
    params, _ = settle_params({**NOTHING, "prompt": "a circle --ar 2:1"}, {"size": "200x200"}, (STYLE, OTHER))
    assert str(params.size) == "288x144"
    with pytest.raises(Refused, match="toy, other"):
        settle_params({**NOTHING, "prompt": "x --style raw"}, {}, (STYLE, OTHER))


async def test_what_is_ordered_again_is_read_as_it_was(queue):
    old = (await queue.enqueue(order(prompt="a clock at 12:30"))).job
    again_old = with_new_seed(again(old, Asker(10, 20, 2, interaction_id=3))).params
    assert (again_old.scenes, again_old.prompt_syntax) == (old.params.scenes, "notebook")
    asked, sources = settle_params({**NOTHING, "prompt": "a clock at 12:30"}, {}, (STYLE,))
    new = with_new_seed(replace(order(), params=asked, sources=sources)).params
    assert (new.scenes, new.prompt_syntax) == (asked.scenes, "midjourney")
    assert new.scenes != again_old.scenes
