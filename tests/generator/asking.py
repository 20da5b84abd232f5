"""Helpers to paint with an engine and to inspect the steps."""

from pathlib import Path

import torch
from PIL import Image

from generator.engine import Engine
from generator.painting import Painting, Places
from generator.step import Step
from generator.wire.params import Params
from generator.wire.plan import Plan


def asking(params: Params, **changes) -> Params:
    return Params.model_validate({**params.model_dump(), **changes})


def all_steps(engine: Engine, params: Params, plan: Plan, resume=None) -> list[Step]:
    return list(engine.paint(params, plan, resume, lambda doing: None))


def resumed(engine: Engine, params: Params, plan: Plan, done: int) -> torch.Tensor:
    """Paint `done` steps, paint the rest from the captured state, and return the picture."""
    steps = engine.paint(params, plan, None, lambda doing: None)
    state = [next(steps) for _ in range(done)][-1].state()
    return all_steps(engine, params, plan, state)[-1].image


def all_latents(engine: Engine, params: Params, plan: Plan) -> list[torch.Tensor]:
    """Return the latents after each step."""
    return [step.state()["latents"] for step in engine.paint(params, plan, None, lambda doing: None)]


def noise_picture(path: Path, size=(64, 64)) -> Path:
    generator = torch.Generator().manual_seed(0)
    pixels = torch.randint(256, (size[1] // 8, size[0] // 8, 3), generator=generator, dtype=torch.uint8)
    Image.fromarray(pixels.numpy()).resize(size, Image.Resampling.NEAREST).save(path)
    return path


def painted(engine: Engine, params: Params, plan: Plan, path: Path) -> str:
    """Paint a picture, keep it as an input, and return its hash."""
    list(Painting(engine, params, plan, Places(path)).reports(lambda doing: None))
    return engine.inputs.keep(path)


def last_step(engine: Engine, params: Params, plan: Plan) -> Step:
    return all_steps(engine, params, plan)[-1]
