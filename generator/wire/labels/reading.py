"""How a text is read as labels: the longest match first, in singular or plural."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.wire.labels.tables import Rows, Tables, tables
from generator.wire.labels.tokens import Token, emoji_words, tokens


@dataclass(frozen=True)
class Found:
    """Words as they were typed, and the rows of the labels that they name: any of them shows what is meant."""

    words: str
    labels: Rows


@dataclass(frozen=True)
class Reading:
    """What is known of a text: labels and the names of colours, and what is unknown, each in the text's order.

    Words that say nothing, such as articles and numbers, are in none of them.
    """

    found: tuple[Found, ...] = ()
    colours: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.found or self.colours)


def read(text: str) -> Reading:
    """Read any text."""
    known = tables()
    words = list(tokens(text))
    found: list[Found] = []
    colours: list[str] = []
    unknown: dict[str, str] = {}
    at = 0
    while at < len(words):
        count, colour, rows = _match(words[at : at + known.longest + 1], known)
        typed = text[words[at].start : words[at + count - 1].end]
        if colour:
            colours.append(colour)
        elif rows:
            found += [Found(typed, each) for each in rows]
        elif not _says_nothing(words[at : at + count], known):
            unknown.setdefault(words[at].key, typed)
        at += count
    return Reading(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(colours)), tuple(unknown.values()))


def _match(words: list[Token], known: Tables) -> tuple[int, str, list[Rows]]:
    """Return how many of the first words are read together, and the colour or the rows that they name."""
    if words[0].emoji:
        return 1, "", _of_emoji(words[0].key, known)
    longest = next((at for at, word in enumerate(words[: known.longest]) if word.emoji), known.longest)
    for count in range(min(longest, len(words)), 0, -1):
        phrase = _phrase(words[:count])
        if phrase in known.silent:
            return count, "", []
        rows = _rows(phrase, known)
        if (colour := known.colours.get(phrase)) and not (rows and _stands_alone(words[count:], known)):
            return count, colour, []
        if rows:
            return count, "", [rows]
    return 1, "", []


def _rows(phrase: str, known: Tables) -> Rows | None:
    return next((known.rows[form] for form in _forms(phrase, known) if form in known.rows), None)


def _of_emoji(emoji: str, known: Tables) -> list[Rows]:
    """Return the rows of an emoji, by the table or by what its name tells."""
    if rows := known.rows.get(emoji):
        return [rows]
    named = read(emoji_words("".join(each for each in emoji if each.isprintable())))
    return [each.labels for each in named.found]


def _stands_alone(after: list[Token], known: Tables) -> bool:
    """Tell whether nothing that it could colour follows a word: an orange on a plate, but an orange cat."""
    return not after or after[0].emoji or after[0].key in known.silent


def _says_nothing(words: list[Token], known: Tables) -> bool:
    """Tell it of words that are read together and name nothing: a letter alone and a number say nothing either."""
    return _phrase(words) in known.silent or words[0].number or (len(words[0].key) == 1 and words[0].key.isascii())


def _phrase(words: list[Token]) -> str:
    return " ".join(word.key for word in words)


def _forms(phrase: str, known: Tables) -> Iterator[str]:
    """Yield a phrase, then what it may be the plural of."""
    yield phrase
    head, _, last = phrase.rpartition(" ")
    for one in (*_singulars(last), known.singular.get(last)):
        if one:
            yield f"{head} {one}".strip()


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ss"):
        return
    for ending, instead in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("s", ""), ("es", "")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead
