"""`python -m generator bench`: time the published step and Easel's, alternating in one run on the same random weights.

Both use full-size networks and paint the same number of pixels. The published step runs in float32 with 64 cutouts;
on a GPU its perceptor and, for diffusion, its U-Net run in half precision, as published. It includes the second decode
for the preview, or the second pass through a class-conditional U-Net. Easel uses the plan that its planner chooses for
this device.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode
from torch.utils.module_tracker import ModuleTracker
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device as devices
from generator.measuring import timing
from generator.measuring.memory import NUM_CUTOUTS, painted
from generator.methods.method import Example, Method
from generator.methods.registry import method as method_named
from generator.step import Given, Step
from generator.wire.capacity import Capacity
from generator.wire.errors import DoesNotFit, GeneratorError
from generator.wire.params import Params, settle
from generator.wire.plan import Device, Plan
from generator.wire.size import Size

WARM_UPS = {"cpu": 1, "cuda": 3}
_PROMPT = "a red circle on a blue background"


@dataclass(frozen=True)
class BenchRow:
    """The median seconds per step for a size and a kind of work, and how many times faster Easel is.

    `cutouts` are the published step's and Easel's. `peak_share` is the fraction of the device's best multiplication
    throughput in the plan's precision that Easel's step reaches. It counts all multiplications, even recomputed ones.
    """

    method: str
    size: str
    painted: str
    work: str
    reference_seconds: float
    seconds: float
    ratio: float
    cutouts: tuple[int, int]
    plan: str
    peak_share: float


def run(*, as_json: bool, sizes: str | None, method: str) -> int:
    """Measure and print the results. Takes minutes; progress goes to stderr. Raises InvalidParams, GeneratorError."""
    device, measured = devices.probe(), method_named(method)
    rows = list(measure(device, measured, measured.examples, sizes.split(",") if sizes else None))
    start = timing.start_seconds()
    shown = {"device": device.name, "threads": device.threads, "rows": [asdict(row) for row in rows], "start": start}
    sys.stdout.write(json.dumps(shown) + "\n" if as_json else table(device, rows, start))
    return 0


def measure(
    device: Device, method: Method, examples: Sequence[Example], sizes: Sequence[str] | None = None
) -> Iterator[BenchRow]:
    """Yield the rows of each example at its own sizes, or at `sizes` if its method paints any size.

    A size is painted at the next lower multiple of 16, as in the published app. Raises GeneratorError if one does not
    fit, and InvalidParams if one cannot be read.
    """
    if sizes and not method.offer.any_size:
        raise GeneratorError("bench-own-size", method=method.offer.name)
    wanted = [(example, Size.parse(size)) for example in examples for size in sizes or example.bench_sizes(device.kind)]
    for _, size in wanted:
        if refusal := capacity(device, method, size).refusal(size):
            raise DoesNotFit(refusal)
    torch.set_num_threads(device.threads)
    devices.be_exact()
    for example, size in tqdm(wanted, unit="size"):
        plan = capacity(device, method, size).choose(painted(size))
        yield from _rows(device, method, example, size, plan)


def capacity(device: Device, method: Method, size: Size) -> Capacity:
    """Return this device's capacity. A network that paints at only one size is measured at that size."""
    trained_at = None if method.offer.any_size else size.width
    memory = devices.memory(device)
    return Capacity(device, memory, toy=False, method=method.offer.name, trained_at=trained_at)


def _rows(device: Device, method: Method, example: Example, size: Size, plan: Plan) -> Iterator[BenchRow]:
    works = {work: _params(device, method, example, size, work) for work in example.works}
    runners = _runners(device, method, example, works, plan)
    gflop = {name: warm_up(runner, device, painted(size)) for name, runner in runners.items()}
    rounds = [
        {name: devices.seconds(runner, device.kind) for name, runner in runners.items()}
        for _ in range(example.rounds(device.kind))
    ]
    took = {name: median(each[name] for each in rounds) for name in runners}
    peak = devices.peak_gflops(device.kind, plan.decoder, side=2048)
    for work, params in works.items():
        yield BenchRow(
            method=params.method,
            size=str(size),
            painted=str(painted(size)),
            work=work,
            reference_seconds=round(took["reference"], 4),
            seconds=round(took[work], 4),
            ratio=round(took["reference"] / took[work], 2),
            cutouts=(NUM_CUTOUTS, params.num_cutouts),
            plan=plan.name,
            peak_share=round(gflop[work] / took[work] / peak, 2),
        )


def _params(device: Device, method: Method, example: Example, size: Size, work: str) -> Params:
    """Return the params of a kind of work."""
    return asked(device, method, size, example.rounds(device.kind), example.works[work])


def asked(device: Device, method: Method, size: Size, rounds: int, more: Mapping[str, Any]) -> Params:
    """Return the params for timing `rounds` steps at the whole size.

    A method may paint small in the first half of its steps. The last step also finishes, and is not taken.
    """
    usual = {
        "prompt": _PROMPT, "method": method.offer.name, "style": "full_size", "size": painted(size), "seed": 0,
        "steps": 2 * (WARM_UPS[device.kind] + rounds + 1),
    }  # fmt: skip
    return settle({"you": {**usual, **more}})[0]


def _runners(
    device: Device, method: Method, example: Example, works: dict[str, Params], plan: Plan
) -> dict[str, Callable[[], object]]:
    """Return functions that take a published step, and an Easel step for each kind of work, all with equal weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        published = example.published(torch.float16 if device.kind == "cuda" else torch.float32)
    networks = example.networks(plan, plan.device, published)
    target = networks.perceptors[0].encode_text(_PROMPT)
    for network in published:
        network.to(device.kind)
    step = example.step(published, next(iter(works.values())).size, target, preview=True)
    return {
        "reference": partial(take_step, step, exact=False),
        **{
            work: partial(take_step, partial(next, method.paint(networks, params, plan, Given())), exact=True)
            for work, params in works.items()
        },
    }


def take_step(step: Callable[[], object], exact: bool) -> object:
    """Take a step with deterministic operations (`exact`, as Easel does) or with any (as published)."""
    torch.use_deterministic_algorithms(exact)
    return step()


class _NoModules(ModuleTracker):
    """Counts for no module by itself: the tracker's hooks fail where a lean plan computes without a graph."""

    def __init__(self) -> None:
        self.parents = {"Global"}

    def __enter__(self) -> "_NoModules":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def warm_up(runner: Callable[[], object], device: Device, size: Size) -> float:
    """Take the steps that are not timed, among them all that are painted smaller, and return the GFLOP of the last."""
    taken, whole = 0, False
    while taken < WARM_UPS[device.kind] or not whole:
        counter = FlopCounterMode(display=False)
        counter.mod_tracker = _NoModules()
        with counter:
            step = runner()
        taken, whole = taken + 1, not isinstance(step, Step) or step.image.shape[1:] == (size.height, size.width)
    return float(counter.get_total_flops()) / 1e9


def heading(device: Device) -> str:
    """Return the first line of a table."""
    return f"{device.name}, {device.threads} threads; seconds a step"


def table(device: Device, rows: list[BenchRow], start: dict[str, float]) -> str:
    """Return the results as text."""
    lines = [heading(device)]
    lines.append(
        f"{'size':>10}{'work':>6}{'cutouts':>9}{'plan':>9}{'published':>11}{'Easel':>9}{'ratio':>7}{'of peak':>9}"
    )
    for row in rows:
        lines.append(
            f"{row.size:>10}{row.work:>6}{row.cutouts[1]:9}{row.plan:>9}{row.reference_seconds:11.3f}{row.seconds:9.3f}"
            f"{row.ratio:7.2f}{row.peak_share:9.0%}"
        )
    lines.append(f"Ready after {start['ready']:.1f} s; import torch, clip: {start['import_torch_clip']:.1f} s")
    return "\n".join(lines) + "\n"
