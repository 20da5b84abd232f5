"""The first answer to an interaction (developers/interactions/receiving-and-responding#interaction-callback)."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, Tag

from playground.guild.shapes.forms import Form, form_rules
from playground.guild.shapes.messages import EDIT_RULES, MESSAGE_RULES, Message
from playground.guild.shapes.shape import Check, Complaint, Shape, Value, between, one_of, tag, upto

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL, LAUNCH = 1, 4, 5, 6, 7, 8, 9, 12
_RULES = {MESSAGE: MESSAGE_RULES, UPDATE: EDIT_RULES, MODAL: (form_rules,)}


class Bare(Shape):
    """An answer without data."""


class Reply(Shape):
    """An answer with a message or the change of one."""

    data: Message | None = None


class Flags(Shape):
    """What is known of a deferred answer."""

    flags: Annotated[int, Field(ge=0, lt=2**63)] | None = None


class Deferred(Shape):
    """An answer that comes later."""

    data: Flags | None = None


class Suggestion(Shape):
    """One line of an autocomplete."""

    name: Annotated[str, between(1, 100)]
    value: Value


class Suggestions(Shape):
    """All lines of an autocomplete."""

    choices: Annotated[list[Suggestion], upto(25)] | None = None


class Suggest(Shape):
    """What an autocomplete suggests."""

    data: Suggestions


class Open(Shape):
    """A form."""

    data: Form


_Callback = Annotated[
    Annotated[Bare, Tag(tag(PONG))]
    | Annotated[Reply, Tag(tag(MESSAGE))]
    | Annotated[Deferred, Tag(tag(DEFERRED_MESSAGE))]
    | Annotated[Bare, Tag(tag(DEFERRED_UPDATE))]
    | Annotated[Reply, Tag(tag(UPDATE))]
    | Annotated[Suggest, Tag(tag(CHOICES))]
    | Annotated[Open, Tag(tag(MODAL))]
    | Annotated[Bare, Tag(tag(LAUNCH))],
    one_of(PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL, LAUNCH),
]


def _data_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    for rule in _RULES.get(body["type"], ()):
        for where, code, sentence in rule(body.get("data") or {}):
            yield ("data", *where), code, sentence


check_callback = Check(_Callback, _data_rules)
