"""Text that people typed, made harmless; small phrases and the progress bar."""

import re
from datetime import timedelta

import humanize

from generator.wire.visible import visible
from words.sentence import say
from words.sentence import text as in_words

_BAR = 20  # characters
# Words, and the emoji that stand together.
_WORDS = re.compile("[^\\W\\d_]+|[\u2190-\u2bff\U0001f000-\U0001faff][\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff]*")
_MARKDOWN = re.compile(r"([\\*_~|`\[\]<>@:#])")


def inert(text: str, limit: int = 1000) -> str:
    """Return what somebody typed as “text” in which nothing pings, links or formats.

    Discord drops a backslash before punctuation and takes the next character literally; an escaped colon makes no
    link. The quotation marks keep headings, lists and block quotes away from the start of a line.
    https://docs.discord.com/developers/resources/message#create-message asks for this where input is repeated.
    """
    return "“" + _MARKDOWN.sub(r"\\\1", cut(visible(text), limit)) + "”"


def cut(text: str, limit: int) -> str:
    """Return at most `limit` UTF-16 units of the text, which is how Discord counts, and never half a character."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def alt_text(prompt: str) -> str:
    """Return the prompt as the description of a file, which Discord shows as plain text. It is never empty.

    It has 1024 characters at most: https://docs.discord.com/developers/resources/message#attachment-object
    """
    return cut(visible(prompt) or in_words("card-wordless"), 1024)


def unknown_words(prompt: str, known: tuple[str, ...] | None) -> list[str]:
    """Return the words and emoji of the prompt that a style does not know, each once and in order; None knows all."""
    return [] if known is None else [word for word in _words(prompt) if word not in known]


def known_words(prompt: str, known: tuple[str, ...] | None) -> list[str]:
    """Return the words and emoji of the prompt that a style knows, each once and in order; None knows all."""
    return [word for word in _words(prompt) if known is None or word in known]


def _words(prompt: str) -> list[str]:
    return list(dict.fromkeys(_WORDS.findall(prompt.lower())))


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
