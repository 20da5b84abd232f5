"""`make chaos`: people order pictures from a bot that is killed all the time. Nothing is lost, and nothing comes twice.

The last line of stdout has the figures. The exit code is 0 if every invariant held, 1 if one did not.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from tests.arguments import count
from tests.chaos.harness import Options, Result, run
from tests.chaos.root import PROTOCOLS

KILLS_PER_JOB = {"quick": 0.17, "toy": 0.35}  # of the bot, and as many of the painter
_MOST_COMPLAINTS = 40


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--jobs", type=count, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--protocol", choices=PROTOCOLS, default="easel")
    parser.add_argument("--painter", choices=("quick", "toy"), default="quick")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="run in this new folder, and leave it there")
    given = parser.parse_args(arguments)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # it logs every connection that is cut
    options = Options(given.jobs, given.seed, given.protocol, given.painter, KILLS_PER_JOB[given.painter])
    with tqdm(total=options.jobs, unit="job", file=sys.stderr, smoothing=0.05) as bar:
        if given.keep:
            given.keep.mkdir(parents=True)
            result = asyncio.run(run(options, given.keep, lambda _: bar.update()))
        else:
            with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
                result = asyncio.run(run(options, Path(folder), lambda _: bar.update()))
    _tell(result)
    print(json.dumps(result.figures, separators=(",", ":")))
    return 1 if result.complaints else 0


def _tell(result: Result) -> None:
    """Say on stderr where processes were killed, what went wrong on purpose, and what went wrong besides."""
    _table("the bot was killed", result.bot_deaths)
    _table("the painter was killed", result.painter_deaths)
    _table("trouble", result.troubles)
    _table("requests that count as invalid, and shared limits", result.invalid)
    _table("people were refused", result.refused)
    if seconds := result.recoveries:
        median, slow = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
        print(f"from a start to the next painting: {median:.2f} s, 99 of 100 within {slow:.2f} s", file=sys.stderr)
    for complaint in result.complaints[:_MOST_COMPLAINTS]:
        print(f"BROKEN  {complaint}", file=sys.stderr)
    if len(result.complaints) > _MOST_COMPLAINTS:
        print(f"BROKEN  and {len(result.complaints) - _MOST_COMPLAINTS} more", file=sys.stderr)


def _table(title: str, counts: Counter[str]) -> None:
    print(f"{title}, {counts.total()} times:", file=sys.stderr)
    for what, times in sorted(counts.items()):
        print(f"  {times:5}  {what}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
