import pytest
import torch

from generator.engine import Engine
from generator.step import Step
from generator.wire.offers import offer
from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from generator.wire.size import Size


def _steps(engine: Engine, params: Params, plan: Plan, resume=None) -> list[Step]:
    return list(engine.paint(params, plan, resume, lambda doing: None))


def test_every_step_is_yielded_in_order(engine: Engine, params: Params, plan: Plan) -> None:
    steps = _steps(engine, params, plan)
    assert [step.index for step in steps] == [1, 2, 3, 4]
    assert steps[-1].image.shape == (3, 64, 64)
    assert steps[-1].image.isfinite().all()


def test_the_same_seed_paints_the_same_picture_and_another_another(engine: Engine, params: Params, plan: Plan) -> None:
    first, again = (_steps(engine, params, plan)[-1].image for _ in range(2))
    assert torch.equal(first, again)
    other = _steps(engine, params.model_copy(update={"seed": 1}), plan)[-1].image
    assert not torch.equal(first, other)


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_resumed_painting_ends_in_the_same_picture(engine: Engine, params: Params, plan: Plan, done: int) -> None:
    undisturbed = _steps(engine, params, plan)[-1].image
    steps = engine.paint(params, plan, None, lambda doing: None)
    state = [next(steps) for _ in range(done)][-1].state()
    assert torch.equal(_steps(engine, params, plan, state)[-1].image, undisturbed)


@pytest.mark.parametrize("name", ["exact", "fast"])
def test_no_uninitialised_memory_is_read(engine: Engine, params: Params, device: Device, name: str) -> None:
    """Check that the picture is the same if torch fills all memory that it hands out."""
    plan = offer().plan(name, device)
    empty = _steps(engine, params, plan)[-1].image
    torch.utils.deterministic.fill_uninitialized_memory = True
    try:
        filled = _steps(engine, params, plan)[-1].image
    finally:
        torch.utils.deterministic.fill_uninitialized_memory = False
    assert torch.equal(filled, empty)


def test_a_size_between_multiples_is_painted_larger(engine: Engine, params: Params, plan: Plan) -> None:
    odd = params.model_copy(update={"size": Size(70, 65), "steps": 1})
    assert _steps(engine, odd, plan)[-1].image.shape == (3, 68, 72)


def test_painting_approaches_its_prompt(engine: Engine, params: Params, plan: Plan) -> None:
    longer = params.model_copy(update={"steps": 30})
    steps = _steps(engine, longer, plan)
    perceptor = engine.networks("tiny", "vqgan_clip", plan, print).perceptors[0]
    wanted = perceptor.encode_text(params.prompt)
    whole = [torch.nn.functional.interpolate(step.image[None], (32, 32), mode="area") for step in steps]
    near = [(perceptor.encode_image(image) @ wanted.T).item() for image in (whole[0], whole[-1])]
    assert near[1] > near[0]


def test_global_random_state_is_untouched(engine: Engine, params: Params, plan: Plan) -> None:
    _steps(engine, params, plan)
    torch.manual_seed(5)
    before = torch.get_rng_state()
    _steps(engine, params, plan)
    assert torch.equal(torch.get_rng_state(), before)


def test_loading_is_announced_once(engine: Engine, params: Params, plan: Plan) -> None:
    told: list[str] = []
    for _ in range(2):
        list(engine.paint(params, plan, None, told.append))
    assert [str(each) for each in told] == ["loading the style tiny"]
