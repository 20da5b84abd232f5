"""Several perceptors with weights, painted by small networks with random weights in each method."""

import hashlib
import json
from pathlib import Path

import pytest
import torch
from pydantic import ValidationError
from safetensors.torch import save_file

from generator.engine import Engine
from generator.guidance.critique import criticise, critics_at, critics_by_scene
from generator.models.openai_clip import CLIP
from generator.models.perceptors.clip import ClipPerceptor
from generator.pictures.inputs import Inputs
from generator.randomness import Streams
from generator.styles import cards
from generator.styles.cards import InstalledStyle, StyleCard
from generator.styles.shipped import DREAMS
from generator.wire.errors import InvalidParams
from generator.wire.params import Params, settle
from generator.wire.plan import Plan
from tests.generator.small_diffusion import PUBLISHED, untrained

METHODS = ("vqgan_clip", "diffusion", "fourier")


def _kept(tensors: dict[str, torch.Tensor], path: Path) -> dict[str, str]:
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    return {"file": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _clip(side: int) -> dict[str, torch.Tensor]:
    return CLIP(
        embed_dim=16, image_resolution=side, vision_layers=1, vision_width=64, vision_patch_size=8,
        context_length=77, vocab_size=49408, transformer_width=64, transformer_heads=1, transformer_layers=1,
    ).state_dict()  # fmt: skip


@pytest.fixture(scope="session")
def styles(tmp_path_factory, style: InstalledStyle) -> dict[str, InstalledStyle]:
    """The styles `first`, `second`, `third` with a perceptor each, and `pair` and `trio` with several of them.

    The first two perceptors have the same input size, and so share their cutouts.
    """
    root = tmp_path_factory.mktemp("weighed")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(5)
        others = [_kept(_clip(side), root / f"clip{side}") for side in (32, 24)]
    network = {**_kept(untrained(PUBLISHED).model.state_dict(), root / "unet"), "architecture": PUBLISHED}
    first = style.card.perceptors[0]
    first = first.model_dump() | {"file": str(style.folder / first.file)}
    perceptors = [first, *({"name": "random", **other} for other in others)]
    vqgan = style.card.methods["vqgan_clip"].network
    assert vqgan
    usual = {"size": "64x64", "steps": 4, "num_cutouts": 4, "cutout_noise": 0.1}
    methods = {
        "vqgan_clip": {
            "network": vqgan.model_dump() | {"file": str(style.folder / vqgan.file)},
            "defaults": {**usual, "learning_rate": 0.1},
        },
        "diffusion": {"network": network, "defaults": {**usual, "clip_guidance_scale": 1e5}},
        "fourier": {"defaults": usual},
    }
    named = {"first": [0], "second": [1], "third": [2], "pair": [0, 1], "trio": [0, 1, 2]}
    found = {}
    for name, which in named.items():
        card = {"name": name, "description": "random", "licence": "MIT", "methods": methods}
        (root / name).mkdir()
        (root / name / "card.json").write_text(json.dumps({**card, "perceptors": [perceptors[n] for n in which]}))
        found[name] = InstalledStyle(root / name)
    return found


@pytest.fixture
def engine(styles, device, tmp_path) -> Engine:
    return Engine(device, styles, Inputs(tmp_path / "inputs"))


@pytest.fixture
def painted(engine: Engine, plan: Plan):
    def painted(style: str, method: str, resume=None, **stated) -> list:
        params = _params(engine, style, method, **stated)
        return [(step.image.clone(), step.state()) for step in engine.paint(params, plan, resume, print)]

    return painted


def _params(engine: Engine, style: str, method: str, **stated) -> Params:
    you = {"prompt": "a red circle", "seed": 3, **stated}
    return settle({"you": you, "style": engine.style(style).describe().defaults(method)})[0]


@pytest.mark.parametrize("in_turn", [False, True])
@pytest.mark.parametrize("method", METHODS)
def test_a_perceptor_of_weight_0_changes_no_bit(painted, method: str, in_turn: bool) -> None:
    for weights, alone in (("1,0,0", "first"), ("0,1,0", "second"), ("0,0,1", "third"), ("1,1,0", "pair")):
        (one, its), (other, others) = (
            painted(named, method, perceptors_in_turn=in_turn, **stated)[-1]
            for named, stated in (("trio", {"perceptor_weights": weights}), (alone, {}))
        )
        assert torch.equal(one, other)
        assert all(torch.equal(its[name], others[name]) for name in its | others)


def test_a_classifier_of_weight_0_changes_no_bit(device, plan, tmp_path) -> None:
    style = InstalledStyle(DREAMS)
    alone = InstalledStyle(DREAMS)
    alone.card = style.card.model_copy(update={"name": "alone", "perceptors": style.card.perceptors[1:]})
    engine = Engine(device, {"dreams": style, "alone": alone}, Inputs(tmp_path))
    small = {"prompt": "a volcano", "size": "96x64", "steps": 2, "enlarge": 1}
    pictures = [
        [step.image for step in engine.paint(_params(engine, named, "fourier", **small, **stated), plan, None, print)]
        for named, stated in (("dreams", {"perceptor_weights": "0,1"}), ("alone", {}), ("dreams", {}))
    ]
    assert torch.equal(pictures[0][-1], pictures[1][-1])
    assert not torch.equal(pictures[0][-1], pictures[2][-1])


@pytest.mark.parametrize("in_turn", [False, True])
@pytest.mark.parametrize("method", METHODS)
def test_weights_change_the_picture_in_the_order_of_the_card(painted, method: str, in_turn: bool) -> None:
    moved = "x" if method == "diffusion" else "latents"  # those of a VQGAN may move and show the same codes
    after = [
        painted("trio", method, perceptors_in_turn=in_turn, perceptor_weights=weights)[-1][1][moved]
        for weights in ((), (1, 1, 1), (3, 0.2, 1), (0.2, 3, 1))
    ]
    assert torch.equal(after[0], after[1])
    assert not torch.equal(after[1], after[2])
    assert not torch.equal(after[2], after[3])


@pytest.mark.parametrize("method", METHODS)
def test_a_weighed_painting_continues_to_the_same_bits(painted, method: str) -> None:
    stated = {"perceptor_weights": (0.3, 2, 1), "perceptors_in_turn": True}
    whole = painted("trio", method, **stated)
    rest = painted("trio", method, resume=whole[0][1], **stated)
    assert torch.equal(rest[-1][0], whole[-1][0])


def test_each_perceptor_pulls_in_proportion_to_its_weight(engine: Engine, styles) -> None:
    perceptors = [ClipPerceptor.load(styles["pair"].checked(file), "cpu") for file in styles["pair"].card.perceptors]
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))

    def judged(*weights: float) -> tuple[torch.Tensor, torch.Tensor]:
        params = _params(engine, "pair", "fourier", perceptor_weights=weights)
        [critics] = critics_by_scene(perceptors, params, None)
        return criticise(picture, critics, params, Streams(0), None)

    for both, first, second in zip(judged(2, 0.5), judged(1, 0), judged(0, 1), strict=True):
        torch.testing.assert_close(both, 2 * first + 0.5 * second)


def test_in_turn_each_has_the_weight_of_its_own(engine: Engine, styles) -> None:
    perceptors = [ClipPerceptor.load(styles["trio"].checked(file), "cpu") for file in styles["trio"].card.perceptors]
    params = _params(engine, "trio", "fourier", perceptor_weights="2,0,0.5", perceptors_in_turn=True)
    scenes = critics_by_scene(perceptors, params, None)
    at = [critic for step in (1, 2, 3, 4) for critic in critics_at(scenes, step, params)]
    assert [critic.weight for critic in at] == [2, 0.5, 2, 0.5]
    assert [critic.perceptor for critic in at] == [perceptors[0], perceptors[2]] * 2


@pytest.mark.parametrize(
    ("named", "weights", "has"),
    [("pair", "1", "2 perceptors"), ("pair", "1,2,3", "2 perceptors"), ("first", "1,2", "one perceptor")],
)
@pytest.mark.parametrize("method", METHODS)
def test_another_number_of_weights_is_refused(
    engine: Engine, plan: Plan, method: str, named: str, weights: str, has: str
) -> None:
    params = _params(engine, named, method, perceptor_weights=weights)
    with pytest.raises(InvalidParams) as refused:
        engine.recipe(params, plan)
    assert str(refused.value) == (
        f"The style {named} has {has}; give perceptor_weights as many numbers, or leave it out."
    )


@pytest.mark.parametrize("weights", ["-1,1", "0,0", "1,101", "1,nan", "1,inf", "1,", "", "one", "1;2", (0.0, 0.0), 1])
def test_weights_are_some_numbers_from_0_to_100(engine: Engine, weights: object) -> None:
    with pytest.raises(InvalidParams, match="perceptor_weights must be a number from 0 to 100 for each perceptor, not"):
        _params(engine, "pair", "fourier", perceptor_weights=weights)


def test_weights_on_a_card_count_for_its_perceptors(styles, tmp_path, monkeypatch, capsys) -> None:
    def with_weights(weights: list, perceptors: int) -> dict:
        card = styles["pair"].card.model_dump()
        card["methods"]["fourier"]["defaults"]["perceptor_weights"] = weights
        return {**card, "perceptors": card["perceptors"][:perceptors]}

    read = StyleCard.model_validate(with_weights([1, 0.5], 2))
    stated = {"prompt": "a", "style": "pair", "method": "fourier", **read.methods["fourier"].defaults}
    assert settle({"style": stated})[0].perceptor_weights == (1, 0.5)
    StyleCard.model_validate(with_weights([1, 0.5], 0))  # it waits for its perceptors
    for wrong in ([1], [1, 2, 3], [-1, 1], "some"):
        with pytest.raises(ValidationError):
            StyleCard.model_validate(with_weights(wrong, 2))
    folder = tmp_path / "weights" / "pair"
    folder.mkdir(parents=True)
    (folder / "card.json").write_text(json.dumps(with_weights([1], 2)))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert "pair" not in cards.installed()
    assert "pair is passed over" in capsys.readouterr().err


def test_weights_are_kept_and_left_out_where_there_are_none(engine: Engine, plan: Plan) -> None:
    weighed = engine.recipe(_params(engine, "pair", "fourier", perceptor_weights="1, 0.5"), plan)
    assert '"perceptor_weights":[1.0,0.5]' in weighed.model_dump_json()
    assert type(weighed).model_validate_json(weighed.model_dump_json()) == weighed
    plain = engine.recipe(_params(engine, "pair", "fourier"), plan)
    assert "perceptor_weights" not in plain.model_dump_json()
    assert plain.params.perceptor_weights == ()
