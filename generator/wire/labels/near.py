"""The known words that look most like an unknown one: those that share most groups of letters."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from generator.wire.labels.tables import tables
from generator.wire.labels.tokens import key

_ALIKE = 0.45
"""Below this share of common groups, of at most 1, people see no likeness."""


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

    def nearest(self, word: str, count: int) -> tuple[str, ...]:
        """Return the words most like this one, at most `count`, the likest first; none if there is no likeness."""
        groups = _groups(word)
        common = Counter(other for group in groups for other in self._with.get(group, ()))
        alike = {other: 2 * shared / (len(groups) + self._sizes[other]) for other, shared in common.items()}
        near = sorted((other for other in alike if alike[other] >= _ALIKE), key=lambda other: (-alike[other], other))
        return tuple(near[:count])


def nearest(word: str, count: int) -> tuple[str, ...]:
    """Return the words most like this one that name labels, as `Neighbours.nearest` does."""
    return _labels().nearest(word, count)


@cache
def _labels() -> Neighbours:
    return Neighbours(tables().offered)


def _groups(word: str) -> set[str]:
    padded = f" {key(word)} "
    return {padded[at : at + size] for size in (2, 3) for at in range(len(padded) - size + 1)}
