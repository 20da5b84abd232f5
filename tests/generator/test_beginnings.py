"""What a painting can start from: a picture, its codes, a checkpoint with another layout."""

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

from generator.engine import Engine
from generator.models.encoder import Encoder
from generator.models.vqgan import Vqgan
from generator.pictures import images
from generator.styles.cards import InstalledStyle
from generator.wire.errors import CannotGoOn, NoCodes, NoEncoder, NoRecipe
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size
from tests.generator.asking import all_latents, all_steps, asking, last_step, noise_picture, painted, resumed


def _encoded(style: InstalledStyle, picture: torch.Tensor) -> torch.Tensor:
    """Encode with taming's own modules."""
    tensors = load_file(style.checked(style.card.network("vqgan_clip")))
    arguments = {
        k: v for k, v in style.card.network("vqgan_clip").architecture.items() if k not in ("embed_dim", "n_embed")
    }
    encoder = TamingEncoder(double_z=False, **arguments)
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in tensors.items() if k.startswith("encoder.")})
    return torch.nn.functional.conv2d(
        encoder(picture * 2 - 1), tensors["quant_conv.weight"], tensors["quant_conv.bias"]
    )


def test_a_painting_begins_with_the_picture_it_is_given(
    engine: Engine, style: InstalledStyle, params: Params, plan: Plan, tmp_path: Path
) -> None:
    digest = engine.inputs.keep(noise_picture(tmp_path / "it.png", (128, 64)))
    steps = all_steps(engine, asking(params, init_image=digest), plan)
    vqgan = engine.networks("tiny", "vqgan_clip", plan, print).own
    with torch.no_grad():
        codes = vqgan.nearest(_encoded(style, engine.inputs.filling(digest, Size(64, 64))))
        assert torch.equal(steps[0].image, vqgan.decode(vqgan.look_up(codes)).clamp(0, 1)[0])
    assert len(codes.unique()) > 1
    assert torch.equal(resumed(engine, asking(params, init_image=digest), plan, 2), steps[-1].image)


def test_init_weight_keeps_the_picture_near_its_start(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    digest = engine.inputs.keep(noise_picture(tmp_path / "it.png"))
    begun = asking(params, init_image=digest, steps=20)

    def departed(**changes) -> float:
        asked = asking(begun, **changes)
        latents = all_latents(engine, asked, plan)
        vqgan = engine.networks("tiny", "vqgan_clip", plan, print).own
        encoder = Encoder.load(_file(engine), engine.style("tiny").card.network("vqgan_clip").architecture, "cpu")
        first = vqgan.look_up(encoder.codes(engine.inputs.filling(digest, Size(64, 64)), vqgan))
        return (latents[-1] - first).square().mean().item()

    free, held, fading = departed(), departed(init_weight=100.0), departed(init_weight=100.0, init_fade=0.5)
    assert held < free / 2
    assert held < fading < free


def _file(engine: Engine) -> Path:
    style = engine.style("tiny")
    return style.checked(style.card.network("vqgan_clip"))


def test_a_painting_continues_from_another(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    spring = painted(engine, asking(params, prompt="spring"), plan, tmp_path / "spring.png")
    finished = all_steps(engine, asking(params, prompt="spring"), plan)[-1]
    summer = all_steps(engine, asking(params, prompt="summer", seed=7, continue_from=spring, learning_rate=2), plan)
    assert torch.equal(summer[0].image, finished.image)
    assert not torch.equal(summer[-1].image, finished.image)
    with pytest.raises(CannotGoOn, match="The picture in continue_from is 64x64; ask for the same size"):
        all_steps(engine, asking(params, continue_from=spring, size="72x64"), plan)


def test_pictures_that_cannot_be_continued_are_refused(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    plain = engine.inputs.keep(noise_picture(tmp_path / "plain.png"))
    with pytest.raises(NoRecipe):
        all_steps(engine, asking(params, continue_from=plain), plan)
    recipe = engine.recipe(params, plan)
    images.save(tmp_path / "old.png", torch.rand(3, 64, 64), recipe)
    with pytest.raises(NoCodes, match="give it as init_image"):
        all_steps(engine, asking(params, continue_from=engine.inputs.keep(tmp_path / "old.png")), plan)
    other = recipe.model_copy(update={"weights": {"vqgan.safetensors": "0" * 64}})
    images.save(tmp_path / "other.png", torch.rand(3, 64, 64), other, last_step(engine, params, plan).end)
    with pytest.raises(CannotGoOn, match="painted with the style tiny; use that style"):
        all_steps(engine, asking(params, continue_from=engine.inputs.keep(tmp_path / "other.png")), plan)


@pytest.mark.parametrize("codes", ["", "[[1,2],[3]]", "[[[1]]]", "[1]", "[]", "{}", '[["a"]]', f"[[{10**20}]]"])
def test_foreign_codes_are_validated(tmp_path: Path, codes: str) -> None:
    _with_codes(tmp_path / "it.png", codes)
    with pytest.raises(NoCodes):
        images.read_codes(tmp_path / "it.png")


@pytest.mark.parametrize("code", [-1, 16])
def test_codes_outside_the_codebook_are_refused(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path, code: int
) -> None:
    _with_codes(tmp_path / "it.png", json.dumps([[code] * 16] * 16), engine.recipe(params, plan).model_dump_json())
    with pytest.raises(NoCodes):
        all_steps(engine, asking(params, continue_from=engine.inputs.keep(tmp_path / "it.png")), plan)


def _with_codes(path: Path, codes: str, recipe: str = "{}") -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("easel", recipe)
    info.add_itxt("easel-codes", codes)
    Image.new("RGB", (64, 64)).save(path, pnginfo=info)


def _as_gumbel(style: InstalledStyle, folder: Path) -> InstalledStyle:
    """Return the style in the layout of a GumbelVQ whose encoder always chooses code 3."""
    copy = Path(shutil.copytree(style.folder, folder))
    tensors = load_file(copy / "vqgan.safetensors")
    tensors["quantize.embed.weight"] = tensors.pop("quantize.embedding.weight")
    tensors["quantize.proj.weight"] = torch.zeros(16, 8, 1, 1)
    tensors["quantize.proj.bias"] = torch.eye(16)[3]
    save_file(tensors, copy / "vqgan.safetensors")
    return _hashed(copy)


def _hashed(folder: Path) -> InstalledStyle:
    card = json.loads((folder / "card.json").read_text())
    card["vqgan"]["sha256"] = hashlib.sha256((folder / "vqgan.safetensors").read_bytes()).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    return InstalledStyle(folder)


def test_a_gumbel_checkpoint_paints_like_its_codebook(
    style: InstalledStyle, engine: Engine, device, params: Params, plan: Plan, tmp_path: Path
) -> None:
    gumbel = _as_gumbel(style, tmp_path / "gumbel")
    theirs = GumbelQuantize(8, 8, 16)
    theirs.load_state_dict(
        {k.removeprefix("quantize."): v for k, v in load_file(_file_of(gumbel)).items() if k.startswith("quantize.")}
    )
    vqgan = Vqgan.load(_file_of(gumbel), gumbel.card.network("vqgan_clip").architecture, "cpu")
    assert torch.equal(vqgan.codebook, theirs.embed.weight)
    picture = torch.rand(1, 3, 16, 16)
    codes = Encoder.load(_file_of(gumbel), gumbel.card.network("vqgan_clip").architecture, "cpu").codes(picture, vqgan)
    assert codes.unique().tolist() == [3]
    other = Engine(device, {"tiny": gumbel}, engine.inputs)
    assert torch.equal(last_step(other, params, plan).image, last_step(engine, params, plan).image)


def _file_of(style: InstalledStyle) -> Path:
    return style.checked(style.card.network("vqgan_clip"))


def test_weights_without_an_encoder_say_so(
    style: InstalledStyle, device, params: Params, plan: Plan, engine: Engine, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(style.folder, tmp_path / "copy"))
    tensors = load_file(copy / "vqgan.safetensors")
    decoder = {name: tensor for name, tensor in tensors.items() if not name.startswith(("encoder.", "quant_conv."))}
    save_file(decoder, copy / "vqgan.safetensors")
    without = Engine(device, {"tiny": _hashed(copy)}, engine.inputs)
    digest = engine.inputs.keep(noise_picture(tmp_path / "it.png"))
    with pytest.raises(NoEncoder, match="leave init_image out"):
        all_steps(without, asking(params, init_image=digest), plan)
