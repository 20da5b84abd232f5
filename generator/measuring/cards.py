"""`python -m generator memory --cards`: what fits on graphics cards of the usual sizes, by the planner's tables."""

import json
import sys
from collections.abc import Iterator, Mapping

from generator.methods.method import Example, Method
from generator.methods.registry import methods
from generator.wire.capacity import Capacity
from generator.wire.plan import Device
from generator.wire.size import Size
from words.sentence import text

CARDS = (4, 6, 8, 12, 16, 24)  # GiB
_WIDE = Size(3840, 2160)
_NEW, _OLD = (Device(kind="cuda", name="a card", threads=1, gflops=1, bf16=bf16) for bf16 in (True, False))


def run(*, as_json: bool) -> int:
    """Print a row for each card, as a table in Markdown or as JSON. Counts nothing and needs no card."""
    rows = [{"memory": f"{gib} GiB", **dict(_cells(gib))} for gib in CARDS]
    sys.stdout.write(json.dumps({"cards": rows}) + "\n" if as_json else table(rows))
    return 0


def table(rows: list[dict[str, str]]) -> str:
    """Return the rows in Markdown."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cells(gib: int) -> Iterator[tuple[str, str]]:
    for method in methods():
        for example in method.examples:
            if example.sizes:
                yield from _fitting(method, example, gib * 1024).items()


def _fitting(method: Method, example: Example, mib: int) -> Mapping[str, str]:
    """Return the largest wide picture, or the plan of the network's own size, empty where nothing fits."""
    offer = method.offer
    if offer.any_size:
        new, old = (Capacity(device, mib, toy=False, method=offer.name).largest(_WIDE) for device in (_NEW, _OLD))
        names = (text("cards-largest", method=offer.title), text("cards-without-bfloat16", method=offer.title))
        return {name: str(size or "") for name, size in zip(names, (new, old), strict=True)}
    size = Size.parse(example.sizes[0])
    capacity = Capacity(_NEW, mib, toy=False, method=offer.name, trained_at=size.width)
    plan = capacity.choose(size).name if capacity.fits(size) else ""
    return {text("cards-own-size", method=offer.title, size=str(size)): plan}
