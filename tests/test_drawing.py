"""The drawings in docs/house.md and docs/architecture.md, held against the tree."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "generator", "words", "playground", "toybox")
_LINE = re.compile(r"(?P<indent>(?:  )*)(?P<name>\w+/?)(?:\s{2,}(?P<idea>\S.*))?")


def _drawing(file: str, after: str) -> str:
    """Return the first code block of a file in docs/ after a heading."""
    return (ROOT / "docs" / file).read_text().split(f"\n{after}\n")[1].split("```")[1]


def _tree() -> set[str]:
    """Return the Python files that git tracks or would track, and their folders with a slash at the end."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *(f"{name}/*.py" for name in PACKAGES)]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    paths = [Path(name) for name in listed if (ROOT / name).exists()]
    files = {str(path.with_suffix("")) for path in paths if path.stem not in ("__init__", "__main__")}
    return files | {f"{folder}/" for path in paths for folder in path.parents if folder.name}


def _drawn(drawing: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the idea of each line; an indent of two spaces is one folder deeper."""
    folders: list[str] = []
    for line in filter(None, drawing.splitlines()):
        read = _LINE.fullmatch(line)
        assert read, f"not a line of the drawing: {line!r}"
        depth = len(read["indent"]) // 2
        assert depth <= len(folders), f"no folder above: {line!r}"
        path = "".join([*folders[:depth], read["name"]])
        if path.endswith("/"):
            folders[depth:] = [read["name"]]
        yield path, read["idea"] or ""


def _complaints(drawing: str, tree: Iterable[str]) -> list[str]:
    lines = list(_drawn(drawing))
    paths, ideas = [path for path, _ in lines], dict(lines)
    return [
        *(f"{path} has no line" for path in sorted({*tree} - {*paths})),
        *(f"{path} is not there" for path in sorted({*paths} - {*tree})),
        *(f"{path} has no idea" for path, idea in ideas.items() if not idea),
        *(f"{path} has two lines" for path in ideas if paths.count(path) > 1),
    ]


def test_the_drawing_names_each_file_once() -> None:
    complaints = _complaints(_drawing("house.md", after="## The drawing"), _tree())
    assert not complaints, "\n".join(complaints)


def test_the_overview_names_each_folder_of_bot_and_generator() -> None:
    folders = {path for path in _tree() if path.endswith("/")}
    named = {path for path in folders if path.count("/") <= (2 if path.startswith(("bot/", "generator/")) else 1)}
    complaints = _complaints(_drawing("architecture.md", after="## The house"), named)
    assert not complaints, "\n".join(complaints)


def test_every_file_that_the_documentation_names_is_there() -> None:
    named = re.compile(rf"`((?:{'|'.join((*PACKAGES, 'tests', 'tools', 'deploy', 'docs'))})/[\w./-]+)`")
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    lines = [(document.name, path) for document in documents for path in named.findall(document.read_text())]
    missing = [f"{name}: {path}" for name, path in lines if not (ROOT / path).exists()]
    assert lines
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(
    ("line", "instead", "complaint"),
    [
        ("  app  the root", "", "bot/app has no line"),
        ("    job  a job", "    gone  a job", "bot/jobs/gone is not there"),
        ("    job  a job", "    job", "bot/jobs/job has no idea"),
        ("    job  a job", "    job  a job\n    job  a job", "bot/jobs/job has two lines"),
        ("  jobs/  jobs", "  work/  jobs", "bot/jobs/ has no line"),
    ],
)
def test_a_wrong_line_is_named(line: str, instead: str, complaint: str) -> None:
    drawing = "bot/  the bot\n  app  the root\n  jobs/  jobs\n    job  a job\n"
    tree = ["bot/", "bot/app", "bot/jobs/", "bot/jobs/job"]
    assert _complaints(drawing, tree) == []
    assert complaint in _complaints(drawing.replace(line, instead), tree)


@pytest.mark.parametrize("line", ["   app  an odd indent", "    app  too deep", "app.py  a suffix"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(AssertionError, match=line):
        _complaints(f"bot/  the bot\nwords/  sentences\n{line}\n", [])
