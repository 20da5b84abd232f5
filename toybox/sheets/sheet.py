"""Contact sheets: pictures with lines of text under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from toybox.judging.evaluate import Painted

INK = (60, 60, 60)
RIGHT, WRONG = (20, 120, 50), (190, 30, 30)
_SIDE, _MARGIN, _LINE = 170, 10, 13  # pixels: a picture, the space around it, a line of text

Ink = tuple[int, int, int]


@dataclass(frozen=True)
class Cell:
    """A picture and the lines under it."""

    picture: Image.Image
    lines: Sequence[tuple[str, Ink]]


def write_sheet(cells: Sequence[Cell], file: Path, columns: int = 10) -> None:
    """Write the sheet as a picture, in the format of `file`'s suffix. Raise OSError, ValueError."""
    columns = min(columns, len(cells))
    width = _SIDE + 2 * _MARGIN
    height = _SIDE + max(len(cell.lines) for cell in cells) * _LINE + 2 * _MARGIN
    sheet = Image.new("RGB", (columns * width, -(-len(cells) // columns) * height), "white")
    for at, cell in enumerate(cells):
        sheet.paste(_drawn(cell, (width, height)), (at % columns * width, at // columns * height))
    sheet.save(file)


def judged(one: Painted, title: str | None = None) -> Cell:
    """Return the cell of a judged picture: what was asked, what the judge saw, and its verdict."""
    a, v = one.asked, one.verdict
    lines = [
        *([(title, INK)] if title else []),
        (f"{a.colour} {a.shape} on {a.ground}{' *' if a.held_out else ''}", INK),
        (f"seen: {v.seen}", INK),
        _mark("colours", v.colours_right),
        _mark(f"shape ({v.seen.overlap:.2f})", v.shape_right),
    ]
    return Cell(Image.fromarray(one.picture.permute(1, 2, 0).numpy()), lines)


def _drawn(cell: Cell, size: tuple[int, int]) -> Image.Image:
    drawn = Image.new("RGB", size, "white")
    drawn.paste(ImageOps.contain(cell.picture, (_SIDE, _SIDE)), (_MARGIN, _MARGIN))
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(_LINE - 2)
    for number, (text, ink) in enumerate(cell.lines):
        pen.text((_MARGIN, _MARGIN + _SIDE + number * _LINE), text, ink, font)
    return drawn


def _mark(what: str, right: bool) -> tuple[str, Ink]:
    return (f"+ {what} right", RIGHT) if right else (f"- {what} wrong", WRONG)
