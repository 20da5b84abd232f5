"""The bodies that open or change a thread, a channel or a DM (developers/resources/channel)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from playground.guild.shapes.messages import MESSAGE_RULES, Message
from playground.guild.shapes.shape import Check, Complaint, Shape, Snowflake, Unique, between, upto

Name = Annotated[str, between(1, 100)]


class Thread(Shape):
    """A new thread; a post of a forum has its first message in `message`."""

    name: Name
    type: Literal[10, 11, 12] | None = None
    invitable: bool | None = None
    auto_archive_duration: Literal[60, 1440, 4320, 10080] | None = None
    message: Message | None = None
    applied_tags: Annotated[list[Snowflake], Unique, upto(5)] | None = None


class Change(Shape):
    """A change of a thread or a channel."""

    name: Name | None = None
    archived: bool | None = None
    locked: bool | None = None
    invitable: bool | None = None
    auto_archive_duration: Literal[60, 1440, 4320, 10080] | None = None


class Nickname(Shape):
    """The bot's own name in a guild."""

    nick: Annotated[str, upto(32)] | None = None


class Recipient(Shape):
    """The other person of a DM."""

    recipient_id: Snowflake


def _post_rules(body: dict[str, Any]) -> Iterator[Complaint]:
    for rule in MESSAGE_RULES if body.get("message") else ():
        for where, code, sentence in rule(body["message"]):
            yield ("message", *where), code, sentence


check_thread = Check(Thread, _post_rules)
check_change = Check(Change)
check_nickname = Check(Nickname)
check_recipient = Check(Recipient)
