"""Turns invalid values into one plain sentence that says what to do. Imports no torch."""

from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.wire.errors import InvalidParams
from words.sentence import Sentence, as_written, say

_SHOWN = 40  # characters of an invalid value


def refused(error: ValidationError, model: type[BaseModel]) -> InvalidParams:
    """Turn pydantic's first complaint about `model` into one plain sentence that says what to do."""
    first = error.errors()[0]
    raised = first.get("ctx", {}).get("error")
    if isinstance(raised, InvalidParams):
        return raised
    name = str(first["loc"][0])
    if first["type"] == "missing":
        return InvalidParams("invalid-missing", name=name)
    if name not in model.model_fields:
        return InvalidParams("invalid-name", name=name, names=", ".join(model.model_fields))
    if first["type"] == "string_unicode" and _is_free_text(model.model_fields[name]):
        return not_text(name)
    if first["type"] == "string_too_long":
        return InvalidParams("invalid-long", name=name, most=str(first["ctx"]["max_length"]))
    return wrong_value(name, _allowed(model.model_fields[name]), first["input"])


def not_text(name: str) -> InvalidParams:
    """Return the error for text with lone surrogates, which is what a stray byte on the command line becomes."""
    return InvalidParams("invalid-not-text", name=name)


def wrong_value(name: str, allowed: Sentence, value: object) -> InvalidParams:
    """Return the error for a field with a value that is not allowed."""
    return InvalidParams("invalid-value", name=name, allowed=allowed, value=repr(str(value)[:_SHOWN]))


def one_of(choices: tuple[str, ...]) -> Sentence:
    """Describe the choices: "one of: adam, adamw"."""
    return say("allowed-one-of", choices=", ".join(choices)) if len(choices) > 1 else as_written(choices[0])


def _is_free_text(field: FieldInfo) -> bool:
    """Say whether any text up to a length is allowed."""
    return field.annotation is str and field.json_schema_extra is None


def _allowed(field: FieldInfo) -> Sentence:
    """Describe the allowed values of a field: "a whole number from 1 to 10000"."""
    kind: Any = next((kind for kind in get_args(field.annotation) if kind is not NoneType), field.annotation)
    if get_origin(field.annotation) is Literal:
        return one_of(get_args(field.annotation))
    if isinstance(field.json_schema_extra, dict):
        return say(str(field.json_schema_extra["allowed"]))
    if kind is bool:
        return say("allowed-switch")
    if _is_free_text(field):
        most = next(limit.max_length for limit in field.metadata if hasattr(limit, "max_length"))
        return say("allowed-text", most=str(most))
    limits = {key: getattr(limit, key) for limit in field.metadata for key in ("gt", "ge", "le") if hasattr(limit, key)}
    high = str(limits["le"])
    if "gt" in limits:
        return say("allowed-number-above", low=str(limits["gt"]), high=high)
    return say("allowed-whole" if kind is int else "allowed-number", low=str(limits["ge"]), high=high)
