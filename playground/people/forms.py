"""What a person typed into a modal (developers/components/reference#text-input, #label)."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from playground.errors import InvalidAction
from playground.guild.messages import walk

ACTION_ROW, STRING_SELECT, TEXT_INPUT, LABEL = 1, 3, 4, 18


def filled(modal: dict[str, Any], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the components of a submitted form. InvalidAction for an unknown field or a text that does not fit."""
    fields = {each["custom_id"]: each for each in walk(modal["components"]) if "custom_id" in each}
    if unknown := [name for name in values if name not in fields]:
        raise InvalidAction(f"The form has no field {unknown[0]!r}; it has {', '.join(fields)}.")
    return [_submitted(component, values) for component in deepcopy(modal["components"])]


def _submitted(component: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: component[key] for key in ("type", "id", "custom_id") if key in component}
    if component["type"] == ACTION_ROW:
        return kept | {"components": [_submitted(each, values) for each in component["components"]]}
    if component["type"] == LABEL:
        return kept | {"component": _submitted(component["component"], values)}
    if component["type"] == TEXT_INPUT:
        return kept | {"value": _text(component, values.get(component["custom_id"]))}
    if component["type"] == STRING_SELECT:
        return kept | {"values": list(values.get(component["custom_id"], ()))}
    return kept


def _text(field: dict[str, Any], value: Any) -> str:
    text = str(field.get("value") or "" if value is None else value)
    if not text and field.get("required", True):
        raise InvalidAction(f"{field['custom_id']} must be filled in.")
    if len(text) > (most := field.get("max_length") or 4000):
        raise InvalidAction(f"{field['custom_id']} must be at most {most} characters.")
    if text and len(text) < (least := field.get("min_length") or 0):
        raise InvalidAction(f"{field['custom_id']} must be at least {least} characters.")
    return text
