"""The known words that look most like an unknown one: those that share most groups of letters."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from generator.wire.labels.tables import tables
from generator.wire.labels.tokens import key

_ALIKE = 0.5
"""Below this share of common groups, of at most 1, people see no likeness."""
_FOREIGN = 0.65  # the same for words of other languages, which nobody expects in an English prompt


class Neighbours:
    """Words, by their groups of two and three letters, where a space stands for each end of a word."""

    def __init__(self, words: Iterable[str]) -> None:
        """Prepare to look among these words."""
        self._sizes: dict[str, int] = {}
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            groups = _groups(word)
            self._sizes[word] = len(groups)
            for group in groups:
                self._with[group].append(word)

    def likeness(self, word: str, least: float = _ALIKE) -> dict[str, float]:
        """Return the words that are at least so much like this one, each with its share of common groups, at most 1."""
        groups = _groups(word)
        common = Counter(other for group in groups for other in self._with.get(group, ()))
        alike = ((other, 2 * shared / (len(groups) + self._sizes[other])) for other, shared in common.items())
        return {other: share for other, share in alike if share >= least}

    def nearest(self, word: str, count: int) -> tuple[str, ...]:
        """Return the words most like this one, at most `count`, the likest first; none if there is no likeness."""
        return _first(self.likeness(word), count)


def nearest(word: str, count: int) -> tuple[str, ...]:
    """Return the words most like this one that name labels, as `Neighbours.nearest` does; one for the same labels."""
    english, foreign = _labels()
    alike = foreign.likeness(word, _FOREIGN) | english.likeness(word)
    by_rows: dict[tuple[int, ...], str] = {}
    for other in _first(alike, len(alike)):
        by_rows.setdefault(tables().rows[key(other)], other)
    return tuple(by_rows.values())[:count]


@cache
def _labels() -> tuple[Neighbours, Neighbours]:
    return Neighbours(tables().offered), Neighbours(tables().foreign)


def _first(alike: Mapping[str, float], count: int) -> tuple[str, ...]:
    return tuple(sorted(alike, key=lambda word: (-alike[word], word))[:count])


def _groups(word: str) -> set[str]:
    padded = f" {key(word)} "
    return {padded[at : at + size] for size in (2, 3) for at in range(len(padded) - size + 1)}
