"""Diffusion models of one's own: made by guided-diffusion, read from their tensors, and painted with."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.torch import load_file

from generator.engine import Engine
from generator.methods.diffusion import checkpoint
from generator.models.guided import AttentionBlock, create_gaussian_diffusion, create_model
from generator.models.schedule import Process, schedule
from generator.models.shapes import shapes_of
from generator.models.unet import UNet
from generator.styles.cards import InstalledStyle
from generator.styles.store import Store
from generator.weights.catalogue import Catalogue
from generator.weights.install import Installer
from generator.wire.errors import GeneratorError, TooManySteps, WeightsRefused, WrongArchitecture
from generator.wire.params import settle
from generator.wire.plan import Plan
from tests.generator.weights import making
from tests.generator.weights.conftest import HASTE, Told
from tests.generator.weights.server import Web

USUAL = {"noise_schedule": "linear", "diffusion_steps": 1000}
_PLAIN = {"num_channels": 32, "num_res_blocks": 1, "num_heads": 1}

# create_model's arguments, and what of them people have to say besides USUAL. Small, but each unlike the others as
# those that are about: Disco Diffusion's portrait and pixel-art models are like the first, openai's like the second.
MODELS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "portraits": (
        {**_PLAIN, "image_size": 256, "attention_resolutions": "16", "learn_sigma": True},
        {"num_heads": 1},
    ),
    "openai's 512": (
        {
            "image_size": 512, "num_channels": 64, "num_res_blocks": 1, "num_head_channels": 32, "learn_sigma": True,
            "attention_resolutions": "16,8", "resblock_updown": True, "use_scale_shift_norm": True, "class_cond": True,
        },
        {"num_head_channels": 32},
    ),
    "openai's 64": (
        {
            "image_size": 64, "num_channels": 32, "num_res_blocks": 3, "num_head_channels": 16, "learn_sigma": True,
            "attention_resolutions": "32,16,8", "resblock_updown": True, "use_scale_shift_norm": True,
            "class_cond": True, "use_new_attention_order": True,
        },
        {"num_head_channels": 16, "use_new_attention_order": True, "noise_schedule": "cosine"},
    ),
    "128, variance not learned": (
        {**_PLAIN, "image_size": 128, "attention_resolutions": "32,8", "num_heads": 4, "num_res_blocks": 2},
        {"num_heads": 4},
    ),
    "levels of one's own": (
        {
            **_PLAIN, "image_size": 96, "attention_resolutions": "48", "channel_mult": "1,2",
            "use_scale_shift_norm": True,
        },
        {"num_heads": 1, "image_size": 96},
    ),
    "one level, without attention but in the middle": (
        {**_PLAIN, "image_size": 64, "attention_resolutions": "1", "channel_mult": "1"},
        {"num_heads": 1, "image_size": 64},
    ),
    "4000 steps": (
        {**_PLAIN, "image_size": 64, "attention_resolutions": "16,8", "num_heads": 2, "learn_sigma": True},
        {"num_heads": 2, "diffusion_steps": 4000, "noise_schedule": "cosine", "rescale_timesteps": True},
    ),
    "predicts the picture": (
        {**_PLAIN, "image_size": 64, "attention_resolutions": "16"},
        {"num_heads": 1, "predict_xstart": True},
    ),
}  # fmt: skip


def _save(path: Path, arguments: dict[str, Any]) -> torch.nn.Module:
    """Save a state dict as guided-diffusion does, and return its model, whose last layers are not zero."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = create_model(**arguments)
        for parameter in model.parameters():
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.02)
    torch.save(model.state_dict(), path)
    return model.eval().requires_grad_(False)


@pytest.fixture
def perceived(installer: Installer) -> Installer:
    installer.fetch(["vit_b_32"])
    return installer


@pytest.mark.parametrize("name", MODELS)
def test_a_model_of_ones_own_is_read_and_painted_with(
    name: str, perceived: Installer, store: Store, plan: Plan, device, tmp_path: Path
) -> None:
    arguments, told = MODELS[name]
    theirs = _save(tmp_path / "ema_0.9999.pt", arguments)
    perceived.add(tmp_path / "ema_0.9999.pt", "mine", None, {**USUAL, **told})
    [style] = store.styles()
    network = style.card.network("diffusion")
    assert network is not None
    side = arguments["image_size"]
    picked = {"pick_class": True} if network.architecture["num_classes"] == 1000 else {}
    assert style.card.methods["diffusion"].defaults == {"size": f"{side}x{side}", **picked}
    ours = UNet.load(style.checked(network), network.architecture, "cpu")  # strictly
    x, at = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(1)), torch.tensor([400])
    label = torch.tensor([7]) if arguments.get("class_cond") else None
    assert torch.equal(ours(x, at, label), theirs(x, at, label))
    assert _paints(style, device, plan, "dpm")


@pytest.mark.parametrize("sampler", ["dpm", "ddim", "ddpm"])
@pytest.mark.parametrize("name", ["128, variance not learned", "predicts the picture", "4000 steps"])
def test_every_sampler_takes_what_such_a_model_predicts(
    name: str, sampler: str, perceived: Installer, store: Store, plan: Plan, device, tmp_path: Path
) -> None:
    arguments, told = MODELS[name]
    _save(tmp_path / "it.pt", arguments)
    perceived.add(tmp_path / "it.pt", "mine", None, {**USUAL, **told})
    [style] = store.styles()
    assert _paints(style, device, plan, sampler)


def _paints(style: InstalledStyle, device, plan: Plan, sampler: str) -> bool:
    asked = {"prompt": "a", "size": "64x64", "steps": 3, "seed": 1, "num_cutouts": 2, "sampler": sampler}
    params, _ = settle({"you": asked, "style": style.describe().defaults(None)})
    *_, last = Engine(device, {style.card.name: style}).paint(params, plan, None, print)
    return last.image.shape == (3, 64, 64) and bool(last.image.isfinite().all()) and float(last.image.std()) > 0.01


@st.composite
def _arguments(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw create_model's arguments, and what of them the tensors do not tell."""
    side = draw(st.sampled_from([64, 128, 256, 512]))
    levels = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    mult = draw(st.sampled_from(["", ",".join(map(str, levels))]))
    told: dict[str, Any] = dict(USUAL)
    if mult:
        told["image_size"] = side
    told[draw(st.sampled_from(["num_heads", "num_head_channels"]))] = draw(st.sampled_from([1, 2, 16, 32]))
    arguments = {
        "image_size": side,
        "num_channels": draw(st.sampled_from([64, 128])),
        "num_res_blocks": draw(st.integers(1, 3)),
        "channel_mult": mult,
        "attention_resolutions": ",".join(
            str(side // rate) for rate in draw(st.sets(st.sampled_from([1, 2, 4, 8, 16]), min_size=1))
        ),
        **{name: draw(st.booleans()) for name in ("learn_sigma", "class_cond", "use_scale_shift_norm")},
        "resblock_updown": draw(st.booleans()),
        **{name: value for name, value in told.items() if name in ("num_heads", "num_head_channels")},
    }
    return arguments, told


@settings(max_examples=40, deadline=None)
@given(_arguments())
def test_the_tensors_tell_the_architecture(drawn: tuple[dict[str, Any], dict[str, Any]]) -> None:
    arguments, told = drawn
    with torch.device("meta"):
        theirs = create_model(**arguments)
    found = checkpoint.read(shapes_of(lambda: theirs), told)
    with torch.device("meta"):
        ours = UNet(found.architecture).model
    assert str(ours) == str(theirs)  # every module with its sizes
    assert found.tensors == shapes_of(lambda: theirs)
    assert _heads(ours) == _heads(theirs)
    assert found.architecture["image_size"] == arguments["image_size"]


def _heads(model: torch.nn.Module) -> list[int]:
    return [module.num_heads for module in model.modules() if isinstance(module, AttentionBlock)]


def test_what_the_tensors_do_not_tell_is_asked_for_at_once_and_before_anything_is_read(
    installer: Installer, store: Store, told: Told, tmp_path: Path
) -> None:
    arguments, _ = MODELS["levels of one's own"]
    _save(tmp_path / "it.pt", arguments)
    with pytest.raises(WeightsRefused) as caught:
        installer.add(tmp_path / "it.pt", "mine", None, {"noise_schedule": "linear"})
    asked = '--trained-with "num_heads=1|2|3|… diffusion_steps=1000|2000|… image_size=64|128|256|…"'
    assert asked in str(caught.value)
    assert (told.asked, told.doing, store.installed("mine")) == ([], [], False)


WRONG = {
    "nothing like it": ({"colour": "red"}, "--trained-with does not take colour"),
    "what the tensors tell": ({"num_channels": "32"}, "does not take num_channels, which the tensors tell"),
    "another schedule": (
        {"noise_schedule": "sigmoid"},
        r"noise_schedule cannot be sigmoid; it is one of linear\|cosine",
    ),
    "too few timesteps": ({"diffusion_steps": "250"}, "diffusion_steps cannot be 250"),
    "no number": ({"num_heads": "four"}, "num_heads cannot be four"),
    "heads that do not fit": ({"num_heads": "3"}, "num_heads cannot be 3: it must divide the 128 channels"),
    "heads too wide": ({"num_head_channels": "256"}, "num_head_channels cannot be 256: it must divide the 128"),
    "a picture too small": ({"image_size": "8"}, "image_size cannot be 8"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_have_been_is_a_sentence(case: str, installer: Installer, store: Store, tmp_path: Path) -> None:
    said, sentence = WRONG[case]
    _save(tmp_path / "it.pt", MODELS["portraits"][0])
    with pytest.raises(GeneratorError, match=sentence):
        installer.add(tmp_path / "it.pt", "mine", None, {**USUAL, "num_heads": 1, **said})
    assert not store.installed("mine")


def test_a_catalogue_of_ones_own_says_it_too(
    store: Store, told: Told, catalogue: Catalogue, web: Web, tmp_path: Path
) -> None:
    _save(tmp_path / "it.pt", MODELS["portraits"][0])
    body = (tmp_path / "it.pt").read_bytes()
    (tmp_path / "catalogue.toml").write_text(f"""
        [[checkpoint]]
        name = "portraits"
        title = "Portraits"
        kind = "diffusion"
        good_at = "portraits"
        licence = "MIT"
        sha256 = "{hashlib.sha256(body).hexdigest()}"
        sources = ["{web.put("/portraits", body=body)}"]
        shape = {{ num_heads = 1, noise_schedule = "linear", diffusion_steps = 1000 }}
    """)
    listed = Catalogue.read(tmp_path / "catalogue.toml").checkpoints["portraits"]
    both = Catalogue([listed, catalogue.checkpoints["vit_b_32"]], [])
    Installer(store, both, told, sample=False, retries=HASTE).fetch(["portraits"])
    [style] = store.styles()
    network = style.card.network("diffusion")
    assert network is not None
    assert network.architecture["image_size"] == 256


def test_the_average_over_the_training_is_taken(perceived: Installer, store: Store, told: Told, tmp_path: Path) -> None:
    state = _save(tmp_path / "it.pt", MODELS["portraits"][0]).state_dict()
    last = {f"module.{name}": tensor + 1 for name, tensor in state.items()}
    torch.save({"model": last, "ema": {f"module.{name}": tensor for name, tensor in state.items()}}, tmp_path / "it.pt")
    perceived.add(tmp_path / "it.pt", "mine", None, {**USUAL, "num_heads": 1})
    assert any("its training (EMA)" in said for said in told.said)
    found = load_file(store.place("mine") / "model.safetensors")
    assert all(torch.equal(found[name], tensor) for name, tensor in state.items())


def test_two_readings_of_one_file_are_two_networks(perceived: Installer, store: Store, tmp_path: Path) -> None:
    """The engine keeps networks, and recipes name them, by their hash alone."""
    _save(tmp_path / "it.pt", MODELS["portraits"][0])
    for name, heads in (("one", 1), ("four", 4)):
        perceived.add(tmp_path / "it.pt", name, None, {**USUAL, "num_heads": heads})
    hashes = {style.card.files("diffusion")[0].sha256 for style in store.styles()}
    assert len(hashes) == 2
    with safe_open(store.place("four") / "model.safetensors", "pt") as file:
        assert file.metadata()["num_heads"] == "4"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("output_blocks.2.0.out_layers.3.weight", "it has no output_blocks.2.0"), ("time_embed.0.weight", "no diffusion")],
)
def test_a_model_that_lacks_something_is_refused(
    name: str, sentence: str, installer: Installer, tmp_path: Path
) -> None:
    state = dict(_save(tmp_path / "it.pt", MODELS["portraits"][0]).state_dict())
    del state[name]
    torch.save(state, tmp_path / "it.pt")
    with pytest.raises(WrongArchitecture, match=sentence):
        installer.add(tmp_path / "it.pt", "mine", None, {**USUAL, "num_heads": 1})


def test_an_upscaler_is_no_painter(installer: Installer, tmp_path: Path) -> None:
    state = dict(_save(tmp_path / "it.pt", MODELS["portraits"][0]).state_dict())
    state["input_blocks.0.0.weight"] = torch.zeros(32, 6, 3, 3)
    torch.save(state, tmp_path / "it.pt")
    with pytest.raises(WrongArchitecture, match="its channels are 6/6, not 3/3 or 3/6"):
        installer.add(tmp_path / "it.pt", "mine", None, {**USUAL, "num_heads": 1})


def test_a_file_whose_tensors_tell_all_is_not_told_about(installer: Installer, tmp_path: Path) -> None:
    making.lightning(tmp_path / "last.ckpt", making.vqgan())
    with pytest.raises(WeightsRefused, match="tell everything; leave out --trained-with"):
        installer.add(tmp_path / "last.ckpt", "mine", None, {"num_heads": "1"})


@pytest.mark.parametrize("steps", [2, 50, 1000])
@pytest.mark.parametrize("respacing", ["even", "ddim"])
def test_the_published_schedule_is_the_packages(steps: int, respacing: str) -> None:
    theirs = create_gaussian_diffusion(
        steps=1000, learn_sigma=True, timestep_respacing=f"ddim{steps}" if respacing == "ddim" else str(steps)
    )
    ours = schedule(steps, respacing)
    assert (ours.timestep_map, ours.model_var_type) == (theirs.timestep_map, theirs.model_var_type)
    assert (ours.betas == theirs.betas).all()


def test_a_cosine_schedule_begins_where_there_is_something_to_see() -> None:
    """At the very end a picture is 2e-9 signal, so an error of the predicted noise would grow 20 thousand times."""
    for steps in (2, 50, 900):
        made = schedule(steps, process=Process(noise_schedule="cosine"))
        assert (made.num_timesteps, made.timestep_map[-1]) == (steps, 995)
    with pytest.raises(TooManySteps, match="at most 996 steps"):
        schedule(1000, process=Process(noise_schedule="cosine"))
    for diffusion_steps in (1000, 2000, 4000):  # the linear one is left whole
        made = schedule(1000, process=Process(diffusion_steps=diffusion_steps))
        assert (made.num_timesteps, made.timestep_map[-1]) == (1000, diffusion_steps - 1)
