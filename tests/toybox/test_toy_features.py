"""The sheet of features."""

from PIL import Image

from generator.styles.cards import InstalledStyle
from generator.styles.shipped import STYLES
from generator.wire.params import PICTURES, Params, settle
from toybox.sheets.features import FEATURES
from toybox.sheets.sheet import INK, Cell, write_sheet

_EVERY_PICTURES = {"seed", "prompt_syntax"}


def test_everything_that_can_be_asked_for_has_its_picture() -> None:
    shown = {name for _, asked in FEATURES for name in asked}
    assert shown == set(Params.model_fields) - _EVERY_PICTURES
    for name in ("optimizer", "cutouts", "sampler"):
        default = Params.model_fields[name].default
        choices = set(Params.model_fields[name].annotation.__args__)
        assert {asked.get(name, default) for _, asked in FEATURES} == choices


def test_every_feature_can_be_painted_when_its_turn_comes() -> None:
    styles = {folder.name: InstalledStyle(folder).describe() for folder in STYLES}
    painted: set[str] = set()
    for title, asked in FEATURES:
        assert {value for name, value in asked.items() if name in PICTURES} <= painted
        named = {name: "0" * 64 if name in PICTURES else value for name, value in asked.items()}
        style = styles.get(asked.get("style"), styles["toy"])
        defaults = style.defaults(asked.get("method"))
        params, sources = settle({"you": {"prompt": "a red circle", **named}, "style": defaults})
        assert all(sources[name] == "you" and getattr(params, name) is not None for name in asked)
        assert title not in painted
        painted.add(title)


def test_a_sheet_has_a_cell_for_each_picture(tmp_path) -> None:
    cells = [Cell(Image.new("RGB", (20, 20), colour), [("line", INK)]) for colour in ("red", "blue", "lime")]
    write_sheet(cells, tmp_path / "sheet.png", columns=2)
    with Image.open(tmp_path / "sheet.png") as sheet:
        width, height = sheet.width // 2, sheet.height // 2
        middles = [sheet.getpixel((width // 2 + x, height // 3 + y)) for y in (0, height) for x in (0, width)]
    assert middles == [(255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 255, 255)]
