"""Sample pictures: what a style paints of one prompt, all styles from the same seed."""

from collections.abc import Callable
from pathlib import Path

from generator import device as devices
from generator.device import is_out_of_memory
from generator.engine import Engine
from generator.painting import Painting, Places
from generator.styles.cards import InstalledStyle
from generator.wire.capacity import seconds_per_step
from generator.wire.errors import GeneratorError
from generator.wire.params import Params, settle
from generator.wire.plan import Device

SEED = 0
_SECONDS = 120  # what a sample may take, roughly
_FEWEST, _MOST = 10, 200  # steps

PROMPT = "a lighthouse on a cliff by the sea"

Progress = Callable[[int, int], None]
"""Told which step is done, and of how many."""


def paint(folder: Path, progress: Progress, device: Device | None = None) -> Path:
    """Paint the sample of the style in `folder` beside its card. Raises GeneratorError, RuntimeError."""
    style = InstalledStyle(folder)
    device = device or devices.probe()
    engine = Engine(device, {style.card.name: style})
    params = _params(style, device)
    plan = engine.capacity(params.style, params.method).choose(params.size)
    for report in Painting(engine, params, plan, Places(image=style.sample)).reports(None, lambda _: None):
        progress(report.step, params.steps)
    return style.sample


def paint_kindly(folder: Path, progress: Progress) -> str:
    """Paint the sample and say so, or say why there is none: the style is installed all the same."""
    try:
        return f"A sample is in {paint(folder, progress)}."
    except GeneratorError as error:
        return f"There is no sample: {error}"
    except Exception as error:
        why = "there was not enough memory" if is_out_of_memory(error) else f"painting met a {type(error).__name__}"
        return f"There is no sample: {why}."


def _params(style: InstalledStyle, device: Device) -> Params:
    """Return the sample's params: as many steps as the device does in two minutes, where the card does not say."""
    sample = {"seed": SEED, **style.card.sample}
    params, _ = settle({"sample": sample, "style": style.describe().defaults(None)})
    if style.card.toy or "steps" in sample:
        return params
    steps = round(_SECONDS / seconds_per_step(device, params.size, params.method))
    return params.model_copy(update={"steps": max(_FEWEST, min(_MOST, steps))})
