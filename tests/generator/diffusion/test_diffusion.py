"""Diffusion: it matches the package's samplers, repeats to the same bytes, and follows its critics."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from generator.engine import Engine
from generator.guidance.critique import critics_by_scene
from generator.guidance.crops import Draws
from generator.methods.diffusion.guide import Guide, clamped
from generator.methods.diffusion.samplers import Sampler
from generator.models.guided import create_gaussian_diffusion
from generator.models.perceptors.losses import spherical_distance
from generator.models.schedule import schedule
from generator.painting import Painting, Places
from generator.pictures import images
from generator.randomness import Streams
from generator.wire.errors import InvalidParams, NoCodes, OtherMethod
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size
from tests.generator.operations import Operations, unrepeatable
from tests.generator.small_diffusion import CONDITIONAL, PUBLISHED, params_of, steps_of, untrained

LED = 1e5  # a strong guidance scale, because untrained critics have small gradients


@pytest.mark.parametrize("sampler", ["dpm", "ddim", "ddpm"])
def test_repeated_and_resumed_paintings_are_the_same(engine: Engine, plan: Plan, sampler: str) -> None:
    params = params_of(engine, sampler=sampler)
    whole, again = steps_of(engine, params, plan), steps_of(engine, params, plan)
    assert [index for index, *_ in whole] == [1, 2, 3, 4]
    rest = steps_of(engine, params, plan, resume=whole[1][2])
    for one, other in [*zip(whole, again, strict=True), *zip(whole[2:], rest, strict=True)]:
        assert torch.equal(one[1], other[1])
    assert not torch.equal(whole[-1][1], steps_of(engine, params.model_copy(update={"seed": 4}), plan)[-1][1])


@pytest.mark.parametrize("name", ["drift", "classy"])
def test_recomputing_blocks_does_not_change_the_picture(engine: Engine, plan: Plan, name: str) -> None:
    params = params_of(engine, name)
    blocks = plan.model_copy(update={"keep": "blocks"})
    everything, made_again = (steps_of(engine, params, each) for each in (plan, blocks))
    assert torch.equal(everything[0][1], made_again[0][1])
    torch.testing.assert_close(everything[-1][1], made_again[-1][1], atol=1e-4, rtol=0)


def test_chunks_of_cutouts_give_the_same_guidance(engine: Engine, plan: Plan) -> None:
    params = params_of(engine)
    at_once, one_by_one = (
        steps_of(engine, params, plan.model_copy(update={"cutouts_at_once": count}))[-1][1] for count in (None, 1)
    )
    torch.testing.assert_close(at_once, one_by_one, atol=1e-4, rtol=0)


@pytest.mark.parametrize("name", offer("diffusion").plans)
def test_a_step_uses_only_deterministic_operations(engine: Engine, device, name: str) -> None:
    with Operations() as operations:
        steps_of(engine, params_of(engine, steps=2), offer("diffusion").plan(name, device))
    assert "convolution" in operations.names
    assert unrepeatable(operations.names) == set()


def _noisy() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    x, push = torch.randn(2, 1, 3, 64, 64, generator=generator)
    return x, push


@pytest.mark.parametrize("own", [{}, {"learn_sigma": False}, {"learn_sigma": False, "predict_xstart": True}])
@pytest.mark.parametrize(("sampler", "eta"), [("ddpm", 1.0), ("ddim", 0.0), ("ddim", 0.7)])
def test_the_published_samplers_match_the_package(engine: Engine, sampler: str, eta: float, own: dict) -> None:
    unet, (x, push) = untrained({**PUBLISHED, **own}).requires_grad_(False), _noisy()
    made = schedule(10, process=unet.process)
    package = create_gaussian_diffusion(**{"learn_sigma": True, **own}, timestep_respacing="10")
    params = params_of(engine, steps=10, sampler=sampler, eta=eta)
    at = torch.tensor([6])
    predicted = made.p_mean_variance(unet, x, at, clip_denoised=False)
    ours = Sampler(params, made, torch.Generator().manual_seed(5)).step(x, 6, predicted, -push)
    torch.manual_seed(5)
    options = {"clip_denoised": False, "cond_fn": lambda x, t: push, "model_kwargs": {}}
    theirs = (
        package.p_sample(unet, x, at, **options)
        if sampler == "ddpm"
        else package.ddim_sample(unet, x, at, **options, eta=eta)
    )
    torch.testing.assert_close(ours, theirs["sample"], atol=2e-5, rtol=1e-4)


def _error_of(sampler: str, steps: int, engine: Engine) -> float:
    """Return a sampler's error for pixels drawn from a Gaussian, for which the exact result is known."""
    spread, made = 0.5, schedule(steps)
    params = params_of(engine, steps=steps, sampler=sampler, eta=0)
    taken = Sampler(params, made, torch.Generator())
    x = start = _noisy()[0].double()
    for at in reversed(range(steps)):
        signal = made.alphas_cumprod[at]
        clean = math.sqrt(signal) * spread**2 * x / (signal * spread**2 + 1 - signal)
        x = taken.step(x, at, {"pred_xstart": clean}, torch.zeros_like(x))
    signal = made.alphas_cumprod[-1]
    truth = start * spread / math.sqrt(signal * spread**2 + 1 - signal)
    return float((x - truth).abs().mean())


def test_dpm_is_more_accurate_in_the_same_number_of_steps(engine: Engine) -> None:
    assert _error_of("dpm", 25, engine) < _error_of("ddim", 25, engine) / 3
    assert _error_of("dpm", 100, engine) < _error_of("ddim", 100, engine) / 10


def test_guidance_is_the_gradient_of_the_critics_loss(engine: Engine, plan: Plan) -> None:
    params = params_of(engine, tv_scale=2, range_scale=3, saturation_scale=1, cutout_noise=0, cut_power=0)
    models = engine.networks("drift", "diffusion", plan, print)
    ((critic,),) = critics_by_scene(models.perceptors, params, None)
    picture = 1.2 * torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0)) - 0.1
    gradient = Guide(params, Streams(0), None, None).gradient(picture, [critic])
    after = Guide(params, Streams(0), None, None).gradient(picture - 1e-3 * gradient / gradient.norm(), [critic])
    assert float((gradient * after).sum()) > 0.5 * float(gradient.square().sum())
    still = params.model_copy(update={"clip_guidance_scale": 0.0, "tv_scale": 0.0, "saturation_scale": 0.0})
    inside = picture.clamp(-1, 1)
    assert not Guide(still, Streams(0), None, None).gradient(inside, [critic]).any()


def _distance(engine: Engine, plan: Plan, params: Params, wanted: torch.Tensor) -> float:
    """Return a picture's distance from an embedding, over many crops that were not used to paint it."""
    perceptor = engine.networks("classy", "diffusion", plan, print).perceptors[0]
    image = steps_of(engine, params, plan)[-1][1]
    draws = Draws.draw(params.model_copy(update={"num_cutouts": 64}), (1, 3, 64, 64), 32, Streams(9))
    return float(spherical_distance(perceptor.encode_image(draws.cutouts(image[None])), wanted).mean())


def test_a_picture_is_guided_towards_its_prompt(engine: Engine, plan: Plan) -> None:
    wanted = engine.networks("classy", "diffusion", plan, print).perceptors[0].encode_text("a red circle")
    unled, led, away = (
        _distance(engine, plan, params_of(engine, "classy", steps=20, eta=0, **asked), wanted)
        for asked in (
            {"clip_guidance_scale": 0},
            {"clip_guidance_scale": LED},
            {"clip_guidance_scale": LED, "prompt": "a red circle:-1"},
        )
    )
    print(led, unled, away)
    assert led < 0.9 * unled < unled < away


def test_clamp_grad_limits_the_gradient() -> None:
    gradient = torch.randn(1, 3, 8, 8)
    assert float(clamped(gradient, 0.05).square().mean().sqrt()) == pytest.approx(0.05)
    assert torch.equal(clamped(gradient, 0), gradient)
    torch.testing.assert_close(clamped(gradient, 100), gradient)
    assert not clamped(torch.zeros(1, 3, 8, 8), 0.05).any()


@pytest.fixture
def picture(engine: Engine, tmp_path: Path) -> str:
    path = tmp_path / "given.png"
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:, 32:] = (200, 40, 40)
    Image.fromarray(pixels).save(path)
    return engine.inputs.keep(path)


def test_skipped_steps_start_from_the_init_image(engine: Engine, plan: Plan, picture: str) -> None:
    params = params_of(engine, steps=50, skip_timesteps=49, init_image=picture, clip_guidance_scale=0)
    ((index, image, _),) = steps_of(engine, params, plan)
    given = engine.inputs.filling(picture, Size(64, 64))[0]
    assert index == 50
    assert float((image - given).abs().mean()) < 0.05


def test_init_scale_keeps_what_the_perceptor_sees(engine: Engine, plan: Plan, picture: str) -> None:
    perceptor = engine.networks("classy", "diffusion", plan, print).perceptors[0]
    wanted = perceptor.encode_image(engine.inputs.filling(picture, Size(32, 32)))
    held, free = (
        _distance(
            engine,
            plan,
            params_of(engine, "classy", init_image=picture, init_scale=scale, clip_guidance_scale=0, steps=20, eta=0),
            wanted,
        )
        for scale in (LED, 0)
    )
    print(held, free)
    assert held < 0.9 * free


def test_an_image_prompt_and_weights_change_the_picture(engine: Engine, plan: Plan, picture: str) -> None:
    plain = steps_of(engine, params_of(engine, "classy"), plan)[-1][1]
    for asked in ({"image_prompt": picture}, {"prompt": "a red circle | fog:-0.5"}):
        assert not torch.equal(steps_of(engine, params_of(engine, "classy", **asked), plan)[-1][1], plain)


def test_velocity_and_signal_make_the_noise() -> None:
    unet = untrained(CONDITIONAL).requires_grad_(False)
    x, at = _noisy()[0], torch.tensor([400])
    signal = schedule().alphas_cumprod[400]
    clean = schedule().p_mean_variance(unet, x, at, clip_denoised=False, model_kwargs={"y": torch.tensor([1])})
    velocity = torch.nn.functional.pixel_shuffle(
        unet.model(torch.nn.functional.pixel_unshuffle(x, 2), at, torch.tensor([1])), 2
    )[:, :3]
    expected = math.sqrt(signal) * x - math.sqrt(1 - signal) * velocity
    torch.testing.assert_close(clean["pred_xstart"], expected, atol=1e-4, rtol=1e-4)


def test_a_picture_carries_its_recipe_and_no_codes(engine: Engine, plan: Plan, tmp_path: Path) -> None:
    params = params_of(engine, size="100x64")
    reports = list(Painting(engine, params, plan, Places(tmp_path / "it.png")).reports(print))
    recipe = images.read_recipe(tmp_path / "it.png")
    assert (recipe.params, recipe.params.method) == (params, "diffusion")
    assert recipe.weights.keys() == {file.file for file in engine.style("drift").card.files("diffusion")}
    assert tuple(map(str, reports[-1].notes)) == (
        "The model learned from pictures of 64x64; at 128x64 it may repeat itself or lose its way.",
    )
    with Image.open(tmp_path / "it.png") as painted:
        assert painted.size == (100, 64)
    with pytest.raises(NoCodes):
        images.read_codes(tmp_path / "it.png")


def test_a_style_accepts_only_its_own_methods(engine: Engine, plan: Plan) -> None:
    offered = {style.name: style.methods for style in engine.describe().styles}
    assert "diffusion" not in offered["tiny"]
    params = params_of(engine).model_copy(update={"style": "tiny"})
    with pytest.raises(OtherMethod, match="tiny does not support diffusion"):
        engine.recipe(params, plan)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"steps": 1}, "at least 2 steps"),
        ({"steps": 1001}, "at most 1000 steps"),
        ({"skip_timesteps": 4}, "to leave a step"),
        ({"skip_timesteps": 2}, "needs a picture to start from"),
        ({"continue_from": "ab" * 32}, "use init_image instead"),
        ({"timestep_respacing": "1,2"}, "adds up to 3, but steps is 4"),
        ({"timestep_respacing": "502,1", "steps": 503}, "Each part of timestep_respacing can have at most 500"),
        ({"timestep_respacing": "ddim", "steps": 300}, "steps must divide 1000"),
        ({"timestep_respacing": "ddim50"}, "timestep_respacing must be even, ddim or the number of steps"),
        ({"sampler": "heun"}, "sampler must be one of: dpm, ddim, ddpm"),
    ],
)
def test_params_that_diffusion_cannot_paint_are_refused(engine: Engine, asked: dict, said: str) -> None:
    with pytest.raises(InvalidParams, match=said):
        params_of(engine, **asked)


def test_steps_can_be_spread_in_parts(engine: Engine, plan: Plan) -> None:
    assert schedule(6, "1,2,3").timestep_map[:2] == [0, 334]
    assert schedule(10, "ddim").timestep_map == list(range(0, 1000, 100))
    assert len(steps_of(engine, params_of(engine, steps=6, timestep_respacing="1,2,3"), plan)) == 6
