"""Commands (developers/interactions/application-commands#application-command-object)."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from playground.guild.shapes.shape import (
    REQUIRED,
    Check,
    Complaint,
    Path,
    Shape,
    Snowflake,
    Unique,
    Value,
    between,
    upto,
)

CHAT_INPUT, USER, MESSAGE, ENTRY_POINT = 1, 2, 3, 4
SUBCOMMAND, SUBCOMMAND_GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
SIZE = 8000  # characters of a command (…#registering-a-command)
# …#application-command-object-application-command-naming, which also asks for lower case where a letter has one
_NAME = re.compile(r"[-_'\w]{1,32}")
_KINDS: dict[int, tuple[type, ...]] = {STRING: (str,), INTEGER: (int,), NUMBER: (int, float)}

Localizations = dict[str, str]
Number = Annotated[int, Field(ge=-(2**53), le=2**53)]


class Choice(Shape):
    """One of the values that an option may have."""

    name: Annotated[str, between(1, 100)]
    name_localizations: Localizations | None = None
    value: Value


class Option(Shape):
    """A parameter, or a subcommand with parameters of its own."""

    type: Annotated[int, Field(ge=1, le=11)]
    name: Annotated[str, between(1, 32)]
    name_localizations: Localizations | None = None
    description: Annotated[str, between(1, 100)]
    description_localizations: Localizations | None = None
    required: bool | None = None
    choices: Annotated[list[Choice], upto(25)] | None = None
    options: Annotated[list["Option"], upto(25)] | None = None
    channel_types: Annotated[list[int], Unique] | None = None
    min_value: float | None = None
    max_value: float | None = None
    min_length: Annotated[int, Field(ge=0, le=6000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=6000)] | None = None
    autocomplete: bool | None = None


class Command(Shape):
    """A command of any kind."""

    type: Literal[1, 2, 3, 4] | None = None
    id: Snowflake | None = None
    name: Annotated[str, between(1, 32)]
    name_localizations: Localizations | None = None
    description: Annotated[str, upto(100)] | None = None
    description_localizations: Localizations | None = None
    options: Annotated[list[Option], upto(25)] | None = None
    default_member_permissions: Snowflake | None = None
    dm_permission: bool | None = None
    contexts: Annotated[list[Literal[0, 1, 2]], Unique] | None = None
    integration_types: Annotated[list[Literal[0, 1]], Unique] | None = None
    nsfw: bool | None = None
    handler: Literal[1, 2] | None = None


def _all_rules(commands: list[dict[str, Any]]) -> Iterator[Complaint]:
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = command.get("type") or CHAT_INPUT, command["name"]
        if key in seen:
            yield (index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
        seen.add(key)
        for where, code, sentence in _rules(command):
            yield (index, *where), code, sentence


def _rules(command: dict[str, Any]) -> Iterator[Complaint]:
    kind = command.get("type") or CHAT_INPUT
    if kind == CHAT_INPUT:
        yield from _slash_rules(command)
    elif kind in (USER, MESSAGE) and command.get("description"):
        sentence = "Context menu commands cannot have description"
        yield ("description",), "APPLICATION_COMMAND_DESCRIPTION_CANNOT_EXIST", sentence
    elif kind in (USER, MESSAGE) and command.get("options"):
        sentence = "Context menu commands cannot have options"
        yield ("options",), "APPLICATION_COMMAND_OPTIONS_CANNOT_EXIST", sentence


def _slash_rules(command: dict[str, Any]) -> Iterator[Complaint]:
    yield from _name_rules((), command)
    if not (command.get("description") or "").strip():
        yield ("description",), *REQUIRED
    yield from _option_rules((), command, depth=0)
    if _size(command) > SIZE:
        yield (), "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({SIZE})"


def _option_rules(where: Path, owner: dict[str, Any], depth: int) -> Iterator[Complaint]:
    """Refuse names that are there twice, required options after others, and subcommands among or below options."""
    options, names, optional = owner.get("options") or [], set[str](), False
    if not _may_stand(owner, [option["type"] for option in options], depth):
        sentence = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield (*where, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", sentence
    for index, option in enumerate(options):
        here = (*where, "options", index)
        yield from _name_rules(here, option)
        if option["name"] in names:
            yield here, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists"
        names.add(option["name"])
        if option.get("required") and optional:
            sentence = "Required options must be placed before non-required options"
            yield here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", sentence
        optional = optional or not option.get("required")
        yield from _choice_rules(here, option)
        yield from _option_rules(here, option, depth + 1)


def _may_stand(owner: dict[str, Any], kinds: list[int], depth: int) -> bool:
    """Tell whether options of these kinds may be there (…#subcommands-and-subcommand-groups)."""
    if depth and owner["type"] == SUBCOMMAND_GROUP:
        return depth == 1 and set(kinds) <= {SUBCOMMAND}
    if depth and owner["type"] == SUBCOMMAND:
        return not {SUBCOMMAND, SUBCOMMAND_GROUP} & set(kinds)
    if depth:
        return not kinds
    inner = {SUBCOMMAND, SUBCOMMAND_GROUP}
    return set(kinds) <= inner or not set(kinds) & inner


def _choice_rules(where: Path, option: dict[str, Any]) -> Iterator[Complaint]:
    names: set[str] = set()
    for index, choice in enumerate(option.get("choices") or []):
        here = (*where, "choices", index)
        if choice["name"] in names:
            sentence = "Option choice names must be unique"
            yield here, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", sentence
        names.add(choice["name"])
        if not isinstance(choice["value"], _KINDS.get(option["type"], ())):
            sentence = "The value of a choice must be of the option's type"
            yield (*here, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICES_VALUE_INVALID", sentence
    if option.get("autocomplete") and (option.get("choices") or option["type"] not in _KINDS):
        sentence = "Autocomplete is for options of text and numbers without choices"
        yield (*where, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", sentence


def _name_rules(where: Path, named: dict[str, Any]) -> Iterator[Complaint]:
    if not _NAME.fullmatch(named["name"]) or named["name"] != named["name"].lower():
        yield (*where, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"


def _size(named: dict[str, Any]) -> int:
    """Count the names, descriptions and values in it; of translations the longest counts."""
    texts = (
        max([named.get(key) or "", *(named.get(f"{key}_localizations") or {}).values()], key=len)
        for key in ("name", "description")
    )
    value = named.get("value")
    inner = (*(named.get("options") or []), *(named.get("choices") or []))
    return sum(map(len, texts)) + len(value if isinstance(value, str) else "") + sum(map(_size, inner))


check_command = Check(Command, _rules)
check_commands = Check(list[Command], _all_rules)
