"""How long things take on this machine: a step, a process until it is Ready; and how fast the machine is at best."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch

from generator.wire.plan import Precision

_SIDE, _PRODUCTS = 2048, 5
_STARTS = 3
_ROOT = Path(__file__).parents[2]  # where `python -m generator` finds itself


def seconds(step: Callable[[], object], kind: str) -> float:
    """Return how long a step takes: on a card from event to event, on a processor by the clock."""
    if kind == "cuda":
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))  # type: ignore[no-untyped-call]
        start.record()
        step()
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) / 1000
    before = time.perf_counter()
    step()
    return time.perf_counter() - before


def peak_gflops(kind: str, precision: Precision) -> float:
    """Measure multiplications and additions a second, in 10^9, on the best of a few large matrix products."""
    matrix = torch.ones(_SIDE, _SIDE, device=kind, dtype=getattr(torch, precision))
    best = min(seconds(lambda: matrix @ matrix, kind) for _ in range(_PRODUCTS))
    return 2 * _SIDE**3 / best / 1e9


def start_seconds() -> dict[str, float]:
    """Return how long a generator takes until it says Ready, and beside it `import torch, clip` alone; medians."""
    commands = {"ready": ["-m", "generator"], "import_torch_clip": ["-c", "import torch, clip; print()"]}
    rounds = [{name: _until_a_line(command) for name, command in commands.items()} for _ in range(_STARTS)]
    return {name: round(median(each[name] for each in rounds), 2) for name in commands}


def _until_a_line(arguments: list[str]) -> float:
    """Return the seconds from the start of a Python until it writes a line; it goes away when its stdin ends."""
    before = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        return time.perf_counter() - before
