"""What else a painting can be asked for, each as it is painted."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import torch
from PIL import Image, PngImagePlugin
from safetensors.torch import load_file, save_file
from taming.modules.diffusionmodules.model import Encoder as TamingEncoder
from taming.modules.vqvae.quantize import GumbelQuantize

from generator import images
from generator.beginnings import CannotGoOn
from generator.engine import Engine
from generator.images import NoCodes, NoRecipe
from generator.inputs import Inputs
from generator.methods import vqgan_clip
from generator.methods.canvas import NotANumber
from generator.methods.optimizers import OPTIMIZERS, learning_rate_at
from generator.methods.step import Step
from generator.methods.stopping import EarlyStop
from generator.models.encoder import Encoder, NoEncoder
from generator.models.perceptor import left_out
from generator.models.vqgan import Vqgan
from generator.painting import Painting, Places
from generator.params import Params, Size
from generator.plan import Plan
from generator.weights.cards import Style


@pytest.fixture
def engine(style: Style, device, tmp_path: Path) -> Engine:
    return Engine(device, {"tiny": style}, Inputs(tmp_path / "inputs"))


def _asked(params: Params, **changes) -> Params:
    return Params.model_validate({**params.model_dump(), **changes})


def _steps(engine: Engine, params: Params, plan: Plan, resume=None) -> list[Step]:
    return list(engine.paint(params, plan, resume, lambda doing: None))


def _resumed(engine: Engine, params: Params, plan: Plan, done: int) -> torch.Tensor:
    """Paint `done` steps, leave, and paint the rest from the state; return the picture."""
    steps = engine.paint(params, plan, None, lambda doing: None)
    state = [next(steps) for _ in range(done)][-1].state()
    return _steps(engine, params, plan, state)[-1].image


def _latents(engine: Engine, params: Params, plan: Plan) -> list[torch.Tensor]:
    """Return the latents after each step."""
    return [step.state()["latents"] for step in engine.paint(params, plan, None, lambda doing: None)]


def _noise_picture(path: Path, size=(64, 64)) -> Path:
    generator = torch.Generator().manual_seed(0)
    pixels = torch.randint(256, (size[1] // 8, size[0] // 8, 3), generator=generator, dtype=torch.uint8)
    Image.fromarray(pixels.numpy()).resize(size, Image.Resampling.NEAREST).save(path)
    return path


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_paints_its_own_picture_and_resumes_to_the_last_bit(
    engine: Engine, params: Params, plan: Plan, optimizer: str
) -> None:
    longer = _asked(params, optimizer=optimizer, steps=6)
    steps = _steps(engine, longer, plan)
    assert torch.equal(_resumed(engine, longer, plan, 4), steps[-1].image)
    if optimizer != "adam":
        adam = _latents(engine, _asked(longer, optimizer="adam"), plan)
        assert not torch.equal(steps[-1].state()["latents"], adam[-1])


def test_the_optimizers_are_those_that_can_be_asked_for() -> None:
    assert set(OPTIMIZERS) == set(Params.model_fields["optimizer"].annotation.__args__)


def test_the_learning_rate_drops_for_the_last_quarter(engine: Engine, params: Params, plan: Plan) -> None:
    assert [learning_rate_at(step, 4, 0.5, 0.1) for step in (1, 2, 3, 4)] == [0.5, 0.5, 0.5, 0.05]
    steady, dropped = (_latents(engine, _asked(params, learning_rate_drop=drop), plan) for drop in (1, 0.1))
    assert torch.equal(steady[2], dropped[2])
    far, near = ((each[3] - each[2]).abs().mean() for each in (steady, dropped))
    assert near.item() == pytest.approx(0.1 * far.item(), rel=0.2)


def test_the_picture_is_of_the_latents_average(engine: Engine, params: Params, plan: Plan) -> None:
    asked = _asked(params, ema_decay=0.5, learning_rate=2.0)
    last, latents = _steps(engine, asked, plan)[-1], _latents(engine, asked, plan)
    total, weight = torch.zeros(()), 0.0
    for each in latents:
        total, weight = 0.5 * total + 0.5 * each, 0.5 * weight + 0.5
    vqgan = engine.models("tiny", plan, print).vqgan
    codes = vqgan.nearest(total / weight)
    assert torch.equal(last.image, vqgan.decode(vqgan.look_up(codes)).clamp(0, 1)[0])
    assert torch.equal(last.end.codes, codes[0])
    assert not torch.equal(codes, vqgan.nearest(latents[-1]))
    assert torch.equal(_resumed(engine, asked, plan, 2), last.image)


@pytest.mark.parametrize("changes", [{"cutouts": "exact"}, {"cutouts": "fast"}, {"augment": True}, {"tv_scale": 10.0}])
def test_each_way_of_looking_paints_another_picture_and_resumes(
    engine: Engine, params: Params, plan: Plan, changes: dict
) -> None:
    asked = _asked(params, **changes)
    steps = _steps(engine, asked, plan)
    assert not torch.equal(steps[-1].state()["latents"], _latents(engine, params, plan)[-1])
    assert torch.equal(_resumed(engine, asked, plan, 2), steps[-1].image)


def _encoded(style: Style, picture: torch.Tensor) -> torch.Tensor:
    """Encode as taming does, with its own modules."""
    tensors = load_file(style.checked(style.card.vqgan))
    arguments = {k: v for k, v in style.card.vqgan.architecture.items() if k not in ("embed_dim", "n_embed")}
    encoder = TamingEncoder(double_z=False, **arguments)
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in tensors.items() if k.startswith("encoder.")})
    return torch.nn.functional.conv2d(
        encoder(picture * 2 - 1), tensors["quant_conv.weight"], tensors["quant_conv.bias"]
    )


def test_a_painting_begins_with_the_picture_it_is_given(
    engine: Engine, style: Style, params: Params, plan: Plan, tmp_path: Path
) -> None:
    digest = engine.inputs.keep(_noise_picture(tmp_path / "it.png", (128, 64)))
    steps = _steps(engine, _asked(params, init_image=digest), plan)
    vqgan = engine.models("tiny", plan, print).vqgan
    with torch.no_grad():
        codes = vqgan.nearest(_encoded(style, engine.inputs.filling(digest, Size(64, 64))))
        assert torch.equal(steps[0].image, vqgan.decode(vqgan.look_up(codes)).clamp(0, 1)[0])
    assert len(codes.unique()) > 1
    assert torch.equal(_resumed(engine, _asked(params, init_image=digest), plan, 2), steps[-1].image)


def test_the_start_is_held_on_to(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    digest = engine.inputs.keep(_noise_picture(tmp_path / "it.png"))
    begun = _asked(params, init_image=digest, steps=20)

    def departed(**changes) -> float:
        asked = _asked(begun, **changes)
        latents = _latents(engine, asked, plan)
        vqgan = engine.models("tiny", plan, print).vqgan
        encoder = Encoder.load(_file(engine), engine.style("tiny").card.vqgan.architecture, "cpu")
        first = vqgan.look_up(encoder.codes(engine.inputs.filling(digest, Size(64, 64)), vqgan))
        return (latents[-1] - first).square().mean().item()

    free, held, fading = departed(), departed(init_weight=100.0), departed(init_weight=100.0, init_fade=0.5)
    assert held < free / 2
    assert held < fading < free


def _file(engine: Engine) -> Path:
    style = engine.style("tiny")
    return style.checked(style.card.vqgan)


def test_a_picture_can_be_a_prompt(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    digest = engine.inputs.keep(_noise_picture(tmp_path / "it.png"))

    def nearness(**changes) -> float:
        image = _steps(engine, _asked(params, prompt="a:0.01", steps=30, **changes), plan)[-1].image[None]
        perceptor = engine.models("tiny", plan, print).perceptors[0]
        seen, wanted = (
            perceptor.encode_image(torch.nn.functional.interpolate(each, (32, 32), mode="area"))
            for each in (image, engine.inputs.whole(digest, Size(64, 64)))
        )
        return (seen @ wanted.T).item()

    assert nearness(image_prompt=digest) > nearness()
    assert nearness(image_prompt=digest, image_prompt_weight=-1) < nearness(image_prompt=digest)
    asked = _asked(params, image_prompt=digest)
    assert torch.equal(_resumed(engine, asked, plan, 2), _steps(engine, asked, plan)[-1].image)


def test_scenes_are_painted_in_turn(engine: Engine, params: Params, plan: Plan) -> None:
    story, spring = (
        _latents(engine, _asked(params, prompt=prompt), plan) for prompt in ("spring ^ a red circle", "spring")
    )
    assert torch.equal(story[1], spring[1])
    assert not torch.equal(story[2], spring[2])
    asked = _asked(params, prompt="spring ^ a red circle")
    assert torch.equal(_resumed(engine, asked, plan, 3), _steps(engine, asked, plan)[-1].image)


def _painted(engine: Engine, params: Params, plan: Plan, path: Path) -> str:
    """Paint a picture and return its hash, the picture being kept."""
    list(Painting(engine, params, plan, Places(path)).reports(None, lambda doing: None))
    return engine.inputs.keep(path)


def test_a_picture_goes_on_from_another(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    spring = _painted(engine, _asked(params, prompt="spring"), plan, tmp_path / "spring.png")
    finished = _steps(engine, _asked(params, prompt="spring"), plan)[-1]
    summer = _steps(engine, _asked(params, prompt="summer", seed=7, continue_from=spring, learning_rate=2), plan)
    assert torch.equal(summer[0].image, finished.image)
    assert not torch.equal(summer[-1].image, finished.image)
    with pytest.raises(CannotGoOn, match="that picture is 64x64; ask for the same size"):
        _steps(engine, _asked(params, continue_from=spring, size="72x64"), plan)


def test_what_cannot_be_gone_on_from_is_said(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    plain = engine.inputs.keep(_noise_picture(tmp_path / "plain.png"))
    with pytest.raises(NoRecipe):
        _steps(engine, _asked(params, continue_from=plain), plan)
    recipe = engine.recipe(params, plan)
    images.save(tmp_path / "old.png", torch.rand(3, 64, 64), recipe)
    with pytest.raises(NoCodes, match="give it as init_image"):
        _steps(engine, _asked(params, continue_from=engine.inputs.keep(tmp_path / "old.png")), plan)
    other = recipe.model_copy(update={"weights": {"vqgan.safetensors": "0" * 64}})
    images.save(tmp_path / "other.png", torch.rand(3, 64, 64), other, _finished(engine, params, plan).end)
    with pytest.raises(CannotGoOn, match="painted with the style tiny; use it too"):
        _steps(engine, _asked(params, continue_from=engine.inputs.keep(tmp_path / "other.png")), plan)


def _finished(engine: Engine, params: Params, plan: Plan) -> Step:
    return _steps(engine, params, plan)[-1]


@pytest.mark.parametrize("codes", ["", "[[1,2],[3]]", "[[[1]]]", "[1]", "[]", "{}", '[["a"]]', f"[[{10**20}]]"])
def test_codes_that_somebody_else_wrote_are_not_trusted(tmp_path: Path, codes: str) -> None:
    _with_codes(tmp_path / "it.png", codes)
    with pytest.raises(NoCodes):
        images.read_codes(tmp_path / "it.png")


@pytest.mark.parametrize("code", [-1, 16])
def test_codes_that_the_codebook_does_not_have_are_refused(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path, code: int
) -> None:
    _with_codes(tmp_path / "it.png", json.dumps([[code] * 16] * 16), engine.recipe(params, plan).model_dump_json())
    with pytest.raises(NoCodes):
        _steps(engine, _asked(params, continue_from=engine.inputs.keep(tmp_path / "it.png")), plan)


def _with_codes(path: Path, codes: str, recipe: str = "{}") -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("easel", recipe)
    info.add_itxt("easel-codes", codes)
    Image.new("RGB", (64, 64)).save(path, pnginfo=info)


def test_painting_stops_where_more_steps_bring_too_little(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    asked = _asked(params, steps=30, early_stop=2, early_stop_improvement=1.0)
    steps = _steps(engine, asked, plan)
    assert len(steps) == 4
    assert torch.equal(steps[-1].image, _steps(engine, params, plan)[-1].image)
    assert steps[-1].end.notes == ("Stopped at step 4, since more steps brought too little.",)
    assert torch.equal(_resumed(engine, asked, plan, 3), steps[-1].image)
    _painted(engine, asked, plan, tmp_path / "it.png")
    with Image.open(tmp_path / "it.png") as picture:
        assert picture.info["Comment"] == "Stopped at step 4, since more steps brought too little."
    assert _steps(engine, params, plan)[-1].end.notes == ()


def test_early_stop_compares_two_windows() -> None:
    stop = EarlyStop(2, 0.1)
    verdicts = []
    for loss in (1.0, 1.0, 0.8, 0.8, 0.75, 0.75):
        stop.add(torch.tensor(loss))
        verdicts.append(stop.now)
    assert verdicts == [False, False, False, False, False, True]
    never = EarlyStop(0, 1.0)
    never.add(torch.tensor(1.0))
    assert not never.now


def _broken_at(monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    """Let the perceptors come to something that is no number in one step."""
    criticise, calls = vqgan_clip.criticise, []

    def criticise_until(*arguments):
        calls.append(None)
        loss, gradient = criticise(*arguments)
        return (loss, gradient * float("nan")) if len(calls) == broken else (loss, gradient)

    monkeypatch.setattr(vqgan_clip, "criticise", criticise_until)


@pytest.mark.parametrize("ema_decay", [0, 0.5])
def test_what_is_no_number_ends_the_painting_with_its_last_good_picture(
    engine: Engine, params: Params, plan: Plan, monkeypatch: pytest.MonkeyPatch, ema_decay: float
) -> None:
    asked = _asked(params, ema_decay=ema_decay)
    good = _steps(engine, _asked(asked, steps=2), plan)[-1]
    _broken_at(monkeypatch, 3)
    last = _steps(engine, asked, plan)[-1]
    assert torch.equal(last.image, good.image)
    assert last.end.notes == ("Step 3 came to something that is no number, so this is the picture of step 2.",)


def test_a_first_step_that_is_no_number_is_no_picture(
    engine: Engine, params: Params, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    _broken_at(monkeypatch, 1)
    with pytest.raises(NotANumber, match="try a smaller learning_rate"):
        _steps(engine, params, plan)


def test_what_a_prompt_is_too_long_for_is_told(engine: Engine, params: Params, plan: Plan) -> None:
    assert [left_out(text) for text in ("a red circle", "cat " * 75, "cat " * 76, "x" * 1000)] == [0, 0, 1, 1]
    notes = [
        _finished(engine, _asked(params, prompt=prompt), plan).end.notes
        for prompt in ("cat " * 75, "cat " * 76, f"a fox | {'cat ' * 77}")
    ]
    assert notes == [
        (),
        ("The prompt is longer than the perceptor reads: its last word was left out.",),
        ("Part 2 of the prompt is longer than the perceptor reads: its last 2 words were left out.",),
    ]


def _as_gumbel(style: Style, folder: Path) -> Style:
    """Return the style in the layout of a GumbelVQ, whose encoder always chooses code 3."""
    copy = Path(shutil.copytree(style.folder, folder))
    tensors = load_file(copy / "vqgan.safetensors")
    tensors["quantize.embed.weight"] = tensors.pop("quantize.embedding.weight")
    tensors["quantize.proj.weight"] = torch.zeros(16, 8, 1, 1)
    tensors["quantize.proj.bias"] = torch.eye(16)[3]
    save_file(tensors, copy / "vqgan.safetensors")
    return _hashed(copy)


def _hashed(folder: Path) -> Style:
    card = json.loads((folder / "card.json").read_text())
    card["vqgan"]["sha256"] = hashlib.sha256((folder / "vqgan.safetensors").read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    return Style(folder)


def test_a_gumbel_checkpoint_paints_as_its_codebook_does(
    style: Style, engine: Engine, device, params: Params, plan: Plan, tmp_path: Path
) -> None:
    gumbel = _as_gumbel(style, tmp_path / "gumbel")
    theirs = GumbelQuantize(8, 8, 16)
    theirs.load_state_dict(
        {k.removeprefix("quantize."): v for k, v in load_file(_file_of(gumbel)).items() if k.startswith("quantize.")}
    )
    vqgan = Vqgan.load(_file_of(gumbel), gumbel.card.vqgan.architecture, "cpu")
    assert torch.equal(vqgan.codebook, theirs.embed.weight)
    picture = torch.rand(1, 3, 16, 16)
    codes = Encoder.load(_file_of(gumbel), gumbel.card.vqgan.architecture, "cpu").codes(picture, vqgan)
    assert codes.unique().tolist() == [3]
    other = Engine(device, {"tiny": gumbel}, engine.inputs)
    assert torch.equal(_finished(other, params, plan).image, _finished(engine, params, plan).image)


def _file_of(style: Style) -> Path:
    return style.checked(style.card.vqgan)


def test_weights_without_an_encoder_say_so(
    style: Style, device, params: Params, plan: Plan, engine: Engine, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(style.folder, tmp_path / "copy"))
    tensors = load_file(copy / "vqgan.safetensors")
    decoder = {name: tensor for name, tensor in tensors.items() if not name.startswith(("encoder.", "quant_conv."))}
    save_file(decoder, copy / "vqgan.safetensors")
    without = Engine(device, {"tiny": _hashed(copy)}, engine.inputs)
    digest = engine.inputs.keep(_noise_picture(tmp_path / "it.png"))
    with pytest.raises(NoEncoder, match="leave init_image out"):
        _steps(without, _asked(params, init_image=digest), plan)
