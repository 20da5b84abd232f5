"""What a person typed into a command's options, checked against what the bot registered.

developers/interactions/application-commands#application-command-object-application-command-option-structure
"""

from collections.abc import Callable, Mapping
from typing import Any

from playground.errors import InvalidAction
from playground.guild.installs import Command
from playground.people.resolved import Entity, Resolved

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
_KINDS = {INTEGER: "a whole number", BOOLEAN: "true or false", NUMBER: "a number"}
_ENTITIES = {USER: Entity.MEMBER, CHANNEL: Entity.CHANNEL, ROLE: Entity.ROLE, MENTIONABLE: Entity.MENTIONABLE}

Spec = dict[str, Any]
Given = Mapping[str, Any]


def read(specs: list[Spec], given: Given, command: str, resolved: Resolved) -> list[Spec]:
    """Return a command's options; what they name comes along in `resolved`. InvalidAction names the first error."""
    _names(specs, given, command)
    options = []
    for spec in specs:
        if given.get(spec["name"]) is not None:
            value = _value(spec, given[spec["name"]], resolved)
            options.append({"name": spec["name"], "type": spec["type"], "value": value})
    return options


def _value(spec: Spec, value: Any, resolved: Resolved) -> Any:
    name, kind = spec["name"], spec["type"]
    if kind == ATTACHMENT:
        return resolved.attachment(name, value)
    if kind in _ENTITIES:
        return resolved.entity(name, _ENTITIES[kind], value, spec.get("channel_types"))
    if spec.get("choices"):
        return _choice(spec, value)
    try:
        plain = _PLAIN[kind](value)
    except KeyError:
        raise InvalidAction(f"{name} is of a kind that the playground does not know ({kind}).") from None
    except ValueError:
        raise InvalidAction(f"{name} must be {_KINDS[kind]}, not {value!r}.") from None
    _in_range(spec, plain)
    return plain


def unfinished(specs: list[Spec], given: Given, focused: str, command: str) -> list[Spec]:
    """Return the options of an autocomplete: values are unchecked, and the one being typed is `focused`."""
    _names([spec | {"required": False} for spec in specs], given, command)
    chosen = [spec for spec in specs if given.get(spec["name"]) is not None]
    options = [{"name": spec["name"], "type": spec["type"], "value": given[spec["name"]]} for spec in chosen]
    return [each | ({"focused": True} if each["name"] == focused else {}) for each in options]


def leaf(command: Command, path: list[Command]) -> list[Spec]:
    """Return the options of the innermost subcommand, or of the command itself."""
    specs: list[Spec] = (path[-1] if path else command).get("options") or []
    return specs


def nested(path: list[Command], options: list[Spec]) -> list[Spec]:
    """Return `options` wrapped in the subcommands that lead to them."""
    for level in reversed(path):
        options = [{"name": level["name"], "type": level["type"], "options": options}]
    return options


def _names(specs: list[Spec], given: Given, command: str) -> None:
    names = [spec["name"] for spec in specs]
    for name in given:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise InvalidAction(f"/{command} has no option {name!r}; {known}.")
    for spec in specs:
        if spec.get("required") and given.get(spec["name"]) is None:
            raise InvalidAction(f"/{command} needs {spec['name']}.")


def _boolean(value: Any) -> bool:
    try:
        return {"true": True, "false": False}[str(value).lower()]
    except KeyError:
        raise ValueError(value) from None


def _integer(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise ValueError(value)
    return int(value)


_PLAIN: dict[int, Callable[[Any], Any]] = {STRING: str, INTEGER: _integer, BOOLEAN: _boolean, NUMBER: float}


def _choice(spec: Spec, value: Any) -> Any:
    """Return the value of the choice that a person picked by name or by value."""
    for choice in spec["choices"]:
        if str(value) in (choice["name"], str(choice["value"])):
            return choice["value"]
    names = ", ".join(choice["name"] for choice in spec["choices"])
    raise InvalidAction(f"{spec['name']} must be one of {names}, not {value!r}.")


def _in_range(spec: Spec, value: Any) -> None:
    size, unit = (len(value), " characters") if isinstance(value, str) else (value, "")
    least, most = (
        (spec.get("min_length"), spec.get("max_length")) if unit else (spec.get("min_value"), spec.get("max_value"))
    )
    if least is not None and size < least:
        raise InvalidAction(f"{spec['name']} must be at least {least}{unit}.")
    if most is not None and size > most:
        raise InvalidAction(f"{spec['name']} must be at most {most}{unit}.")
