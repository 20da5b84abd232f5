"""Pictures that are painted at half their size, then cleaned and enlarged."""

import json

import pytest
import torch
from safetensors.torch import load_file
from spandrel import ModelLoader
from torch.nn import functional as F

from generator.engine import Engine
from generator.models import upscaler
from generator.painting import Painting, Places
from generator.pictures import images
from generator.styles.shipped import UPSCALER, UPSCALER_SHA256
from generator.wire.errors import CannotGoOn, InvalidParams
from generator.wire.params import Params, settle


def _picture(width, height):
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("height", [40, 128, 300])
def test_strips_are_as_the_whole(height: int) -> None:
    picture = _picture(24, height)
    network = ModelLoader(device="cpu").load_from_state_dict(load_file(UPSCALER)).model.eval()
    with torch.no_grad():
        whole = network(picture).clamp(0, 1)
    enlarged = upscaler.enlarge(picture)
    assert enlarged.shape == (1, 3, 4 * height, 96)
    torch.testing.assert_close(enlarged, whole, atol=1e-5, rtol=0)
    assert (enlarged - F.interpolate(picture, scale_factor=4.0)).abs().mean() > 0.01


def test_a_picture_is_painted_at_half_its_size_and_enlarged(engine: Engine, params: Params, plan, tmp_path) -> None:
    params = Params.model_validate({**params.model_dump(), "size": "150x130", "enlarge": 2})
    places = Places(tmp_path / "one.png", previews=tmp_path)
    previews = [report.preview for report in Painting(engine, params, plan, places).reports(lambda _: None)]
    with images.Image.open(next(each for each in previews if each)) as preview:
        assert max(preview.size) <= 76
    with images.Image.open(places.image) as picture:
        assert picture.size == (150, 130)
    recipe = images.read_recipe(places.image)
    assert recipe.params.enlarge == 2
    assert recipe.weights[UPSCALER.name] == UPSCALER_SHA256
    again = tmp_path / "two.png"
    list(Painting(engine, params, plan, Places(again)).reports(lambda _: None))
    assert again.read_bytes() == places.image.read_bytes()


def test_an_enlarged_picture_can_be_gone_on_from(engine: Engine, params: Params, plan, tmp_path) -> None:
    params = Params.model_validate({**params.model_dump(), "size": "160x128", "enlarge": 2, "steps": 2})
    first = tmp_path / "first.png"
    list(Painting(engine, params, plan, Places(first)).reports(lambda _: None))
    on = params.model_copy(update={"continue_from": engine.inputs.keep(first)})
    second = tmp_path / "second.png"
    list(Painting(engine, on, plan, Places(second)).reports(lambda _: None))
    with images.Image.open(second) as picture:
        assert picture.size == (160, 128)
    with pytest.raises(CannotGoOn, match="160x128"):
        list(engine.paint(on.model_copy(update={"enlarge": 1}), plan, None, lambda _: None))


def test_others_know_nothing_of_the_upscaler(engine: Engine, params: Params, plan) -> None:
    recipe = engine.recipe(params, plan)
    assert UPSCALER.name not in recipe.weights
    assert "enlarge" not in json.loads(recipe.model_dump_json())["params"]


def test_what_is_too_small_is_refused(params: Params) -> None:
    with pytest.raises(InvalidParams, match="both sides of size must be at least 128"):
        settle({"you": {**params.model_dump(), "size": "300x100", "enlarge": 2}})
