"""Sample pictures: every style paints the same prompt from the same seed."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import device as devices
from generator.device import is_out_of_memory
from generator.engine import Engine
from generator.painting import Painting, Places
from generator.settings import load_settings
from generator.styles.cards import InstalledStyle
from generator.wire.capacity import seconds_per_step
from generator.wire.errors import GeneratorError
from generator.wire.params import Params, settle
from generator.wire.plan import Device
from words.sentence import Sentence, say

SEED = 0
_SECONDS = 120  # how long a sample should take, roughly
_FEWEST, _MOST = 10, 200  # steps

PROMPT = "a lighthouse on a cliff by the sea"

StepsDone = Callable[[int, int], None]
"""Called after each step with its number, and with how many steps there are."""


def paint(folder: Path, progress: StepsDone, device: Device | None = None) -> Path:
    """Paint the sample of the style in `folder` beside its card. Raises GeneratorError, RuntimeError."""
    style = InstalledStyle(folder)
    device = device or devices.probe()
    params = _params(style, device)
    with _own_memory_limit():
        limit = devices.limit(device, load_settings().memory_limit_mib)
        engine = Engine(device, {style.card.name: style}, limit=limit)
        plan = engine.capacity(params.style, params.method).choose(params.size)
        for report in Painting(engine, params, plan, Places(image=style.sample)).reports(lambda _: None):
            progress(report.step, params.steps)
    return style.sample


@contextmanager
def _own_memory_limit() -> Iterator[None]:
    """Put this process's limit on memory back at the end: what is installed afterwards is not limited."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def paint_or_explain(folder: Path, progress: StepsDone) -> Sentence:
    """Paint the sample and say where it is, or say why there is none. The style is installed either way."""
    try:
        return say("sample-painted", file=str(paint(folder, progress)))
    except GeneratorError as error:
        return say("sample-refused", why=error.sentence)
    except Exception as error:
        if is_out_of_memory(error):
            return say("sample-refused", why=say("out-of-memory"))
        return say("sample-refused", why=say("painter-error", kind=type(error).__name__))


def _params(style: InstalledStyle, device: Device) -> Params:
    """Return the sample's params. Unless the card sets the steps, use as many as take the device two minutes."""
    sample = {"seed": SEED, **style.card.sample}
    params, _ = settle({"sample": sample, "style": style.describe().defaults(None)})
    if style.card.toy or "steps" in sample:
        return params
    steps = round(_SECONDS / seconds_per_step(device, params.size, params.method))
    return params.model_copy(update={"steps": max(_FEWEST, min(_MOST, steps))})
