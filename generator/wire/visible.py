"""Text without the characters that nobody sees. Imports no torch."""

import re
import unicodedata

# Unicode's Default_Ignorable_Code_Point, https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What is as blank as a space without being one: the Hangul fillers, the empty Braille pattern and an empty note head.
_BLANK = "\u3164\uffa0\u2800\U0001d159"
_SPACES = {"Cc", "Zl", "Zp", "Zs"}
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_KEYS, _KEYCAP = set("0123456789#*"), "\u20e3"
_TEXT_OR_EMOJI = "\ufe0e\ufe0f"  # the variation selectors that say how an emoji looks


def visible(text: str) -> str:
    """Return the text on one line, without characters that nobody sees and without spaces at its ends.

    A joiner stays between two emoji and between two letters of a script that joins, and a variation selector behind an
    emoji, since all of them change what is seen there.
    """
    kept = "".join(_shown(text, index) for index in range(len(text)))
    return " ".join(kept.split())


def _shown(text: str, index: int) -> str:
    """Return what is seen of one character: itself, a space or nothing."""
    character = text[index]
    if character in _BLANK or unicodedata.category(character) in _SPACES:
        return " "
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if character in (_JOINER, _NON_JOINER):
        kept = (_joins(before) and _joins(after)) or (
            character == _JOINER and _is_emoji(_base(text[:index])) and _is_emoji(after)
        )
    elif character in _TEXT_OR_EMOJI:
        kept = _is_emoji(before) or (before in _KEYS and after == _KEYCAP)
    else:
        kept = not _is_unseen(character)
    return character if kept else ""


def _base(text: str) -> str:
    """Return the last character that is no variation selector."""
    return text[-3:].rstrip(_TEXT_OR_EMOJI)[-1:]


def _is_emoji(character: str) -> bool:
    """Say whether this may be an emoji or the skin tone behind one: a symbol beyond ASCII."""
    symbol = bool(character) and unicodedata.category(character) in ("So", "Sm", "Sk")
    return symbol and not character.isascii() and character not in _BLANK


def _joins(character: str) -> bool:
    """Say whether this is a letter, or the mark on one, of a script that joins, such as Arabic or Devanagari."""
    letter = "\u0590" <= character <= "\u1aff" and unicodedata.category(character) in ("Lo", "Mn", "Mc")
    return letter and not _is_unseen(character)


def _is_unseen(character: str) -> bool:
    """Say whether nothing is seen of it, by Unicode's word or because it will never be a character."""
    unseen = _IGNORABLE.match(character) or unicodedata.category(character) in ("Cf", "Cs", "Co")
    return bool(unseen) or "\ufdd0" <= character <= "\ufdef" or ord(character) & 0xFFFE == 0xFFFE
