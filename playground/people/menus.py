"""What a person chose in a menu (developers/components/reference#string-select and the four entity selects)."""

from collections.abc import Iterable
from typing import Any

from playground.errors import InvalidAction
from playground.people.resolved import Entity, Resolved

STRING, USER, ROLE, MENTIONABLE, CHANNEL = 3, 5, 6, 7, 8
_ENTITIES = {USER: Entity.MEMBER, ROLE: Entity.ROLE, MENTIONABLE: Entity.MENTIONABLE, CHANNEL: Entity.CHANNEL}
MENUS = frozenset({STRING, *_ENTITIES})


def chosen(menu: dict[str, Any], values: Iterable[Any], resolved: Resolved) -> list[str]:
    """Return the values of a menu; entities come along in `resolved`. InvalidAction for what cannot be chosen."""
    picked = [_one(menu, value, resolved) for value in values]
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not least <= len(picked) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise InvalidAction(f"Choose {wanted} in {menu['custom_id']}.")
    return picked


def preset(menu: dict[str, Any]) -> list[Any]:
    """Return what a menu shows as chosen before anybody touches it: its options or entities by default."""
    if menu["type"] == STRING:
        return [option["value"] for option in menu["options"] if option.get("default")]
    return [each["id"] for each in menu.get("default_values") or ()]


def _one(menu: dict[str, Any], value: Any, resolved: Resolved) -> str:
    if menu["type"] != STRING:
        return resolved.entity(menu["custom_id"], _ENTITIES[menu["type"]], value, menu.get("channel_types"))
    offered = [option["value"] for option in menu["options"]]
    if value not in offered:
        raise InvalidAction(f"Choose from {', '.join(sorted(offered))}.")
    return str(value)
