"""Limits on lengths and counts. Each rule has a path, a limit and the page of Discord's documentation."""

from collections.abc import Iterator
from typing import Any

from playground.errors import ApiError, Problem

Path = tuple[str, ...]

LENGTHS: dict[Path, int] = {
    # developers/resources/message#create-message
    ("content",): 2000,
    ("nonce",): 25,
    # developers/resources/message#embed-object-embed-limits
    ("embeds", "title"): 256,
    ("embeds", "description"): 4096,
    ("embeds", "fields", "name"): 256,
    ("embeds", "fields", "value"): 1024,
    ("embeds", "footer", "text"): 2048,
    ("embeds", "author", "name"): 256,
    # developers/resources/message#attachment-object
    ("attachments", "description"): 1024,
    # developers/components/reference#anatomy-of-a-component and #button
    ("components", "components", "custom_id"): 100,
    ("components", "components", "label"): 80,
    # developers/interactions/receiving-and-responding#interaction-response-object-modal
    ("title",): 45,
    ("custom_id",): 100,
    # developers/interactions/application-commands, option choice structure
    ("choices", "name"): 100,
    ("choices", "value"): 100,
    # developers/interactions/application-commands#application-command-object
    ("name",): 32,
    ("description",): 100,
    ("options", "name"): 32,
    ("options", "description"): 100,
    ("options", "options", "name"): 32,
    ("options", "options", "description"): 100,
}
COUNTS: dict[Path, int] = {
    ("embeds",): 10,
    ("embeds", "fields"): 25,
    ("attachments",): 10,
    ("components",): 5,
    ("components", "components"): 5,
    ("choices",): 25,
    ("options",): 25,
    ("options", "options"): 25,
    ("options", "choices"): 25,
    ("options", "options", "choices"): 25,
}
# developers/resources/message#embed-object-embed-limits: the sum over all embeds of a message
EMBEDS_TOTAL = 6000
_COUNTED = {"title", "description", "name", "value", "text"}


def check(body: dict[str, Any]) -> None:
    """Raise ApiError 50035 that names every field of `body` with too long a text or too many items."""
    errors: dict[str, Any] = {}
    for where, value in _walk(body):
        path = tuple(key for key in where if not key.isdigit())
        if isinstance(value, str) and len(value) > LENGTHS.get(path, len(value)):
            _note(errors, where, "BASE_TYPE_MAX_LENGTH", f"Must be {LENGTHS[path]} or fewer in length.")
        if isinstance(value, list) and len(value) > COUNTS.get(path, len(value)):
            _note(errors, where, "BASE_TYPE_MAX_LENGTH", f"Must be {COUNTS[path]} or fewer in length.")
    if _embeds_length(body) > EMBEDS_TOTAL:
        sentence = f"Embed size exceeds maximum size of {EMBEDS_TOTAL}"
        _note(errors, ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", sentence)
    if errors:
        raise ApiError(Problem.INVALID_FORM_BODY, errors)


def _walk(value: Any, where: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield where, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _walk(each, (*where, str(key)))


def _embeds_length(body: dict[str, Any]) -> int:
    texts = _walk(body.get("embeds") or [])
    return sum(len(text) for where, text in texts if isinstance(text, str) and where[-1] in _COUNTED)


def _note(errors: dict[str, Any], where: Path, code: str, sentence: str) -> None:
    for key in where:
        errors = errors.setdefault(key, {})
    errors.setdefault("_errors", []).append({"code": code, "message": sentence})
