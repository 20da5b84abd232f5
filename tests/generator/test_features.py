"""Further options of a painting, each painted for real."""

from pathlib import Path

import pytest
import torch

from generator.engine import Engine
from generator.methods.canvas.optimizers import OPTIMIZERS, learning_rate_at
from generator.wire.params import Params
from generator.wire.plan import Plan
from generator.wire.size import Size
from tests.generator.asking import all_latents, all_steps, asking, noise_picture, resumed


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_paints_its_own_picture_and_resumes_to_the_last_bit(
    engine: Engine, params: Params, plan: Plan, optimizer: str
) -> None:
    longer = asking(params, optimizer=optimizer, steps=6)
    steps = all_steps(engine, longer, plan)
    assert torch.equal(resumed(engine, longer, plan, 4), steps[-1].image)
    if optimizer != "adam":
        adam = all_latents(engine, asking(longer, optimizer="adam"), plan)
        assert not torch.equal(steps[-1].state()["latents"], adam[-1])


def test_every_optimizer_param_has_an_optimizer() -> None:
    assert set(OPTIMIZERS) == set(Params.model_fields["optimizer"].annotation.__args__)


def test_the_learning_rate_drops_for_the_last_quarter(engine: Engine, params: Params, plan: Plan) -> None:
    assert [learning_rate_at(step, 4, 0.5, 0.1) for step in (1, 2, 3, 4)] == [0.5, 0.5, 0.5, 0.05]
    steady, dropped = (all_latents(engine, asking(params, learning_rate_drop=drop), plan) for drop in (1, 0.1))
    assert torch.equal(steady[2], dropped[2])
    far, near = ((each[3] - each[2]).abs().mean() for each in (steady, dropped))
    assert near.item() == pytest.approx(0.1 * far.item(), rel=0.2)


def test_the_picture_is_of_the_latents_average(engine: Engine, params: Params, plan: Plan) -> None:
    asked = asking(params, ema_decay=0.5, learning_rate=2.0)
    last, latents = all_steps(engine, asked, plan)[-1], all_latents(engine, asked, plan)
    total, weight = torch.zeros(()), 0.0
    for each in latents:
        total, weight = 0.5 * total + 0.5 * each, 0.5 * weight + 0.5
    vqgan = engine.networks("tiny", "vqgan_clip", plan, print).own
    codes = vqgan.nearest(total / weight)
    assert torch.equal(last.image, vqgan.decode(vqgan.look_up(codes)).clamp(0, 1)[0])
    assert torch.equal(last.end.codes, codes[0])
    assert not torch.equal(codes, vqgan.nearest(latents[-1]))
    assert torch.equal(resumed(engine, asked, plan, 2), last.image)


@pytest.mark.parametrize("changes", [{"cutouts": "exact"}, {"cutouts": "fast"}, {"augment": True}, {"tv_scale": 10.0}])
def test_each_cutout_option_changes_the_picture_and_resumes(
    engine: Engine, params: Params, plan: Plan, changes: dict
) -> None:
    asked = asking(params, **changes)
    steps = all_steps(engine, asked, plan)
    assert not torch.equal(steps[-1].state()["latents"], all_latents(engine, params, plan)[-1])
    assert torch.equal(resumed(engine, asked, plan, 2), steps[-1].image)


def test_a_picture_can_be_a_prompt(engine: Engine, params: Params, plan: Plan, tmp_path: Path) -> None:
    digest = engine.inputs.keep(noise_picture(tmp_path / "it.png"))

    def nearness(**changes) -> float:
        image = all_steps(engine, asking(params, prompt="a:0.01", steps=30, **changes), plan)[-1].image[None]
        perceptor = engine.networks("tiny", "vqgan_clip", plan, print).perceptors[0]
        seen, wanted = (
            perceptor.encode_image(torch.nn.functional.interpolate(each, (32, 32), mode="area"))
            for each in (image, engine.inputs.whole(digest, Size(64, 64)))
        )
        return (seen @ wanted.T).item()

    assert nearness(image_prompt=digest) > nearness()
    assert nearness(image_prompt=digest, image_prompt_weight=-1) < nearness(image_prompt=digest)
    asked = asking(params, image_prompt=digest)
    assert torch.equal(resumed(engine, asked, plan, 2), all_steps(engine, asked, plan)[-1].image)


def test_scenes_are_painted_in_turn(engine: Engine, params: Params, plan: Plan) -> None:
    story, spring = (
        all_latents(engine, asking(params, prompt=prompt), plan) for prompt in ("spring ^ a red circle", "spring")
    )
    assert torch.equal(story[1], spring[1])
    assert not torch.equal(story[2], spring[2])
    asked = asking(params, prompt="spring ^ a red circle")
    assert torch.equal(resumed(engine, asked, plan, 3), all_steps(engine, asked, plan)[-1].image)
