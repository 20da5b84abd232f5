"""The tables in data/labels, read once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.wire.labels.tokens import key

_FOLDER = Path(__file__).parents[3] / "data" / "labels"
Rows = tuple[int, ...]


@dataclass(frozen=True)
class Tables:
    """What words mean, by their `key`.

    `names` are the labels' names by row, `rows` the labels that a word names, and `colours` the name of the colour that
    a word means. `looks` is how each named colour looks, as red, green and blue in 0..255. `silent` words say nothing.
    `singular` is what an irregular plural is the plural of. `offered` are words in place of one that is not known, as
    people write them: everyday words and labels of one word; `foreign` are those of other languages. `longest` is the
    most words that are read together.
    """

    names: tuple[str, ...]
    rows: Mapping[str, Rows]
    colours: Mapping[str, str]
    looks: Mapping[str, tuple[int, int, int]]
    silent: frozenset[str]
    singular: Mapping[str, str]
    offered: tuple[str, ...]
    foreign: tuple[str, ...]
    longest: int


@cache
def tables() -> Tables:
    """Read the tables. What is written by hand goes before a label's own names, and these before WordNet's nouns."""
    labels = [(row, name, others) for row, _, name, others in _fields("labels.tsv", 4)]
    row_of = {name: int(row) for row, name, _ in labels}
    wordnet = {word: _rows(ranges) for word, ranges, _ in _fields("wordnet.tsv", 3)}
    words: list[tuple[str, Rows]] = []  # what goes first stands first
    for listed, named in _fields("everyday.tsv", 2):
        rows = _unique(row for name in _listed(named) for row in _meant(name, row_of, wordnet))
        words += [(word, rows) for word in _listed(listed)]
    words += [(name, (row,)) for name, row in row_of.items()]
    others: dict[str, Rows] = {}
    for row, _, listed in labels:
        for word in _listed(listed):
            others[word] = (*others.get(word, ()), int(row))
    known = _first([*words, *others.items(), *wordnet.items()])
    languages = _fields("other-languages.tsv", 3)
    foreign = [(word, known[key(english)]) for _, listed, english in languages for word in _listed(listed)]
    foreign = [(word, rows) for word, rows in foreign if key(word) not in known]
    known = {word: rows for word, rows in _first([*known.items(), *foreign]).items() if rows}
    colours = [(_listed(listed), name, look) for listed, name, look in _fields("colours.tsv", 3)]
    return Tables(
        names=tuple(row_of),
        rows=known,
        colours={key(word): name for listed, name, _ in colours for word in listed},
        looks={name: _look(look) for _, name, look in colours},
        silent=frozenset(key(word) for line in _lines("silent.txt") for word in line.split()),
        singular={key(many): key(one) for many, one in _fields("plurals.tsv", 2)},
        offered=_shown(words, known),
        foreign=_shown(foreign, known),
        longest=max(len(word.split()) for word in known),
    )


def _first(words: Iterable[tuple[str, Rows]]) -> dict[str, Rows]:
    """Return the first rows that are given for each word."""
    known: dict[str, Rows] = {}
    for word, rows in words:
        known.setdefault(key(word), rows)
    return known


def _shown(words: list[tuple[str, Rows]], known: Mapping[str, Rows]) -> tuple[str, ...]:
    """Return the single words of letters that mean these rows, each once as it stands first."""
    shown = [word for word, rows in words if rows and word.isalpha() and known.get(key(word)) == rows]
    return tuple({key(word): word for word in reversed(shown)}.values())


def _meant(name: str, row_of: Mapping[str, int], wordnet: Mapping[str, Rows]) -> Rows:
    """Return the rows of a label or of one of WordNet's words; none for "-". Raises KeyError for any other."""
    if name == "-":
        return ()
    return (row_of[name],) if name in row_of else wordnet[name]


def _fields(file: str, count: int) -> Iterator[list[str]]:
    """Yield the fields of each line of a table, the missing ones empty."""
    for line in _lines(file):
        fields = line.split("\t")
        yield fields + [""] * (count - len(fields))


def _lines(file: str) -> Iterator[str]:
    """Yield the lines of a file without comments and empty ones."""
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _rows(ranges: str) -> Rows:
    """Read "151-268, 275"."""
    ends = [each.partition("-") for each in _listed(ranges)]
    return tuple(row for first, _, last in ends for row in range(int(first), int(last or first) + 1))


def _unique(rows: Iterable[int]) -> Rows:
    return tuple(dict.fromkeys(rows))


def _look(written: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(written.removeprefix("#"))
    return red, green, blue
