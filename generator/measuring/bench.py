"""`python -m generator bench`: the published step and Easel's, in turn, in one run, on the same random weights.

Both have full-size networks and paint the same number of pixels. The published step is float32 (its perceptor, and of
diffusion its U-Net, in half precision on a card, as published) with 64 cutouts and its second decode for the preview,
or its second pass through a class-conditional U-Net; Easel paints by the plan that its planner chooses here.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median

import torch
from torch.utils.flop_counter import FlopCounterMode
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device as devices
from generator.measuring import timing
from generator.measuring.memory import NUM_CUTOUTS, painted
from generator.methods.method import Example, Method
from generator.methods.registry import method as method_named
from generator.step import Given
from generator.wire.capacity import Capacity
from generator.wire.errors import DoesNotFit, GeneratorError
from generator.wire.params import Params, settle
from generator.wire.plan import Device, Plan
from generator.wire.size import Size

_WARM_UPS = {"cpu": 1, "cuda": 3}
_PROMPT = "a red circle on a blue background"


@dataclass(frozen=True)
class BenchRow:
    """A size and a kind of work: medians of seconds a step, and how many times less Easel takes.

    `cutouts` are the published step's and Easel's. `peak_share` is the share that Easel's step reaches of what this
    device multiplies at best in the plan's precision, of all that is multiplied, what is computed again included.
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
    """Measure, and show it. Takes minutes: progress goes to stderr. Raises InvalidParams, and GeneratorError."""
    device, measured = devices.probe(), method_named(method)
    rows = list(measure(device, measured, measured.examples, sizes.split(",") if sizes else None))
    start = timing.start_seconds()
    shown = {"device": device.name, "threads": device.threads, "rows": [asdict(row) for row in rows], "start": start}
    sys.stdout.write(json.dumps(shown) + "\n" if as_json else table(device, rows, start))
    return 0


def measure(
    device: Device, method: Method, examples: Sequence[Example], sizes: Sequence[str] | None = None
) -> Iterator[BenchRow]:
    """Yield the rows of each example at its own sizes, or at `sizes` where its method paints any.

    A size is painted at the next lower multiple of 16, as the published app does. Raises GeneratorError where one does
    not fit, InvalidParams where one cannot be read.
    """
    if sizes and not method.offer.any_size:
        raise GeneratorError("bench-own-size", method=method.offer.name)
    wanted = [(example, Size.parse(size)) for example in examples for size in sizes or example.bench_sizes(device.kind)]
    for _, size in wanted:
        if refusal := _capacity(device, method, size).refusal(size):
            raise DoesNotFit(refusal)
    torch.set_num_threads(device.threads)
    devices.be_exact()
    for example, size in tqdm(wanted, unit="size"):
        plan = _capacity(device, method, size).choose(painted(size))
        yield from _rows(device, method, example, size, plan)


def _capacity(device: Device, method: Method, size: Size) -> Capacity:
    """Return what this device has the capacity for; a network that paints at one size is measured at that."""
    trained_at = None if method.offer.any_size else size.width
    memory = devices.memory(device)
    return Capacity(device, memory, toy=False, method=method.offer.name, trained_at=trained_at)


def _rows(device: Device, method: Method, example: Example, size: Size, plan: Plan) -> Iterator[BenchRow]:
    works = {work: _params(device, method, example, size, work) for work in example.works}
    runners = _runners(device, method, example, works, plan)
    gflop = {name: _warm_up(runner, device) for name, runner in runners.items()}
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
    """Return the method's defaults but for what is asked; the last step, which also finishes, is not taken."""
    asked = {
        "prompt": _PROMPT, "method": method.offer.name, "style": "full_size", "size": painted(size), "seed": 0,
        "steps": _WARM_UPS[device.kind] + example.rounds(device.kind) + 1,
    }  # fmt: skip
    return settle({"you": {**asked, **example.works[work]}})[0]


def _runners(
    device: Device, method: Method, example: Example, works: dict[str, Params], plan: Plan
) -> dict[str, Callable[[], None]]:
    """Return what takes the published step, and what takes Easel's for each kind of work, all with the same weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        published = example.published(torch.float16 if device.kind == "cuda" else torch.float32)
    networks = example.networks(plan, plan.device, published)
    target = networks.perceptors[0].encode_text(_PROMPT)
    for network in published:
        network.to(device.kind)
    step = example.step(published, next(iter(works.values())).size, target, preview=True)
    return {
        "reference": partial(_take, step, exact=False),
        **{
            work: partial(_take, partial(next, method.paint(networks, params, plan, Given())), exact=True)
            for work, params in works.items()
        },
    }


def _take(step: Callable[[], object], exact: bool) -> None:
    """Take a step as Easel does, `exact`, or with whatever operations the published one is made of."""
    torch.use_deterministic_algorithms(exact)
    step()


def _warm_up(runner: Callable[[], None], device: Device) -> float:
    """Take the steps that are not counted, and return the GFLOP of one."""
    with FlopCounterMode(display=False) as counter:
        runner()
    for _ in range(_WARM_UPS[device.kind] - 1):
        runner()
    return float(counter.get_total_flops()) / 1e9


def table(device: Device, rows: list[BenchRow], start: dict[str, float]) -> str:
    """Return what was measured as text."""
    lines = [f"{device.name}, {device.threads} threads; seconds a step"]
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
