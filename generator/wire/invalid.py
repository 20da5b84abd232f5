"""What cannot be painted is refused with one plain sentence that says what to do. Imports no torch."""

from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo


class InvalidParams(ValueError):
    """Somebody asked for what cannot be painted; the message is the sentence they read."""


def sentence(error: ValidationError, model: type[BaseModel]) -> str:
    """Turn pydantic's first complaint about `model` into one plain sentence that says what to do."""
    first = error.errors()[0]
    raised = first.get("ctx", {}).get("error")
    if isinstance(raised, InvalidParams):
        return str(raised)
    name = str(first["loc"][0])
    if first["type"] == "missing":
        return f"{name} is missing."
    if name not in model.model_fields:
        return f"{name} is not something a picture has; the names are: {', '.join(model.model_fields)}."
    if first["type"] == "string_too_long":
        return f"{name} may be at most {first['ctx']['max_length']} characters long."
    return f"{name} must be {_allowed(model.model_fields[name])}; {str(first['input'])[:40]!r} is not."


def _allowed(field: FieldInfo) -> str:
    """Describe a field's range: "a whole number from 1 to 10000"."""
    kind: Any = next((kind for kind in get_args(field.annotation) if kind is not NoneType), field.annotation)
    if get_origin(field.annotation) is Literal:
        return one_of(get_args(field.annotation))
    if kind is bool:
        return "on or off"
    if kind in (int, float):
        return f"{'a whole number' if kind is int else 'a number'} {_range(field)}"
    if NoneType in get_args(field.annotation):
        return "a kept picture, named by its sha256"
    pattern = next((limit.pattern for limit in field.metadata if getattr(limit, "pattern", None)), "")
    return "even, ddim, or how many steps each part has, such as 20,30,50" if "ddim" in pattern else _NAME


def one_of(choices: tuple[str, ...]) -> str:
    """Describe a choice: "one of: adam, adamw"."""
    return f"one of: {', '.join(choices)}" if len(choices) > 1 else choices[0]


_NAME = "a name of small letters, digits and _"


def _range(field: FieldInfo) -> str:
    limits = {key: getattr(limit, key) for limit in field.metadata for key in ("gt", "ge", "le") if hasattr(limit, key)}
    low = f"from {limits['ge']}" if "ge" in limits else f"above {limits['gt']}"
    return f"{low} to {limits['le']}"
