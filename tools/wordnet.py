"""Write the tables in data/labels/ that come from WordNet 3.0: `python tools/wordnet.py /usr/share/wordnet`.

The folder holds WordNet's `data.noun`, `index.noun` and `noun.exc` (Debian's package wordnet-base). A label is a noun
of WordNet, told apart by the offset in its wnid, which labels.tsv keeps with its row and its name.

A word is *wider* than a label if it is an ancestor of it by one of its two commonest meanings, and *narrower* if a
label is among the nearest three ancestors of its commonest meaning.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parents[1] / "data" / "labels"
MOST = 130  # labels below a word: one with more, such as "artifact", says nothing
# Words that mean something else to whoever types them, or nothing that can be seen.
LEFT_OUT = {word.strip() for word in (TABLES / "left-out.txt").read_text().splitlines() if word[:1] not in ("", "#")}
Rows = tuple[int, ...]


@dataclass(frozen=True)
class Noun:
    """One meaning: the words for it, and the offsets of the meanings directly above it."""

    words: tuple[str, ...]
    above: tuple[int, ...]


class WordNet:
    """The nouns of WordNet: `nouns` by offset, and `meanings`, the offsets of each word, the commonest first."""

    def __init__(self, folder: Path) -> None:
        """Read the three files."""
        self.nouns = dict(_noun(line) for line in _lines(folder / "data.noun"))
        self.meanings = dict(_meanings(line) for line in _lines(folder / "index.noun"))
        self.plurals = [line.split()[:2] for line in _lines(folder / "noun.exc")]

    def above(self, offset: int) -> set[int]:
        """Return all that is above a meaning."""
        found: set[int] = set()
        open_ = [offset]
        while open_:
            new = set(self.nouns[open_.pop()].above) - found
            found |= new
            open_ += new
        return found


def main(folder: Path) -> None:
    """Read the labels' rows, wnids and names from labels.tsv, and write it anew with the other two tables."""
    wordnet = WordNet(folder)
    labels = [line.split("\t")[:3] for line in _lines(TABLES / "labels.tsv", "#")]
    row_of = {int(wnid[1:]): int(row) for row, wnid, _ in labels}
    named = {word.lower() for offset in row_of for word in wordnet.nouns[offset].words}
    lines = []
    for row, wnid, name in labels:
        others = [word for word in wordnet.nouns[int(wnid[1:])].words if word.lower() != name.lower()]
        lines.append(f"{row}\t{wnid}\t{name}\t{', '.join(others)}".rstrip())
    _write("labels.tsv", "row, wnid, name as in torchvision, other names as in WordNet", lines)
    names = {int(row): name for row, _, name in labels}
    wide, narrow = _wider(wordnet, row_of), _narrower(wordnet, row_of)
    found = {word: rows for word, rows in {**narrow, **wide}.items() if word not in named | LEFT_OUT}
    lines = [f"{word}\t{_ranges(rows)}\t{_some(names[row] for row in rows)}" for word, rows in sorted(found.items())]
    _write("wordnet.tsv", "word, rows, the names of the first", lines)
    everyday = [line.split("\t")[0] for line in _lines(TABLES / "everyday.tsv", "#")]
    known = {*named, *found, *(word.strip() for listed in everyday for word in listed.split(","))}
    lines = [f"{many}\t{one}" for many, one in wordnet.plurals if many != one and one in known]
    _write("plurals.tsv", "irregular plural, singular", lines)


def _wider(wordnet: WordNet, row_of: dict[int, int]) -> dict[str, Rows]:
    below = defaultdict(set)
    for offset, row in row_of.items():
        for each in wordnet.above(offset):
            below[each].add(row)
    found: dict[str, Rows] = {}
    for word, meanings in wordnet.meanings.items():
        for offset in meanings[:2]:
            if word not in found and 0 < len(below[offset]) <= MOST:
                found[word] = tuple(sorted(below[offset]))
    return found


def _narrower(wordnet: WordNet, row_of: dict[int, int]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for word, meanings in wordnet.meanings.items():
        above: tuple[int, ...] = (meanings[0],)
        for _ in range(3):
            above = tuple(each for offset in above for each in wordnet.nouns[offset].above)
            rows = tuple(sorted({row_of[offset] for offset in above if offset in row_of}))
            if rows and word not in found:
                found[word] = rows
    return found


def _noun(line: str) -> tuple[int, Noun]:
    """Read a line of data.noun: https://wordnet.princeton.edu/documentation/wndb5wn."""
    fields = line.split(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(word.replace("_", " ") for word in fields[4 : 4 + 2 * count : 2])
    pointers = fields[5 + 2 * count :]
    above = [int(pointers[at + 1]) for at in range(0, len(pointers) - 3, 4) if pointers[at] in ("@", "@i")]
    return int(fields[0]), Noun(words, tuple(above))


def _meanings(line: str) -> tuple[str, list[int]]:
    fields = line.split()
    return fields[0].replace("_", " "), [int(offset) for offset in fields[-int(fields[2]) :]]


def _lines(path: Path, comment: str = " ") -> Iterable[str]:
    """Return the lines without the comments. Those of WordNet's files begin with a space."""
    return [line for line in path.read_text().splitlines() if not line.startswith(comment)]


def _ranges(rows: Rows) -> str:
    """Return rows as "151-268, 275"."""
    ends = [row for row in rows if row + 1 not in rows]
    begins = [row for row in rows if row - 1 not in rows]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(begins, ends, strict=True))


def _some(names: Iterable[str]) -> str:
    first, rest = list(names)[:3], list(names)[3:]
    return ", ".join(first) + (" …" if rest else "")


def _write(name: str, columns: str, lines: list[str]) -> None:
    (TABLES / name).write_text("\n".join([f"# {columns}. Written by tools/wordnet.py.", *lines]) + "\n")
    print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
