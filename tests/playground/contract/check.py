"""Checks a tape against Discord's contracts."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from playground.tape import Dispatch, Exchange, Tape

HERE = Path(__file__).parent
# discord.py writes these snowflakes as numbers, which Discord accepts (developers/reference#snowflakes)
SNOWFLAKES = {"message_id", "channel_id", "guild_id", "users", "recipient_id"}
# what no published type has: an event without data, and two fields that are in the OpenAPI
UNTYPED_EVENTS = {"RESUMED"}
UNTYPED_FIELDS = {"GUILD_CREATE": {"home_header", "nsfw"}}
# the types of a channel that an interaction names have these fields alone, while discord.py needs more of a thread
TYPED_OF_CHANNEL = {"id", "type", "name", "permissions"}
TYPED_OF_THREAD = TYPED_OF_CHANNEL | {"thread_metadata", "parent_id"}


def violations(tape: Tape) -> list[str]:
    """Return a line for each body on the tape that breaks a contract."""
    found = [line for exchange in tape.exchanges for line in _rest_violations(exchange)]
    return found + [line for dispatch in tape.dispatches for line in _gateway_violations(dispatch)]


def _rest_violations(exchange: Exchange) -> Iterator[str]:
    operation = _operations().get(exchange.operation or "")
    where = f"{exchange.operation} {exchange.status}"
    if operation is None:
        yield f"{where}: not in the contract: {exchange.method} {exchange.path}"
        return
    schema = _request_schema(operation)
    # a request that Discord refuses may be malformed
    if schema and exchange.status < 400:
        yield from _say(f"{where} request", _validator("rest", schema), _with_snowflakes(exchange.request))
    # the contract does not cover errors of the server
    if exchange.answer is not None and exchange.status < 500:
        schema = _answer_schema(operation, exchange.status)
        yield from _say(f"{where} answer", _validator("rest", schema), exchange.answer)


def _gateway_violations(dispatch: Dispatch) -> Iterator[str]:
    if dispatch.event not in UNTYPED_EVENTS:
        name = _document("gateway")["definitions"]["Events"]["properties"][dispatch.event]["$ref"]
        untyped = UNTYPED_FIELDS.get(dispatch.event, set())
        data = {key: value for key, value in dispatch.data.items() if key not in untyped}
        yield from _say(dispatch.event, _validator("gateway", {"$ref": name}), _with_typed_channels(data))


def _with_typed_channels(data: dict[str, Any]) -> dict[str, Any]:
    """Return an event with the channels of its `resolved` as the types have them."""
    channels = data.get("data", {}).get("resolved", {}).get("channels", {}) if "token" in data else {}
    if not channels:
        return data
    typed = {
        key: {
            name: each[name]
            for name in each
            if name in (TYPED_OF_THREAD if "thread_metadata" in each else TYPED_OF_CHANNEL)
        }
        for key, each in channels.items()
    }
    return data | {"data": data["data"] | {"resolved": data["data"]["resolved"] | {"channels": typed}}}


def _with_snowflakes(value: Any, key: str = "") -> Any:
    """Return a request with its snowflakes as text; a component's id stays a number."""
    if key == "attachments":
        return [{**each, "id": str(each["id"])} for each in value]
    if isinstance(value, dict):
        return {each: _with_snowflakes(inner, each) for each, inner in value.items()}
    if isinstance(value, list):
        return [_with_snowflakes(inner, key) for inner in value]
    return str(value) if key in SNOWFLAKES and isinstance(value, int) else value


def _say(where: str, validator: Draft202012Validator, body: Any) -> Iterator[str]:
    for error in validator.iter_errors(body):
        for cause in _causes(error):
            path = ".".join(str(part) for part in cause.absolute_path) or "the top"
            yield f"{where} at {path}: {cause.message[:200]}"


def _causes(error: ValidationError) -> list[ValidationError]:
    """Return the real errors: of a union, those of the branch that fits best."""
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context:
        branches.setdefault(each.relative_schema_path[0], []).extend(_causes(each))
    return min(branches.values(), key=_misfit, default=[error])


def _misfit(causes: list[ValidationError]) -> tuple[int, int]:
    """Return how badly a branch fits: first by wrong types and constants, then by the number of errors."""
    return sum(each.validator in ("const", "enum", "type", "not") for each in causes), len(causes)


@cache
def _document(name: str) -> dict[str, Any]:
    return json.loads((HERE / f"{name}.json").read_text())


@cache
def _operations() -> dict[str, Any]:
    items = _document("rest")["paths"].values()
    return {operation["operationId"]: operation for item in items for operation in item.values()}


def _request_schema(operation: dict[str, Any]) -> dict[str, Any] | None:
    return operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")


def _answer_schema(operation: dict[str, Any], status: int) -> dict[str, Any]:
    responses = operation["responses"]
    response = responses.get(str(status)) or responses[f"{status // 100}XX"]
    while "$ref" in response:
        response = _document("rest")["components"]["responses"][response["$ref"].rsplit("/", 1)[-1]]
    return response["content"]["application/json"]["schema"]


def _validator(name: str, schema: dict[str, Any]) -> Draft202012Validator:
    document = Resource.from_contents(_document(name), default_specification=DRAFT202012)
    registry = Registry().with_resource(f"urn:{name}", document)
    absolute = json.loads(json.dumps(schema).replace('"#/', f'"urn:{name}#/'))
    return Draft202012Validator(absolute, registry=registry)
