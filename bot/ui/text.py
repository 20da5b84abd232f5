"""Text that people typed, made harmless; small phrases and the progress bar."""

import math
import re
from datetime import timedelta

import humanize

from bot.ui.fitting import ALT_TEXT, cut
from generator.wire.offers import offers
from generator.wire.visible import visible
from words.sentence import say
from words.sentence import text as in_words

_BAR = 20  # characters
_LONGEST = 1e9  # seconds
_MARKDOWN = re.compile(r"([\\*_~|`\[\]<>@:#])")


def inert(text: str, limit: int = 1000) -> str:
    """Return what somebody typed as “text” in which nothing pings, links or formats.

    Discord drops a backslash before punctuation and takes the next character literally; an escaped colon makes no
    link. The quotation marks keep headings, lists and block quotes away from the start of a line.
    https://docs.discord.com/developers/resources/message#create-message asks for this where input is repeated.
    """
    return f"“{escaped(cut(visible(text), limit))}”"


def escaped(text: str) -> str:
    """Return the text so that nothing in it formats, except at the start of a line."""
    return _MARKDOWN.sub(r"\\\1", text)


def alt_text(prompt: str) -> str:
    """Return the prompt as the description of a file, which Discord shows as plain text. It is never empty."""
    return cut(visible(prompt) or in_words("card-wordless"), ALT_TEXT)


def method_title(method: str) -> str:
    """Return a method as people know it; one that is no longer offered by its name."""
    known = offers()
    return known[method].title if method in known else method


def progress_bar(done: int, total: int) -> str:
    """Return a bar of 20 blocks, filled as far as `done` of `total`."""
    filled = min(_BAR, _BAR * done // total)
    return "█" * filled + "░" * (_BAR - filled)


def time_left(seconds: float) -> str:
    """Return "about 8 seconds left"."""
    return str(say("time-nearly-done") if seconds < 1 else say("time-left", time=_duration(seconds)))


def about(seconds: float) -> str:
    """Return "about 10 seconds": no forecast is better than that."""
    return str(say("time-about", time=_duration(seconds if seconds > 60 else 10 * math.ceil(seconds / 10) or 10)))


def _duration(seconds: float) -> str:
    return humanize.naturaldelta(timedelta(seconds=min(max(1, seconds), _LONGEST)))


def byte_size(amount: int) -> str:
    """Return an amount of bytes as "9.5 MiB"."""
    return humanize.naturalsize(amount, binary=True)


def mebibytes(amount: int) -> str:
    """Return an amount of MiB as "1.5 GiB"."""
    return byte_size(amount * 2**20)
