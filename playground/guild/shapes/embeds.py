"""Embeds (developers/resources/message#embed-object), and their limits (…#embed-object-embed-limits)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator

from playground.guild.shapes.shape import REQUIRED, Color, Complaint, Filled, Shape, complain, upto

EMBEDS, TOTAL = 10, 6000  # embeds in a message, and characters in all of them
_SHOWN = ("title", "description", "fields", "image", "thumbnail", "video", "author", "footer", "provider")
_COUNTED = ("title", "description")
_COUNTED_INSIDE = (("footer", "text"), ("author", "name"))


def _address(*schemes: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            scheme = urlsplit(text).scheme
        except ValueError:
            scheme = ""
        if not scheme:
            raise complain("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        if scheme not in schemes:
            sentence = f'Scheme "{scheme}" is not supported. Scheme must be one of {schemes}.'
            raise complain("URL_TYPE_INVALID_SCHEME", sentence)
        return text

    return AfterValidator(check)


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise complain("DATE_TIME_TYPE_PARSE", f"Could not parse {text[:100]}. Should be ISO8601.") from None
    return text


Link = Annotated[str, upto(2048), _address("http", "https")]
Media = Annotated[str, upto(2048), _address("http", "https", "attachment")]


class Picture(Shape):
    """A picture, by its address or as one of the files."""

    url: Media | None = None


class Footer(Shape):
    """The line below."""

    text: Annotated[str, Filled, upto(2048)]
    icon_url: Media | None = None


class Author(Shape):
    """The line above."""

    name: Annotated[str, Filled, upto(256)]
    url: Link | None = None
    icon_url: Media | None = None


class Provider(Shape):
    """Where a link leads."""

    name: Annotated[str, upto(256)] | None = None
    url: Link | None = None


class Field(Shape):
    """A heading and its text."""

    name: Annotated[str, Filled, upto(256)]
    value: Annotated[str, Filled, upto(1024)]
    inline: bool | None = None


class Embed(Shape):
    """A card below a message."""

    type: str | None = None
    title: Annotated[str, upto(256)] | None = None
    description: Annotated[str, upto(4096)] | None = None
    url: Link | None = None
    timestamp: Annotated[str, AfterValidator(_moment)] | None = None
    color: Color | None = None
    footer: Footer | None = None
    image: Picture | None = None
    thumbnail: Picture | None = None
    video: Picture | None = None
    provider: Provider | None = None
    author: Author | None = None
    fields: Annotated[list[Field], upto(25)] | None = None


Embeds = Annotated[list[Embed], upto(EMBEDS)]


def embed_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    """Refuse embeds that show nothing, and too much text in all of them."""
    embeds = body.get("embeds") or []
    for index, embed in enumerate(embeds):
        if not any(_shows(embed.get(part)) for part in _SHOWN):
            yield ("embeds", index, "description"), *REQUIRED
    if sum(map(_length, embeds)) > TOTAL:
        yield ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}"


def _shows(part: Any) -> bool:
    return bool(part.strip() if isinstance(part, str) else part)


def _length(embed: dict[str, Any]) -> int:
    texts = [embed.get(key) for key in _COUNTED]
    texts += [(embed.get(part) or {}).get(key) for part, key in _COUNTED_INSIDE]
    texts += [field[key] for field in embed.get("fields") or [] for key in ("name", "value")]
    return sum(len(text) for text in texts if text)
