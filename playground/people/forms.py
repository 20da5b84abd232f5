"""What a person put into a modal (developers/components/reference, components of modals)."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from playground.errors import InvalidAction
from playground.guild.messages import walk
from playground.people.menus import MENUS, chosen, preset
from playground.people.resolved import Resolved

ACTION_ROW, TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 1, 4, 18, 19, 21, 22, 23


def filled(modal: dict[str, Any], values: Mapping[str, Any], resolved: Resolved) -> list[dict[str, Any]]:
    """Return the components of a submitted form; what they name comes along in `resolved`.

    InvalidAction for an unknown field, and for what does not fit its field.
    """
    fields = {each["custom_id"]: each for each in walk(modal["components"]) if "custom_id" in each}
    if unknown := [name for name in values if name not in fields]:
        raise InvalidAction(f"The form has no field {unknown[0]!r}; it has {', '.join(fields)}.")
    return [_submitted(component, values, resolved) for component in deepcopy(modal["components"])]


def _submitted(component: dict[str, Any], values: Mapping[str, Any], resolved: Resolved) -> dict[str, Any]:
    kind = component["type"]
    kept: dict[str, Any] = {key: component[key] for key in ("type", "id", "custom_id") if key in component}
    if kind == ACTION_ROW:
        return kept | {"components": [_submitted(each, values, resolved) for each in component["components"]]}
    if kind == LABEL:
        return kept | {"component": _submitted(component["component"], values, resolved)}
    value = values.get(component.get("custom_id", ""))
    if kind == TEXT_INPUT:
        return kept | {"value": _text(component, value)}
    if kind in MENUS:
        return kept | {"values": _menu(component, value, resolved)}
    if kind == FILE_UPLOAD:
        return kept | {"values": _files(component, value, resolved)}
    if kind in (RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX):
        return kept | _ticked(component, value)
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


def _menu(field: dict[str, Any], value: Any, resolved: Resolved) -> list[str]:
    picked = preset(field) if value is None else _many(value)
    if not picked and not field.get("required", True):
        return []
    return chosen(field, picked, resolved)


def _files(field: dict[str, Any], value: Any, resolved: Resolved) -> list[str]:
    files = [] if value is None else _many(value)
    least, most = field.get("min_values", 1), field.get("max_values", 1)
    if len(files) > most or (len(files) < least and (files or field.get("required", True))):
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise InvalidAction(
            f"{field['custom_id']} needs {wanted} files." if wanted != "1" else f"{field['custom_id']} needs a file."
        )
    return [resolved.attachment(field["custom_id"], file) for file in files]


def _ticked(field: dict[str, Any], value: Any) -> dict[str, Any]:
    """Return what was ticked: one value, several, or yes and no."""
    if field["type"] == CHECKBOX:
        return {"value": bool(field.get("default") if value is None else value)}
    offered = [option["value"] for option in field["options"]]
    picked = [each["value"] for each in field["options"] if each.get("default")] if value is None else _many(value)
    if not set(picked) <= set(offered):
        raise InvalidAction(f"Choose from {', '.join(sorted(offered))}.")
    if not picked and field.get("required", True):
        raise InvalidAction(f"{field['custom_id']} must be filled in.")
    if field["type"] == RADIO_GROUP:
        return {"value": picked[0] if picked else None}
    return {"values": picked}


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]
