"""`python -m tests.load`: many people order at once, again and again. It measures how soon they are answered.

The last line of stdout has the figures. The exit code is 1 if somebody gets no answer or no picture.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from tests.arguments import count
from tests.load.run import Result, run


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--people", type=count, default=200)
    parser.add_argument("--jobs", type=count, default=2000)
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw memory and the loop's lag over time")
    given = parser.parse_args(arguments)
    with tqdm(total=given.jobs, unit="job", file=sys.stderr) as bar, tempfile.TemporaryDirectory(prefix="l-") as name:
        result = asyncio.run(run(given.people, given.jobs, Path(name), lambda ended: bar.update(ended - bar.n)))
    if given.plot:
        plot(result, given.plot)
    print(json.dumps(result.figures(), separators=(",", ":")))
    return 1 if result.unanswered or result.refused else 0


def plot(result: Result, path: Path) -> None:
    """Draw the memory of the bot and its painter, and the worst lag of the bot's loop in each second."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 6), layout="constrained")
    memory, lag = figure.subplots(2, 1, sharex=True)
    seconds = [sample.at for sample in result.samples]
    memory.plot(seconds, [sample.bot for sample in result.samples], label="bot")
    memory.plot(seconds, [sample.painter for sample in result.samples], label="painter of the tests")
    memory.set(ylabel="resident MiB", ylim=(0, None), title=f"{result.ended} jobs, {result.people} people at once")
    memory.legend()
    lag.plot([at for at, _ in result.lags], [1000 * late for _, late in result.lags], ".")
    lag.axhline(100, color="grey", linestyle="--", label="the bar")
    lag.set(ylabel="worst lag in a second, ms", xlabel="seconds", ylim=(0, None))
    lag.legend()
    figure.savefig(path)


if __name__ == "__main__":
    sys.exit(main())
