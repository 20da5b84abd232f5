"""A prompt's words and emoji, and the form in which they are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Symbols and emoji with what modifies them and what a joiner adds; a flag is two letters.
_EMOJI = "[\u2190-\u21ff\u2300-\u2bff\u3030\U0001f000-\U0001faff]"
_TOKEN = re.compile(
    f"(?P<emoji>[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_EMOJI})*)"
    "|(?P<word>[^\\s!-/:-@\\[-`{-~\u00a0-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u303f\U0001f000-\U0001faff]+)"
)
_UNSEEN = dict.fromkeys([0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)])


@dataclass(frozen=True)
class Token:
    """A word or an emoji of a text: its key, and where it stands there."""

    key: str
    start: int
    end: int
    emoji: bool = False

    @property
    def number(self) -> bool:
        """Whether it is a number, or a word with one in it, such as 4k."""
        return any(character.isdecimal() for character in self.key)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and emoji of a text. Hyphens and apostrophes separate words."""
    for match in _TOKEN.finditer(text):
        if match["emoji"]:
            yield Token(match["emoji"].translate(_UNSEEN), *match.span(), emoji=True)
        elif key := _folded(match["word"]):
            yield Token(key, *match.span())


def key(text: str) -> str:
    """Return the form in which a text is compared: without case, accents and punctuation."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.lower().split())
    return " ".join(token.key for token in tokens(text))


def emoji_words(emoji: str) -> str:
    """Return what Unicode calls the parts of an emoji: "frog" for 🐸."""
    words = " ".join(unicodedata.name(character, "").lower() for character in emoji).split()
    return " ".join(word for word in words if word != "face")


def _folded(word: str) -> str:
    """Return a word without case and accents; nothing for one without a letter or a digit."""
    if word.isascii():
        return word.lower()
    plain = "".join(each for each in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(each))
    return plain if any(each.isalnum() for each in plain) else ""
