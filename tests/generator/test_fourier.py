"""Painting by frequencies: what coefficients mean, and what a painting does from its first step to its last."""

import hashlib

import pytest
import torch
from PIL import Image
from torch.nn import functional as F

from generator.engine import Engine
from generator.guidance.augmentations import draw_shifts, shift, soften
from generator.guidance.crops import Draws
from generator.guidance.cutouts import draw_boxes, draw_evenly
from generator.guidance.resampling import mirrored_triangle, triangle
from generator.methods.fourier.paint import learning_rate_at, paint, size_at
from generator.methods.fourier.spectrum import Spectrum
from generator.models.perceptors.clip import ClipPerceptor
from generator.pictures.inputs import Inputs
from generator.randomness import Streams
from generator.step import Given
from generator.styles.cards import InstalledStyle, MethodCard
from generator.styles.shipped import DREAMS
from generator.wire.capacity import peak
from generator.wire.errors import InvalidParams
from generator.wire.offers import offer
from generator.wire.params import Params, settle
from generator.wire.plan import Device, Plan
from generator.wire.size import Size
from tests.generator.operations import Operations, unrepeatable


@pytest.fixture
def perceptor(style: InstalledStyle) -> ClipPerceptor:
    return ClipPerceptor.load(style.checked(style.card.perceptors[0]), "cpu")


@pytest.fixture
def ask():
    def ask(**stated) -> Params:
        own = {"prompt": "a red circle", "method": "fourier", "style": "tiny", "seed": 3}
        return settle({"you": {**own, "size": "96x64", "steps": 6, "num_cutouts": 4, **stated}})[0]

    return ask


@pytest.fixture
def steps(perceptor, plan):
    def steps(params, given=None, resume=None, perceptors=None, plan=plan, each=lambda step: None):
        painted = []
        for step in paint(perceptors or [perceptor], params, plan, given or Given(), resume):
            each(step)
            painted.append(step)
        return painted

    return steps


def _picture(size, seed=0):
    return torch.rand(1, 3, size.height, size.width, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("size", [Size(96, 64), Size(65, 77)], ids=str)
def test_a_picture_becomes_coefficients_and_comes_back(size: Size) -> None:
    spectrum = Spectrum(size, 1.5, 0.5, "cpu")
    picture = _picture(size).clamp(0.05, 0.95)
    coefficients = spectrum.of(picture)
    assert coefficients.shape == (1, 3, size.height, size.width // 2 + 1, 2)
    torch.testing.assert_close(spectrum.values(coefficients, size).sigmoid(), picture, atol=1e-4, rtol=0)


def test_coefficients_mean_the_same_at_every_size() -> None:
    large, small = Size(128, 64), Size(64, 32)
    spectrum = Spectrum(large, 1.5, 0.5, "cpu")
    coefficients = torch.zeros(1, 3, 64, 65, 2)
    coefficients[:, :, :3, :3] = spectrum.random(torch.Generator().manual_seed(0))[:, :, :3, :3]
    whole, half = spectrum.values(coefficients, large), spectrum.values(coefficients, small)
    assert whole.abs().max() > 1e-3
    torch.testing.assert_close(half, whole[..., ::2, ::2], atol=1e-6, rtol=1e-4)


def test_high_frequencies_weigh_less_and_the_highest_nothing() -> None:
    size = Size(64, 64)
    one = torch.ones(1, 3, 64, 33, 2)

    def strength(decay_power, highest, column):
        kept = torch.zeros_like(one)
        kept[:, :, 0, column] = 1
        return float(Spectrum(size, decay_power, highest, "cpu").values(kept, size).abs().max())

    assert strength(1.0, 0.5, 2) == pytest.approx(2 * strength(1.0, 0.5, 4), rel=1e-4)
    assert strength(2.0, 0.5, 2) == pytest.approx(4 * strength(2.0, 0.5, 4), rel=1e-4)
    assert strength(1.0, 0.2, 30) < 1e-4 * strength(1.0, 0.5, 30)
    assert strength(1.0, 0.2, 2) == pytest.approx(strength(1.0, 0.5, 2), rel=1e-3)


def test_a_picture_is_painted_from_small_to_large(ask) -> None:
    params = ask(size="1280x720", steps=100)
    sizes = [size_at(step, params) for step in range(1, 101)]
    assert [*dict.fromkeys(map(str, sizes))] == ["160x90", "320x180", "640x360", "1280x720"]
    assert sizes.count(params.size) == pytest.approx(50, abs=1)
    assert {size_at(step, ask(size="256x100", steps=9)) for step in range(1, 10)} == {Size(256, 100)}


def test_the_learning_rate_rises_and_then_falls_to_a_tenth() -> None:
    rates = [learning_rate_at(step, 100, 0.1) for step in range(1, 101)]
    assert rates[0] < rates[3] < rates[7]
    assert rates[8:] == sorted(rates[8:], reverse=True)
    assert rates[-1] == pytest.approx(0.01, rel=0.05)


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"prompt": "a red circle | fog:-0.5 ^ a blue square", "augment": False, "cutouts": "fast"},
        {"ema_decay": 0.9, "range_scale": 2.0, "highest_frequency": 0.3, "colour_shift": 0.4, "cutout_noise": 0},
        {"whole_share": 0.6, "tv_scale": 1.0, "optimizer": "adamw"},
        {"size": "400x320", "init_weight": 0.5},
    ],
)
def test_it_paints_and_continues_to_the_same_bits(ask, steps, stated) -> None:
    params = ask(**stated)
    states = []
    painted = steps(params, each=lambda step: states.append(step.state()))
    assert [step.index for step in painted] == [1, 2, 3, 4, 5, 6]
    assert painted[-1].image.shape == (3, params.size.height, params.size.width)
    assert [step.end is not None for step in painted] == [False] * 5 + [True]
    for done in (1, 4):
        rest = steps(params, resume=states[done])
        assert [step.index for step in rest] == [*range(done + 2, 7)]
        assert torch.equal(rest[-1].image, painted[-1].image)
    assert not torch.equal(painted[1].image, painted[4].image)


def test_it_uses_only_deterministic_operations(ask, steps) -> None:
    with Operations() as operations:
        steps(ask(steps=2, colour_shift=0.4, whole_share=0.5, range_scale=1.0, ema_decay=0.5))
    assert any("fft" in name for name in operations.names)
    assert unrepeatable(operations.names) == set()


def test_the_number_of_cutouts_at_once_changes_nothing(ask, steps) -> None:
    params = ask(steps=2)
    one, all_at_once = (
        steps(params, plan=Plan(device="cpu", threads=1, cutouts_at_once=at_once))[-1].image for at_once in (1, None)
    )
    torch.testing.assert_close(one, all_at_once, atol=1e-3, rtol=0)


def test_it_comes_nearer_to_its_prompt(ask, steps, perceptor) -> None:
    plain = {"cutouts": "plain", "augment": False, "cutout_noise": 0}
    params = ask(size="64x64", steps=60, learning_rate=0.2, **plain)
    wanted = perceptor.encode_text(params.prompt)

    def away(step) -> float:
        seen = perceptor.encode_image(F.interpolate(step.image[None], (32, 32), mode="area"))
        return float(perceptor.distance(seen, wanted).mean())

    painted = steps(params)
    assert away(painted[-1]) < 0.8 * away(painted[0])


def test_it_begins_with_a_given_picture_and_is_held_to_it(ask, steps) -> None:
    given = _picture(Size(96, 64)) / 2 + 0.25
    free = steps(ask(learning_rate=0.01), Given(init_image=given))
    assert (free[0].image - given[0]).abs().mean() < 0.05
    moved = [
        (steps(ask(steps=30, init_weight=weight), Given(init_image=given))[-1].image - given[0]).abs().mean()
        for weight in (0.0, 100.0)
    ]
    assert moved[1] < 0.7 * moved[0]


def test_a_picture_to_aim_for_pulls(ask, steps) -> None:
    green = torch.tensor([0.1, 0.9, 0.1]).view(1, 3, 1, 1).expand(1, 3, 64, 96)
    towards, without = (steps(ask(), Given(image_prompt=picture))[-1].image for picture in (green, None))
    assert not torch.equal(towards, without)


def test_perceptors_in_turn_judge_one_step_each(ask, steps, perceptor) -> None:
    looked = []

    class Watched:
        def __init__(self, name) -> None:
            self.name = name

        def __getattr__(self, name):
            if name == "look":
                looked.append(self.name)
            return getattr(perceptor, name)

    two = [Watched("one"), Watched("other")]
    steps(ask(perceptors_in_turn=True), perceptors=two)
    assert looked == ["one", "other"] * 3
    looked.clear()
    steps(ask(), perceptors=two)
    assert sorted(looked) == ["one"] * 6 + ["other"] * 6


def test_the_whole_is_seen_as_it_is_at_first(ask, perceptor) -> None:
    params = ask(num_cutouts=4, size="280x140", soft_share=0.5, colour_shift=0.3)
    whole = Draws.draw(params, (1, 3, 140, 280), 40, Streams(0), whole=True)
    parts = Draws.draw(params, (1, 3, 140, 280), 32, Streams(0))
    assert (len(whole.boxes), len(parts.boxes)) == (3, 4)
    assert whole.boxes[:, 2].min() >= round(0.88 * 140)
    assert whole.cutouts(_picture(Size(280, 140))).shape == (3, 3, 40, 40)
    assert whole.soft is None
    assert whole.shifts is None
    assert parts.soft is not None
    assert parts.shifts is not None
    assert perceptor.whole_cut_size == perceptor.cut_size  # a transformer's positions are fixed


def test_padded_boxes_reach_over_the_edges_but_not_far() -> None:
    boxes = draw_boxes(500, (1, 3, 140, 280), 70, 1.0, torch.Generator().manual_seed(0), draw_evenly, padded=True)
    top, left, side = boxes.unbind(1)
    assert side.min() >= 70
    assert side.max() <= 160
    for first, length in ((top, 140), (left, 280)):
        assert first.min() >= -10
        assert (first + side).max() <= length + 10
        assert (first < 0).any()
        assert (first + side > length).any()


def test_what_is_beyond_an_edge_is_mirrored() -> None:
    line = torch.rand(40, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    start, length = torch.tensor([-2.0, 12.0, 25.0]).double(), torch.tensor([30.0, 20.0, 17.0]).double()
    padded = F.pad(line.view(1, 1, 40), (2, 2), mode="reflect").flatten()
    seen = mirrored_triangle(start, length, 40, 10) @ line
    expected = triangle(start + 2, length, 44, 10) @ padded
    torch.testing.assert_close(seen, expected)
    inside = torch.tensor([3.0]).double(), torch.tensor([30.0]).double()
    assert torch.equal(mirrored_triangle(*inside, 40, 10), triangle(*inside, 40, 10))


def test_a_colour_shift_changes_each_channel_by_itself_within_its_bounds() -> None:
    shifts = draw_shifts(200, 0.4, torch.Generator().manual_seed(0))
    contrast, brightness = shifts.unbind(2)
    assert contrast.log().abs().max() <= 0.4 * 4 / 3
    assert brightness.abs().max() <= 0.2 / 3 * torch.tensor(0.4).exp() + 0.2
    assert (contrast[:, 0] != contrast[:, 1]).all()
    crops = torch.rand(200, 3, 2, 2)
    expected = (crops - 0.5) * contrast[..., None, None] + 0.5 + brightness[..., None, None]
    torch.testing.assert_close(shift(crops, shifts), expected.float())


def test_it_has_no_codes_to_continue_from(ask) -> None:
    with pytest.raises(InvalidParams, match="use init_image instead"):
        ask(continue_from="ab" * 32)


def test_new_params_are_left_out_of_old_recipes(ask, params) -> None:
    new = {
        "decay_power",
        "highest_frequency",
        "whole_share",
        "colour_shift",
        "soft_share",
        "perceptors_in_turn",
        "perceptor_weights",
    }
    assert not new & params.model_dump().keys()
    stated = {"decay_power": 1.6, "highest_frequency": 0.3, "whole_share": 0.5}
    stated |= {"colour_shift": 0.4, "soft_share": 0.5, "perceptors_in_turn": True, "enlarge": 2, "size": "128x128"}
    stated |= {"perceptor_weights": (1, 0.5)}
    assert new <= ask(**stated).model_dump().keys()
    assert Params.model_validate_json(ask(**stated).model_dump_json()) == ask(**stated)


def test_the_engine_paints_by_it_from_given_pictures(style, device, tmp_path, plan) -> None:
    by = {**style.card.methods, "fourier": MethodCard()}
    style = InstalledStyle(style.folder)
    style.card = style.card.model_copy(update={"methods": by})
    picture = tmp_path / "given.png"
    Image.new("RGB", (40, 30), "red").save(picture)
    engine = Engine(device, {"tiny": style}, Inputs(tmp_path / "inputs"))
    kept = engine.inputs.keep(picture)
    assert kept == hashlib.sha256(picture.read_bytes()).hexdigest()
    stated = {"prompt": "a", "style": "tiny", "method": "fourier", "size": "64x64", "steps": 2, "init_image": kept}
    params = settle({"you": {**stated, "image_prompt": kept, "learning_rate": 0.001}})[0]
    *_, last = engine.paint(params, plan, None, lambda _: None)
    assert last.image[0].mean() > 0.9
    assert last.image[1:].mean() < 0.1


@pytest.mark.parametrize(("size", "gib"), [("1280x720", 1), ("3840x2160", 4)])
@pytest.mark.parametrize("kind", ["cpu", "cuda"])
def test_it_needs_little_memory(size: str, gib: int, kind: str) -> None:
    by = offer("fourier")
    held = peak(Plan(name="frugal", device=kind, threads=1), Size.parse(size), by)
    assert 0 < held < gib * 1024


def test_dreams_is_painted_to_the_same_bits_by_every_plan_unless_it_has_more_cutouts(device) -> None:
    style = InstalledStyle(DREAMS)
    engine = Engine(device, {"dreams": style})
    you = {"prompt": "a volcano", "seed": 1, "size": "128x64", "enlarge": 1, "steps": 4}
    params = settle({"you": you, "style": style.describe().defaults(None)})[0]

    def painted(params: Params, plan: str) -> torch.Tensor:
        *_, last = engine.paint(params, offer("fourier").plan(plan, device), None, lambda _: None)
        return last.image

    roomy = painted(params, "roomy")
    assert torch.equal(roomy, painted(params, "thrifty"))
    assert torch.equal(roomy, painted(params, "frugal"))
    more = params.model_copy(update={"num_cutouts": 8})
    assert not torch.equal(painted(more, "roomy"), painted(more, "frugal"))
    assert [*offer("fourier").ladder(Device(kind="cpu", name="", threads=1, gflops=1, bf16=True), toy=True)] == [
        *("roomy", "thrifty", "frugal")
    ]


def test_soft_cutouts_lose_their_fine_strokes_and_keep_the_rest(ask) -> None:
    smooth = torch.linspace(0, 1, 40).expand(1, 3, 40, 40).contiguous()
    stripes = (torch.arange(40) % 2).float().expand(1, 3, 40, 40).contiguous()
    assert (soften(smooth) - smooth)[..., 4:-4].abs().max() < 0.01
    assert soften(stripes)[..., 4:-4].std() < 0.1 * stripes.std()
    draws = Draws.draw(ask(num_cutouts=6, soft_share=0.5), (1, 3, 64, 96), 32, Streams(0))
    assert draws.soft.tolist() == [False, True] * 3
    assert Draws.draw(ask(num_cutouts=6), (1, 3, 64, 96), 32, Streams(0)).soft is None


def test_half_of_the_padded_cutouts_are_mirrored(ask) -> None:
    draws = Draws.draw(ask(num_cutouts=400, augment=False), (1, 3, 64, 96), 32, Streams(0))
    assert 150 < draws.mirrored.sum() < 250
    assert Draws.draw(ask(cutouts="plain"), (1, 3, 64, 96), 32, Streams(0)).mirrored is None
