"""How a painting ends: early, after NaN or infinity, with notes."""

from pathlib import Path

import pytest
import torch
from PIL import Image

from generator.engine import Engine
from generator.methods.canvas.stopping import EarlyStop
from generator.methods.vqgan_clip import paint as vqgan_clip
from generator.models.perceptors.clip import left_out
from generator.step import Step
from generator.wire.errors import NotANumber
from generator.wire.params import Params
from generator.wire.plan import Plan
from tests.generator.asking import all_steps, asking, last_step, painted, resumed


def _told(step: Step) -> tuple[str, ...]:
    return tuple(map(str, step.end.notes))


def test_painting_stops_early_without_enough_improvement(
    engine: Engine, params: Params, plan: Plan, tmp_path: Path
) -> None:
    asked = asking(params, steps=30, early_stop=2, early_stop_improvement=1.0)
    steps = all_steps(engine, asked, plan)
    assert len(steps) == 4
    assert torch.equal(steps[-1].image, all_steps(engine, params, plan)[-1].image)
    assert _told(steps[-1]) == ("Stopped at step 4, since more steps brought too little.",)
    assert torch.equal(resumed(engine, asked, plan, 3), steps[-1].image)
    painted(engine, asked, plan, tmp_path / "it.png")
    with Image.open(tmp_path / "it.png") as picture:
        assert picture.info["Comment"] == "Stopped at step 4, since more steps brought too little."
    assert _told(all_steps(engine, params, plan)[-1]) == ()


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
    """Make the critics return NaN gradients in one step."""
    criticise, calls = vqgan_clip.criticise, []

    def criticise_until(*arguments):
        calls.append(None)
        loss, gradient = criticise(*arguments)
        return (loss, gradient * float("nan")) if len(calls) == broken else (loss, gradient)

    monkeypatch.setattr(vqgan_clip, "criticise", criticise_until)


@pytest.mark.parametrize("ema_decay", [0, 0.5])
def test_nan_ends_the_painting_with_its_last_good_picture(
    engine: Engine, params: Params, plan: Plan, monkeypatch: pytest.MonkeyPatch, ema_decay: float
) -> None:
    asked = asking(params, ema_decay=ema_decay)
    good = all_steps(engine, asking(asked, steps=2), plan)[-1]
    _broken_at(monkeypatch, 3)
    last = all_steps(engine, asked, plan)[-1]
    assert torch.equal(last.image, good.image)
    assert _told(last) == ("Step 3 came to something that is no number, so this is the picture of step 2.",)


def test_nan_in_the_first_step_is_an_error(
    engine: Engine, params: Params, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    _broken_at(monkeypatch, 1)
    with pytest.raises(NotANumber, match="try a smaller learning_rate"):
        all_steps(engine, params, plan)


def test_words_beyond_the_perceptors_limit_are_reported(engine: Engine, params: Params, plan: Plan) -> None:
    assert [left_out(text) for text in ("a red circle", "cat " * 75, "cat " * 76, "x" * 1000)] == [0, 0, 1, 1]
    notes = [
        _told(last_step(engine, asking(params, prompt=prompt), plan))
        for prompt in ("cat " * 75, "cat " * 76, f"a fox | {'cat ' * 77}")
    ]
    assert notes == [
        (),
        ("The prompt is longer than the perceptor reads: its last word was left out.",),
        ("Part 2 of the prompt is longer than the perceptor reads: its last 2 words were left out.",),
    ]
