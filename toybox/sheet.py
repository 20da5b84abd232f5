"""A contact sheet: every picture of an evaluation with what was asked, what the judge saw and what it held of it."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from toybox.evaluate import Painted

COLUMNS = 10
_SIDE, _MARGIN, _LINE = 170, 10, 13  # pixels: of a picture, around it, of a line of text
_CELL = (_SIDE + 2 * _MARGIN, _SIDE + 4 * _LINE + 2 * _MARGIN)
_RIGHT, _WRONG, _INK = (20, 120, 50), (190, 30, 30), (60, 60, 60)


def write_sheet(painted: Sequence[Painted], file: Path) -> None:
    """Write the sheet as a picture, in a format that the name of `file` tells. Raises OSError, ValueError."""
    rows = -(-len(painted) // COLUMNS)
    columns = min(COLUMNS, len(painted))
    sheet = Image.new("RGB", (columns * _CELL[0], rows * _CELL[1]), "white")
    for at, one in enumerate(painted):
        sheet.paste(_cell(one), (at % COLUMNS * _CELL[0], at // COLUMNS * _CELL[1]))
    sheet.save(file)


def _cell(one: Painted) -> Image.Image:
    cell = Image.new("RGB", _CELL, "white")
    picture = Image.fromarray(one.picture.permute(1, 2, 0).numpy())
    cell.paste(ImageOps.contain(picture, (_SIDE, _SIDE)), (_MARGIN, _MARGIN))
    pen, font = ImageDraw.Draw(cell), ImageFont.load_default(_LINE - 2)
    a, v = one.asked, one.verdict
    lines = [
        (f"{a.colour} {a.shape} on {a.ground}{' *' if a.held_out else ''}", _INK),
        (f"seen: {v.seen}", _INK),
        _mark("colours", v.colours_right),
        _mark(f"shape ({v.seen.overlap:.2f})", v.shape_right),
    ]
    for number, (text, ink) in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + _SIDE + number * _LINE), text, ink, font)
    return cell


def _mark(what: str, right: bool) -> tuple[str, tuple[int, int, int]]:
    return (f"+ {what} right", _RIGHT) if right else (f"- {what} wrong", _WRONG)
