"""What all shapes share: kinds of fields, and Discord's names for what is wrong with one.

Codes and sentences are those that people report; developers/reference#error-messages shows how they are nested.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, PlainValidator, TypeAdapter
from pydantic import ValidationError as Invalid
from pydantic_core import ErrorDetails, PydanticCustomError

from playground.errors import ApiError, Problem

Path = tuple[str | int, ...]
Complaint = tuple[Path, str, str]
Rule = Callable[[Any], Iterable[Complaint]]

REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")
_SAID = {
    "missing": REQUIRED,
    "string_type": ("STRING_TYPE_CONVERT", 'Could not interpret "{input}" as string.'),
    "int_type": ("NUMBER_TYPE_COERCE", 'Value "{input}" is not int.'),
    "float_type": ("NUMBER_TYPE_COERCE", 'Value "{input}" is not float.'),
    "bool_type": ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "list_type": ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "dict_type": ("MODEL_TYPE_CONVERT", "Expected an object/dictionary."),
    "model_type": ("MODEL_TYPE_CONVERT", "Expected an object/dictionary."),
    "literal_error": ("BASE_TYPE_CHOICES", "Value must be one of ({expected})."),
    "greater_than_equal": ("NUMBER_TYPE_MIN", "int value should be greater than or equal to {ge}."),
    "less_than_equal": ("NUMBER_TYPE_MAX", "int value should be less than or equal to {le}."),
    "union_tag_not_found": ("UNION_TYPE_CHOICES", 'Value of field "type" is not one of those allowed here.'),
}
_TAG = "#"


class Shape(BaseModel):
    """An object in a body. Fields that it does not name are passed over, as Discord does."""

    model_config = ConfigDict(strict=True, extra="ignore")


class Check:
    """Holds a body against a shape, and where it fits, against rules about several fields."""

    def __init__(self, shape: Any, *rules: Rule) -> None:
        self._shape = TypeAdapter[Any](shape)
        self._rules = rules

    def __call__(self, body: Any) -> None:
        """Raise ApiError 50035 that names every field at fault."""
        try:
            self._shape.validate_python(body)
        except Invalid as error:
            raise refusal(_complaint(each) for each in error.errors(include_url=False)) from None
        if complaints := [complaint for rule in self._rules for complaint in rule(body)]:
            raise refusal(complaints)


def refusal(complaints: Iterable[Complaint]) -> ApiError:
    """Return 50035 with each complaint under its field."""
    errors: dict[str, Any] = {}
    for where, code, sentence in complaints:
        place = errors
        for key in where:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": sentence})
    return ApiError(Problem.INVALID_FORM_BODY, errors)


def between(least: int, most: int) -> AfterValidator:
    """Return the check of a text's or a list's length."""

    def check(value: Any) -> Any:
        if least <= len(value) <= most:
            return value
        if least:
            raise complain("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        raise complain("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    return AfterValidator(check)


def upto(most: int) -> AfterValidator:
    """Return the check of a length that may be nothing."""
    return between(0, most)


def one_of(*kinds: int) -> Discriminator:
    """Return what tells objects apart by their `type`; their tags are of `tag`."""
    known = {kind: tag(kind) for kind in kinds}

    def look(value: Any) -> str | None:
        kind = value.get("type") if isinstance(value, dict) else None
        return known.get(kind) if type(kind) is int else None

    return Discriminator(look)


def tag(kind: int) -> str:
    """Return the name of a kind of object, which no path in an answer shows."""
    return f"{_TAG}{kind}"


def complain(code: str, sentence: str) -> PydanticCustomError:
    """Return the error for one field, in Discord's words."""
    return PydanticCustomError(code, sentence.replace("{", "{{").replace("}", "}}"))


def _snowflake(value: Any) -> Any:
    """Take an id as text or as a number (developers/reference#snowflakes)."""
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not text.isascii() or not text.isdecimal() or len(text) > 20:
        raise complain("NUMBER_TYPE_COERCE", f'Value "{str(value)[:100]}" is not snowflake.')
    return value


def _value(value: Any) -> Any:
    """Take a choice's value: a text or a number."""
    if isinstance(value, str) and len(value) > 100:
        raise complain("BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise complain("STRING_TYPE_CONVERT", "Could not interpret the value as string, int or float.")
    return value


def _filled(text: str) -> str:
    if not text.strip():
        raise complain(*REQUIRED)
    return text


def _unique(values: list[Any]) -> list[Any]:
    if len({str(each) for each in values}) < len(values):
        raise complain("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    return values


Snowflake = Annotated[Any, PlainValidator(_snowflake)]
Value = Annotated[Any, PlainValidator(_value)]
Filled = AfterValidator(_filled)
Unique = AfterValidator(_unique)
Color = Annotated[int, Field(ge=0, le=0xFFFFFF)]


def _complaint(error: ErrorDetails) -> Complaint:
    where = tuple(key for key in error["loc"] if not str(key).startswith(_TAG))
    code, sentence = _SAID.get(error["type"], (error["type"], error["msg"]))
    if error["type"] in _SAID:
        sentence = sentence.format(**error.get("ctx", {}), input=str(error["input"])[:100])
    return where, code, sentence
