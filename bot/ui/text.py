"""Text that people typed, made harmless; small phrases and the progress bar."""

import re
import unicodedata
from datetime import timedelta

import humanize

from words.sentence import say

# Controls, bidirectional overrides and zero-width characters, surrogates, private and unassigned ones.
_INVISIBLE = {"Cf", "Cs", "Co", "Cn"}
_SPACES = {"Cc", "Zl", "Zp", "Zs"}
_BAR = 20  # characters
_MARKDOWN = re.compile(r"([\\*_~|`\[\]<>@:#])")


def clean(text: str) -> str:
    """Return the text on one line, without invisible characters."""
    kept = (character for character in text if unicodedata.category(character) not in _INVISIBLE)
    return " ".join("".join(" " if unicodedata.category(c) in _SPACES else c for c in kept).split())


def inert(text: str, limit: int = 1000) -> str:
    """Return what somebody typed as “text” in which nothing pings, links or formats.

    Discord drops a backslash before punctuation and takes the next character literally; an escaped colon makes no
    link. The quotation marks keep headings, lists and block quotes away from the start of a line.
    https://docs.discord.com/developers/resources/message#create-message asks for this where input is repeated.
    """
    return "“" + _MARKDOWN.sub(r"\\\1", cut(clean(text), limit)) + "”"


def cut(text: str, limit: int) -> str:
    """Return at most `limit` UTF-16 units of the text, which is how Discord counts, and never half a character."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def alt_text(prompt: str) -> str:
    """Return the prompt as the description of a file, which Discord shows as plain text.

    It has 1024 characters at most: https://docs.discord.com/developers/resources/message#attachment-object
    """
    return cut(clean(prompt), 1024)


def unknown_words(prompt: str, known: tuple[str, ...] | None) -> list[str]:
    """Return the words of the prompt that a style does not know, each once and in order; None knows all."""
    if known is None:
        return []
    words = dict.fromkeys(re.findall(r"[^\W\d_]+", prompt.lower()))
    return [word for word in words if word not in known]


def progress_bar(done: int, total: int) -> str:
    """Return a bar of 20 blocks, filled as far as `done` of `total`."""
    filled = min(_BAR, _BAR * done // total)
    return "█" * filled + "░" * (_BAR - filled)


def time_left(seconds: float) -> str:
    """Return "about 8 seconds left"."""
    return str(say("time-nearly-done") if seconds < 1 else say("time-left", time=_duration(seconds)))


def about(seconds: float) -> str:
    """Return "about 8 seconds"."""
    return str(say("time-about", time=_duration(seconds)))


def _duration(seconds: float) -> str:
    return humanize.naturaldelta(timedelta(seconds=max(1, seconds)))


def byte_size(amount: int) -> str:
    """Return an amount of bytes as "9.5 MiB"."""
    return humanize.naturalsize(amount, binary=True)


def mebibytes(amount: int) -> str:
    """Return an amount of MiB as "1.5 GiB"."""
    return byte_size(amount * 2**20)
