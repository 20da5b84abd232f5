"""Everything that people read, cut to what Discord takes.

Discord counts UTF-16 code units. The limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
"""

import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec

import discord

from words.sentence import text

TITLE = NAME = AUTHOR = 256
DESCRIPTION = 4096
VALUE = 1024
FOOTER = 2048
FIELDS = 25
TOTAL = 6000  # of all embeds of a message together
CONTENT = 2000  # https://docs.discord.com/developers/resources/message#create-message-jsonform-params
ALT_TEXT = 1024  # https://docs.discord.com/developers/resources/message#attachment-object
# https://docs.discord.com/developers/interactions/application-commands#application-command-object
CHOICES = 25
CHOICE = 100
LABEL = 80  # https://docs.discord.com/developers/components/reference#button
CUSTOM_ID = 100

_NOTHING = "–"  # Discord refuses empty texts
_MORE = 40  # units that "and N more" may take
# What means something else when it is cut in two: escapes, code, mentions, links, bold text.
_WHOLE = re.compile(
    r"\\.|```.*?```|`[^`\n]+`|<[^<>\s]{1,100}>|\[[^\[\]\n]*\]\([^\s()]*\)|https?://[^\s<>\\]+|\*\*(?:\\.|[^*\\\n])+\*\*|.",
    re.DOTALL,
)

P = ParamSpec("P")


def card(make: Callable[P, discord.Embed]) -> Callable[P, discord.Embed]:
    """Cut the embed that this function returns to what Discord takes. Every function that makes an embed has this."""

    @wraps(make)
    def fitted(*args: P.args, **kwargs: P.kwargs) -> discord.Embed:
        return fit(make(*args, **kwargs))

    return fitted


def fit(embed: discord.Embed, total: int = TOTAL) -> discord.Embed:
    """Cut each text of the embed to its limit, and the longest ones further until all have `total` units together."""
    fields = embed.fields[:FIELDS]
    limits = [(embed.title, TITLE), (embed.description, DESCRIPTION), (embed.footer.text, FOOTER)]
    limits += [(embed.author.name, AUTHOR)]
    limits += [each for field in fields for each in ((_something(field.name), NAME), (_something(field.value), VALUE))]
    texts = [shorten(said, limit) if said and said.strip() else "" for said, limit in limits]
    level = _level([units(each) for each in texts], total)
    title, description, footer, author, *rest = (shorten(each, level) for each in texts)
    embed.title, embed.description = title or None, description or None
    footer_icon, author_url, author_icon = embed.footer.icon_url, embed.author.url, embed.author.icon_url
    embed.remove_footer().remove_author().clear_fields()
    if footer:
        embed.set_footer(text=footer, icon_url=footer_icon)
    if author:
        embed.set_author(name=author, url=author_url, icon_url=author_icon)
    for field, name, value in zip(fields, rest[::2], rest[1::2], strict=True):
        embed.add_field(name=name, value=value, inline=field.inline)
    if not embed:
        embed.description = _NOTHING
    return embed


def side_by_side(cards: Sequence[discord.Embed]) -> list[discord.Embed]:
    """Cut the cards of one message so that they fit together."""
    return [fit(each, TOTAL // len(cards)) for each in cards]


def listed(lines: Sequence[str], limit: int = DESCRIPTION, most: int | None = None) -> str:
    """Return as many of the lines as fit, `most` at most, and how many more there are."""
    if len(lines) == 1:
        return shorten(lines[0], limit)
    short = [shorten(line, limit - _MORE) for line in lines]
    kept = short[:most]
    while units(shown := _with_rest(kept, len(lines))) > limit:
        kept.pop()
    return shown


def shorten(said: str, limit: int) -> str:
    """Return at most `limit` units of markdown, and never a part of an escape, a link, a mention or code."""
    said = _paired(said)
    if units(said) <= limit:
        return said
    kept, left = [], limit - 1
    for piece in _WHOLE.findall(said):
        left -= units(piece)
        if left < 0:
            break
        kept.append(piece)
    return "".join(kept) + "…"


def cut(said: str, limit: int) -> str:
    """Return at most `limit` units of plain text, and never half a character."""
    said = _paired(said)
    if units(said) <= limit:
        return said
    return said.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def units(said: str) -> int:
    """Return how long Discord takes the text to be."""
    return len(said.encode("utf-16-le", "surrogatepass")) // 2


def _with_rest(kept: Sequence[str], lines: int) -> str:
    rest = lines - len(kept)
    return "\n".join([*kept, text("list-more", rest=rest)] if rest else kept)


def _something(said: str | None) -> str:
    return said if said and said.strip() else _NOTHING


def _paired(said: str) -> str:
    """Return the text without lone surrogates, which are no characters."""
    return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _level(lengths: Sequence[int], total: int) -> int:
    """Return the length to which texts must be cut to be no longer than `total` together; shorter ones stay whole."""
    for number, length in enumerate(sorted(lengths)):
        share = total // (len(lengths) - number)
        if length > share:
            return share
        total -= length
    return max(lengths, default=0)
