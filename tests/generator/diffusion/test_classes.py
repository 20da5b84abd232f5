"""The class that a class-conditional U-Net paints: stated, picked by the perceptor, or drawn."""

from functools import partial

import pytest
import torch

from generator.engine import Engine
from generator.methods.diffusion.classes import Classes
from generator.wire.errors import NoSuchClass
from generator.wire.params import Params
from generator.wire.plan import Plan
from tests.generator.small_diffusion import params_of, steps_of


def test_a_conditional_model_paints_a_class(engine: Engine, plan: Plan) -> None:
    pictures = [steps_of(engine, params_of(engine, "classy", class_label=label), plan)[-1][1] for label in (None, 0, 2)]
    assert torch.equal(pictures[0], pictures[1])  # class 0 stands for any class
    assert not torch.equal(pictures[0], pictures[2])
    with pytest.raises(NoSuchClass, match="3 classes; class_label must be from 0 to 2"):
        steps_of(engine, params_of(engine, "classy", class_label=3), plan)
    with pytest.raises(NoSuchClass, match="no classes"):
        steps_of(engine, params_of(engine, class_label=0), plan)


def test_a_class_shows_more_the_larger_its_scale(engine: Engine, plan: Plan) -> None:
    def first(**asked: object) -> torch.Tensor:
        return steps_of(engine, params_of(engine, "classy", clip_guidance_scale=0, range_scale=0, **asked), plan)[0][1]

    of_any, seen, twice = first(class_label=0), first(class_label=1), first(class_label=1, class_scale=2)
    inside = torch.stack([(each > 0) & (each < 1) for each in (of_any, seen, twice)]).all(0)
    assert inside.any()
    assert not torch.equal(seen, of_any)
    torch.testing.assert_close((twice - seen)[inside], (seen - of_any)[inside], atol=1e-4, rtol=1e-3)
    assert torch.equal(of_any, first(class_label=0, class_scale=2))
    with pytest.raises(NoSuchClass, match="no class that stands for any"):
        steps_of(engine, params_of(engine, class_scale=2), plan)


def _told(engine: Engine, plan: Plan, **asked: object) -> list[int]:
    """Return the class that the U-Net is told in each step of a painting."""
    unet, told = engine.networks("classy", "diffusion", plan, print).own, []
    watch = unet.register_forward_pre_hook(lambda *given: told.append(int(given[2]["y"])), with_kwargs=True)
    steps_of(engine, params_of(engine, "classy", **asked), plan)
    watch.remove()
    return told


def test_the_class_that_suits_the_prompt_is_picked(engine: Engine, plan: Plan, monkeypatch) -> None:
    perceptor = engine.networks("classy", "diffusion", plan, print).perceptors[0]
    monkeypatch.setattr(type(perceptor), "sharpness", 100.0)
    circle, square = (perceptor.encode_text(prompt)[0] for prompt in ("a red circle", "a blue square"))
    shown = torch.stack([circle, square])
    monkeypatch.setattr(perceptor, "classes", shown, raising=False)
    told = partial(_told, engine, plan)
    assert told(prompt="a red circle", pick_class=True) == [1] * 4
    assert told(prompt="a blue square | a red circle:0.1", pick_class=True) == [2] * 4
    assert told(prompt="a red circle ^ a blue square", pick_class=True) == [1, 1, 2, 2]
    assert told(prompt="a blue square", pick_class=True, class_label=1) == [1] * 4
    assert told(prompt="a blue square") == [0] * 4  # as old recipes mean it
    monkeypatch.setattr(perceptor, "classes", torch.stack([circle, circle]))
    assert told(prompt="a red circle", pick_class=True) == [0] * 4  # neither suits better, so any will do


def test_classes_without_pictures_are_known_by_their_words(engine: Engine, plan: Plan, monkeypatch) -> None:
    perceptor = engine.networks("classy", "diffusion", plan, print).perceptors[0]
    monkeypatch.setattr(type(perceptor), "sharpness", 1e5)
    monkeypatch.setattr(perceptor, "classes", None, raising=False)
    assert _told(engine, plan, prompt="circle", pick_class=True) == [1] * 4
    assert _told(engine, plan, prompt="square", pick_class=True) == [2] * 4


def test_classes_that_nobody_names_are_drawn_but_those_of_imagenet_have_words() -> None:
    params = Params(prompt="a", method="diffusion", style="s", size="64x64", steps=4, seed=3, learning_rate=1,
                    num_cutouts=1, cut_power=1, pick_class=True)  # fmt: skip
    drawn = [Classes(7).of_scenes(params.model_copy(update={"seed": seed}), [[]]) for seed in range(40)]
    assert drawn == [Classes(7).of_scenes(params.model_copy(update={"seed": seed}), [[]]) for seed in range(40)]
    assert {label for (label,) in drawn} == set(range(7))
    assert Classes(1000).words[980] == "volcano"
    assert Classes(7).words == ()
    assert Classes(0).of_scenes(params, [[], []]) == [None, None]
