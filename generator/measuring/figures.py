"""`python -m generator memory`: the counter's figures as a table, as JSON, as a plot, and as what the planner reads."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from generator.files import write_atomically
from generator.measuring import memory
from generator.wire import plan
from generator.wire.params import Size
from generator.wire.plan import PLANS, PLANS_OF, Device, Plan, network, plan_named

# Those of vqgan-clip-app's "Notes and observations", and two that its cards could not paint.
SIZES = (
    *("300x300", "480x480", "640x360", "640x480", "800x450", "800x600", "960x540", "960x720", "1024x576", "1024x768"),
    *("1280x720", "1920x1080", "3840x2160"),
)
# What the planner interpolates between; the last is the largest that may be asked for.
TABLE_SIZES = ("300x300", "480x480", "800x600", "1280x720", "1920x1080", "3840x2160", "4096x4096")
# Those that the published diffusion models were trained with, and what the planner interpolates between.
DIFFUSION_SIZES = {"256": "256x256", "512": "512x512"}  # by what a U-Net was trained with
DIFFUSION_TABLE_SIZES = ("256x256", "512x512", "1024x1024")

OfNetwork = dict[str, dict[str, list[tuple[int, float]]]]
Table = dict[str, OfNetwork]


@dataclass(frozen=True)
class Row:
    """Peaks in MiB of one size: of the published step, and of each plan on a card."""

    method: str
    size: str
    painted: str
    reference: float
    plans: dict[str, float]


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--write", action="store_true", help="count what the planner reads, and save it with the code")
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw the figures")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Count, and show what was asked for. Takes minutes: progress goes to stderr."""
    if options.write:
        write_atomically(plan.TABLE, (json.dumps(planner_table(), indent=1) + "\n").encode())
        return 0
    rows = [*count(SIZES), *count_diffusion(DIFFUSION_SIZES)]
    if options.plot:
        draw(rows, options.plot)
    shown = {"unit": "MiB", "sizes": [asdict(row) for row in rows]}
    sys.stdout.write(json.dumps(shown) + "\n" if options.json else table(rows))
    return 0


def count(sizes: tuple[str, ...]) -> Iterator[Row]:
    """Yield a row for each size, counted at the next lower multiple of 16."""
    for size in tqdm(sizes, unit="size"):
        painted = memory.painted(Size.parse(size))
        plans = {name: round(memory.count_plan(plan_named(name, _device("cuda")), painted), 1) for name in PLANS}
        yield Row("vqgan_clip", size, str(painted), round(memory.count_reference(painted), 1), plans)


def count_diffusion(sizes: dict[str, str]) -> Iterator[Row]:
    """Yield a row for each U-Net at its size."""
    for unet, size in tqdm([(unet, Size.parse(size)) for unet, size in sizes.items()], unit="size", desc="diffusion"):
        plans = {
            name: round(memory.count_diffusion_plan(plan_named(name, _device("cuda"), "diffusion"), size, unet), 1)
            for name in PLANS_OF["diffusion"]
        }
        yield Row("diffusion", str(size), str(size), round(memory.count_diffusion_reference(size, unet), 1), plans)


def planner_table() -> Table:
    """Return, by network, kind of device and name of plan, the pixels and MiB of each size, smallest first."""
    sizes = [memory.painted(Size.parse(size)) for size in TABLE_SIZES]
    table = {"vqgan_clip": _counted("vqgan_clip", memory.count_plan, sizes)}
    sizes = [Size.parse(size) for size in DIFFUSION_TABLE_SIZES]
    for unet in DIFFUSION_SIZES:
        of_plan = partial(memory.count_diffusion_plan, unet=unet)
        table[network("diffusion", int(unet))] = _counted("diffusion", of_plan, sizes)
    return table


def _counted(method: str, of_plan: Callable[[Plan, Size], float], sizes: list[Size]) -> OfNetwork:
    painted = sorted(sizes, key=lambda s: s.width * s.height)
    return {
        kind: {
            name: [(s.width * s.height, round(of_plan(plan_named(name, _device(kind), method), s), 1)) for s in painted]
            for name in tqdm(PLANS_OF[method], desc=kind)
        }
        for kind in ("cuda", "cpu")
    }


def table(rows: list[Row]) -> str:
    """Return rows as text: the published step's figure, then each plan's, and how many times less that is."""
    lines: list[str] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or before.method != row.method:
            lines.append(f"{row.method:>10} {'reference':>10}" + "".join(f"{name:>16}" for name in row.plans))
        plans = "".join(f"{mib:9,.0f} ({row.reference / mib:4.1f})" for mib in row.plans.values())
        lines.append(f"{row.size:>10} {row.reference:10,.0f}{plans}")
    return "\n".join(lines) + "\n"


def draw(rows: list[Row], path: Path) -> None:
    """Plot MiB against megapixels, a panel for each method: the published step in black, the plans beneath it."""
    from matplotlib.figure import Figure  # it takes a second to import

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


def _megapixels(row: Row) -> float:
    size = Size.parse(row.painted)
    return size.width * size.height / 1e6


def _device(kind: str) -> Device:
    return Device.model_validate({"kind": kind, "name": "counted", "threads": 1, "gflops": 1, "bf16": True})
