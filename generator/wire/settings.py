"""What the bot's settings and the generator's share: how wrong values and unknown names in `.env` are told."""

import difflib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import Field, PositiveInt, ValidationError
from pydantic_settings import BaseSettings

from words.sentence import Sentence, say

ENV_FILE_NAMED_BY = "EASEL_ENV_FILE"
ENV_FILE = os.environ.get(ENV_FILE_NAMED_BY, ".env")


def setting(rule: str, example: str, **limits: Any) -> Any:
    """Return a field of settings. A wrong value is answered with the sentence `rule` and the example."""
    return Field(json_schema_extra={"rule": rule, "example": example}, **limits)


DataDir = Annotated[Path, setting("setting-folder", "/srv/easel")]
MemoryLimit = Annotated[PositiveInt | None, setting("setting-mebibytes", "4096")]


def wrong_values(error: ValidationError, model: type[BaseSettings]) -> dict[str, Sentence]:
    """Return a sentence for each field with a wrong value. The values themselves are left out: one may be the token."""
    found = {}
    for each in error.errors(include_input=False, include_url=False):
        field = str(each["loc"][0])
        told = model.model_fields[field].json_schema_extra
        assert isinstance(told, dict)
        rule, example = say(str(told["rule"])), str(told["example"])
        found[field] = say("setting-wrong", name=field.upper(), rule=rule, example=example)
    return found


def unknown_names(known: Iterable[str], near: float = 0.6) -> Iterator[tuple[str, str | None]]:
    """Yield each name in `.env` that is not among the known ones, with the nearest of these, if one is near.

    `near` is the least ratio of difflib's that counts, where 1 is the same.

    Only the file is looked at: the environment has names of other programs. Raises OSError, UnicodeDecodeError.
    """
    known = {name.upper() for name in known}
    for name in dotenv_values(ENV_FILE, interpolate=False):
        if name.upper() not in known:
            nearest = difflib.get_close_matches(name.upper(), sorted(known), n=1, cutoff=near)
            yield name, nearest[0] if nearest else None
