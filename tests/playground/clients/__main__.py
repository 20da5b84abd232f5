"""Tries libraries against the playground and prints what each can do.

    python -m tests.playground.clients [NAME ...] [--log]

Without names all eight are tried. A library is installed into .libraries/ the first time, which needs PyPI or npm.
"""

import asyncio
import sys

from tests.playground.clients.install import LIBRARIES, NotInstalled, installed
from tests.playground.clients.scenario import STEPS, run


def main(names: list[str], *, log: bool) -> int:
    """Print a table, and return 1 if a library failed."""
    failed = False
    print(f"| library | {' | '.join(STEPS)} |\n|{'---|' * (1 + len(STEPS))}")
    for library in LIBRARIES:
        if names and library.name not in names:
            continue
        try:
            result = asyncio.run(run(library, installed(library)))
        except NotInstalled as error:
            print(f"{library.name}: {error}")
            continue
        print(f"| {library.name} {library.version} | {' | '.join(map(result.mark, STEPS))} |", flush=True)
        wrong = [f"{step}: {reason}" for step, reason in result.steps.items() if reason]
        failed = failed or bool(wrong)
        if wrong or log:
            print(*wrong, result.log, sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main([each for each in sys.argv[1:] if each != "--log"], log="--log" in sys.argv))
