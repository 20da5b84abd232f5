"""The time that a generator takes to start."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

_STARTS = 3
_ROOT = Path(__file__).parents[2]  # where `python -m generator` works


def start_seconds() -> dict[str, float]:
    """Return the median seconds until a generator says Ready and, for comparison, of `import torch, clip` alone."""
    commands = {"ready": ["-m", "generator"], "import_torch_clip": ["-c", "import torch, clip; print()"]}
    rounds = [{name: _until_a_line(command) for name, command in commands.items()} for _ in range(_STARTS)]
    return {name: round(median(each[name] for each in rounds), 2) for name in commands}


def _until_a_line(arguments: list[str]) -> float:
    """Return the seconds from the start of a Python process until it writes a line. It exits when its stdin closes."""
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
