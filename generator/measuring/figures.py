"""`python -m generator memory`: the counter's figures as a table, as JSON, as a plot, and as the planner's tables."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from generator.files import write_atomically
from generator.measuring import memory
from generator.methods.method import Counted, Method
from generator.methods.registry import methods
from generator.wire.plan import Device
from generator.wire.size import Size

Table = dict[str, dict[str, dict[str, list[tuple[int, float]]]]]
"""The pixels and MiB of each size, smallest first, by network, kind of device and plan name."""


@dataclass(frozen=True)
class MemoryRow:
    """The peak memory at one size in MiB, of the published step and of each plan on a GPU."""

    method: str
    size: str
    painted: str
    reference: float
    plans: dict[str, float]


def run(*, as_json: bool, write: bool, plot: Path | None, method: str | None = None) -> int:
    """Count for one method or for all, and print or write the figures. Takes minutes; progress goes to stderr."""
    counted = [each for each in methods() if method in (None, each.offer.name)]
    if write:
        for each in counted:
            write_atomically(each.offer.table, (json.dumps(planner_table(each), indent=1) + "\n").encode())
        return 0
    rows = [row for each in counted for row in count(each)]
    if plot:
        draw(rows, plot)
    shown = {"unit": "MiB", "sizes": [asdict(row) for row in rows]}
    sys.stdout.write(json.dumps(shown) + "\n" if as_json else table(rows))
    return 0


def count(method: Method) -> Iterator[MemoryRow]:
    """Yield a row for each size of each published network of the method."""
    sizes = [(example, size) for example in method.examples for size in example.sizes]
    for example, size in tqdm(sizes, unit="size", desc=method.offer.name):
        painted = memory.painted(Size.parse(size))
        plans = {name: _mib(method, example, name, "cuda", painted) for name in method.offer.plans}
        reference = round(memory.count_reference(example, painted), 1)
        yield MemoryRow(method.offer.name, size, str(painted), reference, plans)


def planner_table(method: Method) -> Table:
    """Return the figures that the planner interpolates."""
    counted = [*method.examples, *method.others]
    return {example.name: _example_table(method, example) for example in counted if example.table_sizes}


def _example_table(method: Method, example: Counted) -> dict[str, dict[str, list[tuple[int, float]]]]:
    sizes = sorted((memory.painted(Size.parse(size)) for size in example.table_sizes), key=lambda size: size.pixels)
    return {
        kind: {
            name: [(size.pixels, _mib(method, example, name, kind, size)) for size in sizes]
            for name in tqdm(method.offer.plans, desc=f"{example.name} {kind}")
        }
        for kind in ("cuda", "cpu")
    }


def _mib(method: Method, example: Counted, name: str, kind: str, size: Size) -> float:
    return round(memory.count_plan(method, example, method.offer.plan(name, _device(kind)), size), 1)


def table(rows: list[MemoryRow]) -> str:
    """Return rows as text: the published step's figure, then each plan's, and how many times smaller it is."""
    lines: list[str] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or before.method != row.method:
            lines.append(f"{row.method:>10} {'reference':>10}" + "".join(f"{name:>16}" for name in row.plans))
        plans = "".join(f"{mib:9,.0f} ({row.reference / mib:4.1f})" for mib in row.plans.values())
        lines.append(f"{row.size:>10} {row.reference:10,.0f}{plans}")
    return "\n".join(lines) + "\n"


def draw(rows: list[MemoryRow], path: Path) -> None:
    """Plot MiB against megapixels, one panel per method, with the published step in black above the plans."""
    from matplotlib.figure import Figure  # takes a second to import

    methods = list(dict.fromkeys(row.method for row in rows))
    figure = Figure(figsize=(6 * len(methods), 5), layout="constrained")
    for method, axes in zip(methods, figure.subplots(1, len(methods), squeeze=False)[0], strict=True):
        ours = sorted((row for row in rows if row.method == method), key=_megapixels)
        pixels = [_megapixels(row) for row in ours]
        axes.plot(pixels, [row.reference for row in ours], ".-", color="black", label="reference")
        for name in ours[0].plans:
            axes.plot(pixels, [row.plans[name] for row in ours], ".-", label=name)
        axes.set(title=method, xlabel="megapixels", ylabel="MiB", xlim=(0, None), ylim=(0, None))
        axes.legend()
    figure.savefig(path)


def _megapixels(row: MemoryRow) -> float:
    return Size.parse(row.painted).pixels / 1e6


def _device(kind: str) -> Device:
    return Device.model_validate({"kind": kind, "name": "counted", "threads": 1, "gflops": 1, "bf16": True})
