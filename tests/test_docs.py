"""What the documents say, held against the code: links, permissions, settings, tables."""

import re
from pathlib import Path

import pytest

from bot.delivery.permissions import INVITED, title
from bot.settings import Settings
from generator.measuring import cards

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*/README.md")))


def _anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text()):
        if not re.match(r"https?:", target):
            file, _, anchor = target.partition("#")
            path = (document.parent / file).resolve() if file else document
            assert path.exists(), target
            assert not anchor or anchor in _anchors(path.read_text()), target


def test_every_picture_is_shown_somewhere() -> None:
    shown = "".join(document.read_text() for document in DOCUMENTS)
    assert [path.name for path in (ROOT / "docs" / "pictures").iterdir() if f"pictures/{path.name})" not in shown] == []


def test_every_make_command_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for document in DOCUMENTS:
        asked = re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(), re.MULTILINE)
        assert set(asked) <= targets, document.name


def test_the_permissions_are_those_that_are_asked_for() -> None:
    section = (ROOT / "docs" / "operating.md").read_text().split("## In Discord")[1].split("\n## ")[0]
    listed = [name for row in re.findall(r"^\| ([A-Z].+?) \|", section, re.MULTILINE) for name in row.split(", ")]
    assert sorted(map(str.lower, listed)) == sorted(title(name).lower() for name in INVITED)


def test_the_example_of_settings_has_every_setting() -> None:
    explained = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(name.upper() for name in Settings.model_fields)


def test_the_table_of_cards_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    cards.run(as_json=False)
    assert capsys.readouterr().out in (ROOT / "docs" / "memory.md").read_text()
