"""`python -m tests.memory`: paint the toy at every size that is offered, and at the largest ones, on small machines.

A machine of so many GiB is a painter with the limit that it would have there by default. At each limit and for each
method, the sizes that are suggested, 4096x4096 and the largest square that fits are ordered. What is accepted is
painted, in two steps, unless it takes more than --most MiB. The exit code is 1 if an accepted picture was not painted.
"""

import argparse
import sys

from bot.ui.autocomplete import size_choices
from generator.host import USUAL_SHARE
from generator.wire.offers import offers
from generator.wire.size import MAX_SIDE, Size
from tests.arguments import count
from tests.memory.promise import Row, painter

LARGEST = Size(MAX_SIDE, MAX_SIDE)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.memory", description=__doc__)
    parser.add_argument("--gib", type=count, nargs="+", default=[4, 8, 24])
    parser.add_argument("--most", type=count, default=6000, help="paint nothing that takes more MiB than this")
    given = parser.parse_args(arguments)
    rows = [row for gib in given.gib for row in _machine(gib, given.most)]
    return int(any(row.broken for row in rows))


def _machine(gib: int, most: int) -> list[Row]:
    limit = int(gib * 1024 * USUAL_SHARE)
    print(f"{gib} GiB, of which the painter may take {limit:,} MiB\n    method       size     plan  planned     peak")
    rows = []
    for method in offers():
        with painter(limit) as one:
            fits = one.capacity(method).largest(LARGEST)
            offered = [Size.parse(choice.value) for choice in size_choices("")]
            for size in dict.fromkeys([*offered, *([fits] if fits else []), LARGEST]):
                rows.append(one.paint(method, size, most=most))
                print(rows[-1], f"({fits} fits)" if rows[-1].verdict == "refused" else "", flush=True)
                if rows[-1].broken:
                    break
    return rows


if __name__ == "__main__":
    sys.exit(main())
