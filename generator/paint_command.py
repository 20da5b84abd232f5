"""`python -m generator paint`: one picture into a file, from options or from the recipe in another picture."""

import os
import sys
from pathlib import Path
from typing import Any

from generator.engine import Engine
from generator.painting import Painting, Places, Report
from generator.pictures import images
from generator.wire.errors import DoesNotFit, InvalidParams
from generator.wire.flags import read_typed, settle_typed
from generator.wire.params import PICTURES, Params
from generator.wire.plan import Plan
from generator.wire.prompts import show_scenes
from generator.wire.protocol import Style
from generator.wire.vocabulary import check_known, near_prompts, near_words, understood
from words.sentence import text


def run(given: dict[str, Any], *, recipe: Path | None, out: Path, state: Path | None) -> int:
    """Paint to `out`. `given` holds the fields of Params that were given, with pictures as paths.

    Saves the state to `state` and continues from it. Raises InvalidParams, and GeneratorError.
    """
    if out.is_dir() or not os.access(out.parent, os.W_OK):  # better said now than after hours of painting
        raise InvalidParams("out-not-writable", file=str(out))
    engine = Engine.start()
    given = {name: engine.inputs.keep(value) if name in PICTURES else value for name, value in given.items()}
    params, plan = _from_recipe(recipe, given, engine) if recipe else _from_options(given, engine)
    painting = Painting(engine, params, plan, Places(out, None, state, state))
    for report in painting.reports(lambda doing: _say(str(doing))):
        _say(_progress(report, params), end="\r")
        notes = report.notes
    if state:
        state.unlink(missing_ok=True)
    _say("\n" + text("paint-done", file=str(out), size=str(params.size), seed=str(params.seed)))
    for note in notes:
        _say(str(note))
    return 0


def _from_options(given: dict[str, Any], engine: Engine) -> tuple[Params, Plan]:
    typed = read_typed(given)
    style = engine.style(typed.get("style")).describe()
    params, _ = settle_typed(typed, {"style": style.defaults(typed.get("method"))})
    if (read := show_scenes(params.scenes)) != given["prompt"]:
        _say(text("paint-reads", prompt=read))
    _say_what_is_unknown(style, params)
    capacity = engine.capacity(params.style, params.method)
    if refusal := capacity.refusal(params.size):
        raise DoesNotFit(refusal)
    return params, capacity.choose(params.size)


def _say_what_is_unknown(style: Style, params: Params) -> None:
    """Say which words the style does not know, and some that it knows. Raises NothingKnown if it knows none."""
    known = understood(style, params)
    if known.unknown:
        _say(text("paint-unknown", style=style.name, words=", ".join(known.unknown)))
    near = [word for _, word in near_words(style, params)] if known.anything else near_prompts(style, params)[:5]
    if near:
        _say(text("paint-near", words=", ".join(near)))
    check_known(style, params)


def _from_recipe(picture: Path, given: dict[str, Any], engine: Engine) -> tuple[Params, Plan]:
    """Return the params and plan that a picture carries, and say what has changed since it was painted.

    Pictures may be given with it, because those that it was painted from may not be kept here. Raises InvalidParams
    when anything else is given.
    """
    if beside := [f"--{name}" for name in given if name not in PICTURES]:
        raise InvalidParams("recipe-alone", options=", ".join(beside))
    recipe = images.read_recipe(picture)
    params, plan = recipe.params, recipe.plan
    if plan.device != engine.device.kind:
        plan = engine.capacity(params.style, params.method).choose(params.size)
    for difference in recipe.differences(engine.recipe(params, plan)):
        _say(text("paint-may-differ", difference=difference))
    return params, plan


def _progress(report: Report, params: Params) -> str:
    pace = f"{report.seconds_per_step:.2f}"
    return text("paint-step", step=str(report.step), steps=str(params.steps), seconds=pace)


def _say(sentence: str, end: str = "\n") -> None:
    sys.stderr.write(sentence + end)
    sys.stderr.flush()
