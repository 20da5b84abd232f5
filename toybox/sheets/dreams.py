"""What a classifier says of pictures of real things: on a sheet and as a table."""

from typing import Any

from PIL import Image

from toybox.judging.classified import FEW, Painted, Seen
from toybox.sheets.sheet import INK, RIGHT, WRONG, Cell, Ink


def cell(one: Painted) -> Cell:
    """Return the cell of a judged picture: what was asked, and how the judge sees it raw and cleaned."""
    lines = [(", ".join(one.asked), INK), _line("raw", one.raw), _line("cleaned", one.cleaned)]
    return Cell(Image.fromarray(one.picture.permute(1, 2, 0).numpy()), lines)


def table(figures: dict[str, Any]) -> str:
    """Return the figures of `classified.report` for people."""
    lines = [f"{'':10}{'first':>10}{f'among {FEW}':>12}"]
    for kind in ("raw", "cleaned"):
        first, few = (f"{100 * figures[kind][share]:.1f} %" for share in ("first", "among_five"))
        lines.append(f"{kind:10}{first:>10}{few:>12}")
    took = figures["seconds"]
    lines.append(f"{took['picture']:.1f} seconds a picture, {took['first']:.2f} to its first step")
    return "\n".join([f"{figures['pictures']} pictures: the asked labels are the judge's", *lines])


def _line(kind: str, seen: Seen) -> tuple[str, Ink]:
    ranks = ", ".join(f"{share:.2f} (#{rank})" for share, rank in zip(seen.shares, seen.ranks, strict=True))
    return f"{kind}: {ranks}", RIGHT if max(seen.ranks) <= FEW else WRONG
