"""`python -m generator bench --beside METHOD`: two methods' steps at the same crops, alternating in one run.

Both paint with full-size published networks with random weights, each by the plan that its planner chooses for this
device. What the crops are comes from the other method's kinds of work.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median

import torch
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device as devices
from generator.measuring.bench import asked, capacity, heading, take_step, warm_up
from generator.measuring.memory import painted
from generator.methods.method import Example, Method
from generator.methods.registry import method as method_named
from generator.step import Given
from generator.wire.errors import DoesNotFit, GeneratorError
from generator.wire.plan import Device
from generator.wire.size import Size

_CROPS = ("cutouts", "num_cutouts", "cut_power", "cutout_noise", "augment")


@dataclass(frozen=True)
class BesideRow:
    """The median seconds per step of a method and of another one, and the fraction that the first takes of the second.

    `plans` and `seconds` are the method's, then the other's.
    """

    methods: tuple[str, str]
    size: str
    painted: str
    work: str
    cutouts: int
    plans: tuple[str, str]
    seconds: tuple[float, float]
    ratio: float


def run(*, as_json: bool, sizes: str | None, method: str, other: str) -> int:
    """Measure and print the results. Takes minutes; progress goes to stderr. Raises InvalidParams, GeneratorError."""
    device = devices.probe()
    rows = list(measure(device, (method_named(method), method_named(other)), sizes.split(",") if sizes else None))
    shown = {"device": device.name, "threads": device.threads, "rows": [asdict(row) for row in rows]}
    sys.stdout.write(json.dumps(shown) + "\n" if as_json else table(device, rows))
    return 0


def measure(device: Device, methods: tuple[Method, Method], sizes: Sequence[str] | None = None) -> Iterator[BesideRow]:
    """Yield the rows at the other method's usual sizes, or at `sizes`.

    Both paint a size at the next lower multiple of 16. Raises GeneratorError if one does not fit or if a method paints
    only one size, and InvalidParams if a size cannot be read.
    """
    for each in methods:
        if not each.offer.any_size:
            raise GeneratorError("bench-beside-own-size", method=each.offer.name)
    usual = methods[1].examples[0].bench_sizes(device.kind)
    wanted = [Size.parse(size) for size in sizes or usual]
    for size in wanted:
        for each in methods:
            if refusal := capacity(device, each, size).refusal(size):
                raise DoesNotFit(refusal)
    torch.set_num_threads(device.threads)
    devices.be_exact()
    for size in tqdm(wanted, unit="size"):
        for work in methods[1].examples[0].works:
            yield _row(device, methods, size, work)


def _row(device: Device, methods: tuple[Method, Method], size: Size, work: str) -> BesideRow:
    example: Example = methods[1].examples[0]
    rounds = example.rounds(device.kind)
    of_other = asked(device, methods[1], size, rounds, example.works[work])
    crops = {name: getattr(of_other, name) for name in _CROPS}
    plans = tuple(capacity(device, each, size).choose(painted(size)) for each in methods)
    runners = []
    for each, plan in zip(methods, plans, strict=True):
        params = of_other if each is methods[1] else asked(device, each, size, rounds, crops)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            networks = each.examples[0].networks(plan, plan.device)
        runners.append(partial(take_step, partial(next, each.paint(networks, params, plan, Given())), exact=True))
    for runner in runners:
        warm_up(runner, device, painted(size))
    times = [[devices.seconds(runner, device.kind) for runner in runners] for _ in range(rounds)]
    took, others = (median(each) for each in zip(*times, strict=True))
    return BesideRow(
        methods=(methods[0].offer.name, methods[1].offer.name),
        size=str(size),
        painted=str(painted(size)),
        work=work,
        cutouts=of_other.num_cutouts,
        plans=(plans[0].name, plans[1].name),
        seconds=(round(took, 4), round(others, 4)),
        ratio=round(took / others, 2),
    )


def table(device: Device, rows: Sequence[BesideRow]) -> str:
    """Return the results as text."""
    lines = [
        heading(device),
        f"{'size':>10}{'work':>6}{'cutouts':>9}{rows[0].methods[0]:>12}{rows[0].methods[1]:>12}{'ratio':>7}  plans",
    ]
    for row in rows:
        took, others = row.seconds
        plans = ", ".join(row.plans)
        lines.append(f"{row.size:>10}{row.work:>6}{row.cutouts:9}{took:12.3f}{others:12.3f}{row.ratio:7.2f}  {plans}")
    return "\n".join(lines) + "\n"
