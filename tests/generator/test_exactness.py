"""A painting killed after any step resumes to the same bytes, and a recipe says what differs here."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator import commands
from generator.engine import Engine
from generator.painting import Intervals, Painting, Places
from generator.pictures import checkpoint
from generator.pictures.inputs import Inputs
from generator.pictures.recipe import Recipe
from generator.wire.errors import ForeignState, OtherDevice
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Device, Plan

OPTIMIZERS = get_args(Params.model_fields["optimizer"].annotation)
STEPS = 5
EVERYTHING = {
    "prompt": "spring:2 | fog:-1 ^ summer ^ autumn", "steps": STEPS, "ema_decay": 0.9, "learning_rate_drop": 0.5,
    "num_cutouts": 12, "cutouts": "exact", "augment": True, "cutout_noise": 0.1, "tv_scale": 0.5,
    "init_weight": 0.1, "init_fade": 0.8, "image_prompt_weight": 0.5,
}  # fmt: skip


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return Inputs(tmp_path / "inputs")


@pytest.fixture
def everything(params: Params, inputs: Inputs, tmp_path: Path) -> Params:
    """Params with every feature that can be combined with the others."""
    given = {}
    for name, colour in (("init_image", "red"), ("image_prompt", "blue")):
        Image.new("RGB", (70, 50), colour).save(tmp_path / "given.png")
        given[name] = inputs.keep(tmp_path / "given.png")
    return Params.model_validate({**params.model_dump(), **EVERYTHING, **given})


@pytest.mark.parametrize(("optimizer", "name"), [*zip(OPTIMIZERS, (*offer().plans, "exact"), strict=True)])
def test_a_painting_killed_after_any_step_resumes_to_the_same_bytes(
    style, device: Device, inputs: Inputs, everything: Params, tmp_path: Path, optimizer: str, name: str
) -> None:
    params, plan = everything.model_copy(update={"optimizer": optimizer}), offer().plan(name, device)
    state = tmp_path / "state"

    def paint(out: str, *, checkpoint: Path | None = None) -> bytes:
        engine, places = Engine(device, {"tiny": style}, inputs), Places(tmp_path / out, None, checkpoint, checkpoint)
        painting = Painting(engine, params, plan, places, Intervals(checkpoint=0))
        for report in painting.reports(str):
            if report.checkpoint and not (kept := tmp_path / f"saved-{report.step}").exists():
                shutil.copy(report.checkpoint, kept)
        return places.image.read_bytes()

    undisturbed = paint("undisturbed.png")
    assert paint("watched.png", checkpoint=state) == undisturbed
    for step in range(1, STEPS):
        shutil.copy(tmp_path / f"saved-{step}", state)
        assert paint(f"resumed-{step}.png", checkpoint=state) == undisturbed


def test_another_paintings_state_is_refused_or_painted_over(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    checkpoint.write(state, {"done": torch.tensor(3)}, "another recipe")
    painting = Painting(engine, params, plan, Places(tmp_path / "it.png", None, state, state))
    with pytest.raises(ForeignState):
        next(painting.reports(str))
    assert [report.step for report in painting.reports(str, restart=True)] == list(range(1, params.steps + 1))


@pytest.fixture
def command_line(monkeypatch: pytest.MonkeyPatch, engine: Engine):
    """The command line, running on the test device."""
    monkeypatch.setattr(Engine, "start", lambda: engine)
    return commands.main


def _doctored(picture: Path, **changes: object) -> Path:
    """Change the recipe in a picture and return the picture's path."""
    with Image.open(picture) as image:
        recipe = Recipe.model_validate_json(image.info["easel"])
        text = PngInfo()
        text.add_itxt("easel", recipe.model_copy(update=changes).model_dump_json())
        image.save(picture, pnginfo=text)
    return picture


def test_differences_from_the_recipe_are_reported(command_line, engine: Engine, tmp_path: Path, capsys) -> None:
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    assert command_line(["paint", "a red circle", "--out", str(one)]) == 0
    card = Device(kind="cuda", name="another card", threads=8, gflops=9000)
    versions = {**engine.describe().versions, "torch": "1.7.1"}
    weights = {"vqgan.safetensors": "0" * 64}
    changes = {"device": card.name, "plan": offer().plan("roomy", card), "versions": versions, "weights": weights}
    capsys.readouterr()
    assert command_line(["paint", "--recipe", str(_doctored(one, **changes)), "--out", str(two)]) == 0
    said = capsys.readouterr().err
    for part in (
        "the device was another card and is test here.",
        "the plan's device was cuda and is cpu here.",
        "the plan's threads was 8 and is 1 here.",
        "torch was 1.7.1 and is ",
        "the file vqgan.safetensors was 000000000000 and is ",
        "the file perceptor.safetensors was absent and is ",
    ):
        assert part in said


def test_a_plan_for_another_kind_of_device_is_refused(engine: Engine, params: Params) -> None:
    card = Device(kind="cuda", name="a card", threads=1, gflops=9000)
    with pytest.raises(OtherDevice):
        engine.paint(params, offer().plan("roomy", card), None, str)
