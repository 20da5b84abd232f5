"""Whom a message mentions (developers/resources/message#allowed-mentions-object)."""

import re
from dataclasses import dataclass
from typing import Any

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")

# developers/resources/message#allowed-mentions-object: the defaults
MESSAGE_DEFAULT: dict[str, Any] = {"parse": ["users", "roles", "everyone"], "replied_user": True}
INTERACTION_DEFAULT: dict[str, Any] = {"parse": ["users"], "replied_user": True}


@dataclass(frozen=True)
class Mentions:
    """The ids that a message mentions after `allowed_mentions` is applied. Text in embeds mentions nobody."""

    users: tuple[str, ...]
    roles: tuple[str, ...]
    everyone: bool


def parse(content: str, allowed: dict[str, Any], replied_to: str | None = None) -> Mentions:
    """Return what `content` mentions under `allowed`; `replied_to` is the author of the message replied to."""
    kinds = allowed.get("parse") or []
    users = _allowed(_USER.findall(content), "users" in kinds, allowed.get("users"))
    if replied_to and allowed.get("replied_user"):
        users = tuple(dict.fromkeys((replied_to, *users)))
    roles = _allowed(_ROLE.findall(content), "roles" in kinds, allowed.get("roles"))
    return Mentions(users, roles, "everyone" in kinds and bool(_EVERYONE.search(content)))


def _allowed(found: list[str], all_of_them: bool, listed: list[str | int] | None) -> tuple[str, ...]:
    chosen = found if all_of_them else [each for each in found if each in {str(one) for one in listed or ()}]
    return tuple(dict.fromkeys(chosen))
