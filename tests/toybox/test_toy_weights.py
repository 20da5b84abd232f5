"""The shipped files: they fit the card, and load into the libraries' own classes."""

import hashlib
import json
from pathlib import Path
from random import Random

import clip
import pytest
import torch
from clip.model import build_model
from safetensors.torch import load_file

from generator.guidance.critique import critics_by_scene
from generator.methods.diffusion.classes import Classes
from generator.models.perceptors.clip import ClipPerceptor
from generator.styles.cards import InstalledStyle
from generator.wire.params import settle
from toybox.judging.asked import ask
from toybox.networks.perceptor import IMAGE_SIZE, embed_images, embed_texts
from toybox.networks.vocabulary import tokens, vocabulary_of
from toybox.networks.vqgan import Vqgan
from toybox.scenes.batches import pictures, sample_scenes
from toybox.scenes.captions import words
from toybox.scenes.central import sample_central
from toybox.scenes.places import PLACES
from toybox.scenes.scene import COLOURS
from toybox.scenes.shapes import SHAPES
from toybox.style import PERCEPTOR, load_unet, load_vqgan, ship_perceptor, ship_vqgan
from toybox.training.perceptor import PerceptorTraining

TOY = Path(__file__).parents[2] / "data" / "toy"


@pytest.fixture(scope="module")
def card():
    return json.loads((TOY / "card.json").read_text(encoding="utf-8"))


def test_the_card_has_the_hashes_of_the_files(card):
    for entry in (card["vqgan"], card["diffusion"], *card["perceptors"]):
        assert hashlib.sha256((TOY / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_the_card_is_that_of_a_toy_and_names_the_words_it_knows(card):
    assert (card["name"], card["toy"], card["method"], card["licence"]) == ("toy", True, "vqgan_clip", "MIT")
    assert card["words"] == words()
    assert {"size", "steps", "learning_rate", "learning_rate_drop", "cutouts"} < card["defaults"].keys()


def test_all_of_it_is_under_twenty_mebibytes():
    assert sum(file.stat().st_size for file in TOY.iterdir()) < 20 * 2**20


def test_floating_point_weights_are_halved(card):
    for entry in (card["vqgan"], card["diffusion"], *card["perceptors"]):
        kinds = {tensor.dtype for tensor in load_file(TOY / entry["file"]).values()}
        assert kinds <= {torch.float16, torch.int64}


@pytest.mark.parametrize(("height", "width"), [(128, 128), (256, 128)])
def test_the_vqgan_is_one_of_taming_and_paints_any_size(card, height, width):
    vqgan = load_vqgan(TOY)  # strict, into taming's own classes
    assert vqgan.architecture.to_json() == card["vqgan"]["architecture"]
    factor = vqgan.architecture.downsample_factor
    indices = torch.randint(vqgan.architecture.n_embed, (1, height // factor, width // factor))
    with torch.no_grad():
        image = vqgan.decode(vqgan.codes(indices))
    assert image.shape == (1, 3, height, width)
    assert image.isfinite().all()


def test_the_perceptor_is_one_of_openai_clip_and_knows_its_words(card):
    state = load_file(TOY / card["perceptors"][0]["file"])
    vocabulary = state.pop("vocabulary")
    state.pop("classes", None)
    assert torch.equal(vocabulary, vocabulary_of(card["words"]))
    assert build_model(dict(state)).context_length == 77  # strict


def test_the_perceptor_tells_the_colours_of_drawn_scenes(card):
    state = load_file(TOY / card["perceptors"][0]["file"])
    vocabulary = state.pop("vocabulary")
    state.pop("classes", None)
    perceptor = build_model(state).float()
    scenes = [scene for scene in sample_scenes(Random(11), 80) if len(scene.things) == 1]
    with torch.no_grad():
        vectors = embed_images(perceptor, pictures(scenes, IMAGE_SIZE, IMAGE_SIZE))
        fits = [
            vectors @ embed_texts(perceptor, tokens(said, vocabulary, 77)).T
            for said in zip(*[captions_of(scene) for scene in scenes], strict=True)
        ]
    right, other_ground, other_colour = (fit.diagonal() for fit in fits)
    assert (right > other_ground).float().mean() >= 0.95
    assert (right > other_colour).float().mean() >= 0.95


def test_the_perceptor_tells_the_shapes_of_drawn_scenes(card):
    perceptor = ClipPerceptor.load(TOY / card["perceptors"][0]["file"], "cpu")
    rng = Random(12)
    scenes = [sample_central(rng) for _ in range(80)]
    with torch.no_grad():
        seen = perceptor.encode_image((pictures(scenes, IMAGE_SIZE, IMAGE_SIZE) + 1) / 2)
    chosen = (seen @ perceptor.encode_texts([f"a {shape}" for shape in SHAPES]).T).argmax(1)
    right = [SHAPES[at] == scene.things[0].shape for at, scene in zip(chosen.tolist(), scenes, strict=True)]
    assert sum(right) >= 0.85 * len(right)


def test_the_class_that_a_prompt_names_is_picked_and_any_where_it_names_none(card):
    perceptor = ClipPerceptor.load(TOY / card["perceptors"][0]["file"], "cpu")
    names, defaults = card["diffusion"]["classes"], InstalledStyle(TOY).describe().defaults("diffusion")

    def picked(prompt):
        params, _ = settle({"you": {"prompt": prompt, "seed": 0}, "style": defaults})
        (label,) = Classes(len(names), names).of_scenes(params, critics_by_scene([perceptor], params, None))
        return names[label]

    asked = ask(40, seed=5)
    assert sum(picked(one.text) == one.shape for one in asked) >= 38
    for place in PLACES:
        assert picked(place) == place
    for prompt in (".", "a picture", "blue", "a red background"):
        assert picked(prompt) == names[0]


def captions_of(scene):
    """Return a true caption, one with another ground, and one with another colour of the thing."""
    (thing,) = scene.things
    ground, colour = [name for name in COLOURS if name not in (scene.ground, thing.colour)][:2]
    form = "a {} {} on a {} background"
    return (
        form.format(thing.colour, thing.shape, scene.ground),
        form.format(thing.colour, thing.shape, ground),
        form.format(colour, thing.shape, scene.ground),
    )


def test_the_unets_variance_is_within_its_range():
    unet = load_unet(TOY)
    noise = torch.randn(2, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    for timestep in (5, 500, 999):
        seen = unet(noise, torch.full((2,), timestep), torch.zeros(2, dtype=torch.long))
        assert seen[:, 3:].abs().max() <= 1


def test_the_end_token_stays_the_largest_and_unknown_words_are_passed_over():
    vocabulary = vocabulary_of(["red", "circle"])
    plain, spoken = tokens(["red circle", "a frightfully red ! circle"], vocabulary, 77)
    assert torch.equal(plain, spoken)
    assert vocabulary[0] == 0
    assert vocabulary[plain.max()] == clip.tokenize("red").max()
    assert plain.argmax() == 3


def test_a_training_rewrites_the_card_once_both_files_are_there(tmp_path, tiny):
    ship_vqgan(Vqgan(tiny), tmp_path)
    assert not (tmp_path / "card.json").exists()
    trained = PerceptorTraining(0, None, None)
    ship_perceptor(trained.perceptor, trained.vocabulary, tmp_path, PERCEPTOR)
    first = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    torch.manual_seed(1)
    ship_vqgan(Vqgan(tiny), tmp_path)
    second = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    assert first["vqgan"]["sha256"] != second["vqgan"]["sha256"]
    assert first["perceptors"] == second["perceptors"]
    assert second["vqgan"]["architecture"] == tiny.to_json()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "card.json",
        "perceptor.safetensors",
        "vqgan.safetensors",
    ]
