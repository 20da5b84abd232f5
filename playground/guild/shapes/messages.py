"""The bodies that make or change a message (developers/resources/message#create-message, #edit-message)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from playground.guild.shapes.components import COMPONENTS, ROW, Layouts, component_rules, inside
from playground.guild.shapes.embeds import Embeds, embed_rules
from playground.guild.shapes.shape import Check, Complaint, Shape, Snowflake, Unique, between, complain, upto

CONTENT, ROWS, FILES = 2000, 5, 10
COMPONENTS_V2 = 1 << 15  # developers/resources/message#message-object-message-flags
_NUMBERS = range(-(2**63), 2**63)


def _nonce(value: Any) -> Any:
    if type(value) is int and value in _NUMBERS:
        return value
    if not isinstance(value, str):
        raise complain("NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")
    if len(value) > 25:
        raise complain("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")
    return value


class AllowedMentions(Shape):
    """Whom a message may notify (developers/resources/message#allowed-mentions-object)."""

    parse: Annotated[list[Literal["users", "roles", "everyone"]], Unique] | None = None
    users: Annotated[list[Snowflake], Unique, upto(100)] | None = None
    roles: Annotated[list[Snowflake], Unique, upto(100)] | None = None
    replied_user: bool | None = None


class Reference(Shape):
    """The message that a reply refers to (…#message-reference-structure)."""

    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool | None = None
    type: Literal[0, 1] | None = None


class Attachment(Shape):
    """A file that is added or stays (…#attachment-object)."""

    id: Snowflake
    filename: Annotated[str, between(1, 1024)] | None = None
    description: Annotated[str, upto(1024)] | None = None


class Message(Shape):
    """A new message, a reply to an interaction, or an edit, which names only what changes."""

    content: Annotated[str, upto(CONTENT)] | None = None
    nonce: Annotated[Any, PlainValidator(_nonce)] | None = None
    enforce_nonce: bool | None = None
    tts: bool | None = None
    embeds: Embeds | None = None
    allowed_mentions: AllowedMentions | None = None
    message_reference: Reference | None = None
    components: Layouts | None = None
    sticker_ids: Annotated[list[Snowflake], upto(3)] | None = None
    attachments: Annotated[list[Attachment], upto(FILES)] | None = None
    flags: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    poll: dict[str, Any] | None = None


def _mention_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    """developers/resources/message#allowed-mentions-object: all of a kind and some of it exclude one another."""
    allowed = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or ()) and allowed.get(kind):
            sentence = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield ("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", sentence


def _layout_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    """Rows alone without the flag; with it neither content nor embeds (developers/components/reference)."""
    components = body.get("components") or []
    if (body.get("flags") or 0) & COMPONENTS_V2:
        for field in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(field):
                sentence = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                yield (field,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", sentence
        if len(list(inside((), components))) > COMPONENTS:
            yield ("components",), "BASE_TYPE_MAX_LENGTH", f"Must be {COMPONENTS} or fewer in length."
        return
    for index, component in enumerate(components):
        if component["type"] != ROW:
            yield ("components", index), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({ROW},).'
    if len(components) > ROWS:
        yield ("components",), "BASE_TYPE_MAX_LENGTH", f"Must be {ROWS} or fewer in length."


# an edit does not say again that a message has the newer layout
EDIT_RULES = (embed_rules, component_rules, _mention_rules)
MESSAGE_RULES = (*EDIT_RULES, _layout_rules)
check_message = Check(Message, *MESSAGE_RULES)
check_edit = Check(Message, *EDIT_RULES)
