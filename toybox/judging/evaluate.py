"""How often a style paints what it is asked: the generator paints, and `toybox.judging.judge` looks.

The generator paints one picture at a time, so a batch is several processes with one thread each. Networks this small
gain nothing from a second thread, the spinning threads of two processes slow each other down, and with one thread a
picture does not depend on the number of processes. They are spawned, because a forked copy of a process that has used
torch may hang.
"""

import functools
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device
from generator.engine import Engine
from generator.orphans import die_with_parent
from generator.pictures import images
from generator.styles.cards import InstalledStyle
from generator.wire.offers import offer
from generator.wire.params import Params, settle
from generator.wire.plan import Plan
from toybox.judging.asked import Asked
from toybox.judging.judge import Verdict, judge
from toybox.methods.method import Way

BY_DEFAULT = Way("by default")


@dataclass(frozen=True)
class Painted:
    """A picture (3, h, w), uint8, of `asked`, the judge's verdict, and the processor seconds that painting it took."""

    asked: Asked
    picture: Tensor
    verdict: Verdict
    seconds: float = 0.0


@dataclass(frozen=True)
class Figures:
    """Shares of prompts: both colours right, of the thing and of its ground; the shape right, whatever the colours."""

    prompts: int
    colours: float
    shapes: float

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> "Figures":
        """Return the figures of verdicts; of none, nothing is right."""
        count = len(verdicts)
        shares = (sum(rights) / max(count, 1) for rights in _rights(verdicts))
        return cls(count, *(round(share, 3) for share in shares))


def evaluate(
    weights: Path, asked: Sequence[Asked], seed: int, workers: int, way: Way = BY_DEFAULT
) -> Iterator[Painted]:
    """Paint each caption with the style in the folder `weights`, with seeds from `seed` on, and judge it.

    Show progress on stderr. Raise FileNotFoundError where there is no style, GeneratorError where its files are missing
    or differ from its card.
    """
    tasks = [(weights, way, one, seed + index) for index, one in enumerate(asked)]
    if workers == 1:
        yield from _with_progress(map(_paint, tasks), len(tasks), way)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), die_with_parent) as pool:
        yield from _with_progress(pool.map(_paint, tasks), len(tasks), way)


def report(painted: Sequence[Painted], method: str) -> dict[str, Any]:
    """Return the figures of all prompts, and of those whose pair of colour and shape is held out, for JSON.

    `seconds` is the mean of processor seconds a picture; the first of each worker also loads the style.
    """
    everything = Figures.of([one.verdict for one in painted])
    unseen = Figures.of([one.verdict for one in painted if one.asked.held_out])
    seconds = round(sum(one.seconds for one in painted) / max(len(painted), 1), 2)
    return {"method": method, **asdict(everything), "seconds": seconds, "held_out": asdict(unseen)}


def _rights(verdicts: Sequence[Verdict]) -> tuple[list[bool], list[bool]]:
    return [v.colours_right for v in verdicts], [v.shape_right for v in verdicts]


def _with_progress(painted: Iterator[Painted], total: int, way: Way) -> Iterator[Painted]:
    colours = shapes = 0
    with tqdm(total=total, unit="picture", desc=way.name) as bar:
        for one in painted:
            colours, shapes = colours + one.verdict.colours_right, shapes + one.verdict.shape_right
            bar.set_postfix(colours=colours, shapes=shapes, refresh=False)
            bar.update()
            yield one


def _paint(task: tuple[Path, Way, Asked, int]) -> Painted:
    """Paint one picture in this process, and judge it at a PNG's precision."""
    weights, way, asked, seed = task
    began = time.process_time()
    engine = _engine(weights)
    defaults = engine.style(None).describe().defaults(way.params.get("method"))
    params, _ = settle({"you": {"prompt": asked.text, "seed": seed, **way.params}, "style": defaults})
    for step in engine.paint(params, _plan(way, engine, params), None, lambda _: None):
        image = step.image
    picture = images.crop(image, params.size).mul(255).round().byte().cpu()
    return Painted(asked, picture, judge(picture / 255, asked), time.process_time() - began)


def _plan(way: Way, engine: Engine, params: Params) -> Plan:
    if way.plan is None:
        return engine.capacity(None, params.method).choose(params.size)
    if way.plan == "plain":
        return Plan(device=engine.device.kind, threads=engine.device.threads)
    return offer(params.method).plan(way.plan, engine.device)


@functools.cache
def _engine(weights: Path) -> Engine:
    """Return the engine of this process, with one thread and the style in `weights` alone."""
    torch.set_num_threads(1)
    style = InstalledStyle(weights)
    return Engine(device.probe(), {style.card.name: style})
