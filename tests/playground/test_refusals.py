"""What Discord refuses in a body: each with the field at fault and the reason's name."""

from typing import Any

import pytest

from playground import World
from tests.playground.conftest import Rest


def named(errors: dict, where: str = "") -> dict[str, str]:
    """Return the names of the reasons by path, of an answer's nested errors."""
    found = {where: errors["_errors"][0]["code"]} if "_errors" in errors else {}
    for key, inner in errors.items():
        if key != "_errors":
            found |= named(inner, f"{where}.{key}" if where else key)
    return found


def button(**changed: Any) -> dict:
    fields = {"type": 2, "style": 1, "custom_id": "a", "label": "A"} | changed
    return {key: value for key, value in fields.items() if value is not ...}


def menu(**changed: Any) -> dict:
    fields = {"type": 3, "custom_id": "m", "options": [{"label": "Oil", "value": "oil"}]} | changed
    return {key: value for key, value in fields.items() if value is not ...}


def row(*components: Any) -> dict:
    return {"components": [{"type": 1, "components": list(components)}]}


IN_ROW = "components.0.components"
MESSAGES: list[tuple[dict, str, str]] = [
    ({"content": 5}, "content", "STRING_TYPE_CONVERT"),
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"nonce": "n" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
    ({"nonce": True}, "nonce", "NONCE_TYPE_INVALID_TYPE"),
    ({"tts": "yes"}, "tts", "BOOLEAN_TYPE_CONVERT"),
    ({"flags": "64"}, "flags", "NUMBER_TYPE_COERCE"),
    ({"flags": -1}, "flags", "NUMBER_TYPE_MIN"),
    ({"embeds": {}}, "embeds", "LIST_TYPE_CONVERT"),
    ({"embeds": [5]}, "embeds.0", "MODEL_TYPE_CONVERT"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 4000}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"color": 5, "title": " "}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"fields": [{"name": "a"}]}]}, "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"fields": [{"name": "", "value": "b"}]}]}, "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]}, "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"footer": {}}]}, "embeds.0.footer.text", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"title": "x", "color": 1 << 24}]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
    ({"embeds": [{"title": "x", "timestamp": "noon"}]}, "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"),
    ({"embeds": [{"image": {"url": "a.png"}}]}, "embeds.0.image.url", "URL_TYPE_INVALID_URL"),
    ({"embeds": [{"image": {"url": "http://["}}]}, "embeds.0.image.url", "URL_TYPE_INVALID_URL"),
    ({"embeds": [{"image": {"url": "file:///a.png"}}]}, "embeds.0.image.url", "URL_TYPE_INVALID_SCHEME"),
    (
        {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    (
        {"allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"allowed_mentions": {"users": ["1", 1]}}, "allowed_mentions.users", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    ({"allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    ({"allowed_mentions": {"users": ["me"]}}, "allowed_mentions.users.0", "NUMBER_TYPE_COERCE"),
    ({"message_reference": {}}, "message_reference.message_id", "BASE_TYPE_REQUIRED"),
    ({"message_reference": {"message_id": "last"}}, "message_reference.message_id", "NUMBER_TYPE_COERCE"),
    ({"attachments": [{}]}, "attachments.0.id", "BASE_TYPE_REQUIRED"),
    ({"components": [{"type": 1, "components": []}]}, IN_ROW, "BASE_TYPE_BAD_LENGTH"),
    ({"components": [{"type": 1}]}, IN_ROW, "BASE_TYPE_REQUIRED"),
    ({"components": [{"type": 2, "style": 1, "custom_id": "a", "label": "A"}]}, "components.0", "UNION_TYPE_CHOICES"),
    ({"components": [{"type": True, "components": [button()]}]}, "components.0", "UNION_TYPE_CHOICES"),
    ({"components": [{"type": 10, "content": "x"}]}, "components.0", "UNION_TYPE_CHOICES"),
    (
        {"components": [{"type": 1, "components": [button(custom_id=str(n))]} for n in range(6)]},
        "components",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (row(*[button(custom_id=str(n)) for n in range(6)]), IN_ROW, "BASE_TYPE_BAD_LENGTH"),
    (row(button(), button()), f"{IN_ROW}.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (row(button(), button(disabled=True)), f"{IN_ROW}.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (row(button(custom_id=...)), f"{IN_ROW}.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"),
    (row(button(custom_id="")), f"{IN_ROW}.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
    (row(button(custom_id="x" * 101)), f"{IN_ROW}.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
    (row(button(label=...)), f"{IN_ROW}.0.label", "BASE_TYPE_REQUIRED"),
    (row(button(label="x" * 81)), f"{IN_ROW}.0.label", "BASE_TYPE_MAX_LENGTH"),
    (row(button(style=7)), f"{IN_ROW}.0.style", "BASE_TYPE_CHOICES"),
    (row(button(style=5, custom_id=...)), f"{IN_ROW}.0.url", "BASE_TYPE_REQUIRED"),
    (
        row(button(style=5, url="https://a.b")),
        f"{IN_ROW}.0.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    (row(button(emoji={"name": "dice"})), f"{IN_ROW}.0.emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI"),
    (row(button(), menu()), f"{IN_ROW}.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    (row(menu(options=[])), f"{IN_ROW}.0.options", "BASE_TYPE_BAD_LENGTH"),
    (row(menu(options=...)), f"{IN_ROW}.0.options", "BASE_TYPE_REQUIRED"),
    (row(menu(custom_id=...)), f"{IN_ROW}.0.custom_id", "BASE_TYPE_REQUIRED"),
    (row(menu(options=[{"label": "A"}])), f"{IN_ROW}.0.options.0.value", "BASE_TYPE_REQUIRED"),
    (
        row(menu(options=[{"label": "A", "value": "a"}] * 2)),
        f"{IN_ROW}.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    (
        row(menu(options=[{"label": each, "value": each, "default": True} for each in "ab"])),
        f"{IN_ROW}.0.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    (
        {"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "y"}]},
        "content",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
]


@pytest.mark.parametrize(("body", "field", "code"), MESSAGES)
async def test_a_message_that_is_refused(rest: Rest, world: World, body: dict, field: str, code: str) -> None:
    status, error = await rest("POST", f"/channels/{world.channel.id}/messages", {"content": "x"} | body)
    assert (status, error["code"], error["message"]) == (400, 50035, "Invalid Form Body")
    assert named(error["errors"]) == {field: code}
    assert world.channel.messages == []


async def test_all_that_a_message_may_have(rest: Rest, world: World) -> None:
    body = {
        "content": None,
        "nonce": 5,
        "tts": False,
        "flags": None,
        "unknown": [],
        "allowed_mentions": {"parse": ["users"], "users": [], "replied_user": None},
        "embeds": [{"title": None, "image": None, "footer": {"text": "f"}, "fields": [{"name": "a", "value": "b"}]}],
        "components": [
            *row(button(), button(custom_id="b", label=None, emoji={"id": None, "name": "🎲"}))["components"],
            *row(menu())["components"],
            *row({"type": 5, "custom_id": "u"})["components"],
            *row(button(style=5, custom_id=..., url="https://a.b"))["components"],
        ],
    }
    status, sent = await rest("POST", f"/channels/{world.channel.id}/messages", body)
    assert status == 200, sent
    path = f"/channels/{world.channel.id}/messages/{sent['id']}"
    assert (await rest("PATCH", path, {"embeds": None, "components": None, "content": "bare"}))[1]["embeds"] == []


async def test_twenty_different_reactions_and_no_more(rest: Rest, world: World) -> None:
    message = world.people[0].say("Look")
    path = f"/channels/{world.channel.id}/messages/{message.id}/reactions"
    emoji = [chr(0x1F600 + number) for number in range(21)]
    for each in emoji[:20]:
        world.people[0].react(message, each)
    status, error = await rest("PUT", f"{path}/{emoji[20]}/@me")
    assert (status, error["code"]) == (403, 30010)
    assert (await rest("PUT", f"{path}/{emoji[0]}/@me"))[0] == 204  # one that is there may be joined
    world.people[0].unreact(message, emoji[1])
    assert (await rest("PUT", f"{path}/{emoji[20]}/@me"))[0] == 204


def command(**changed: Any) -> dict:
    fields = {"name": "imagine", "description": "Paint"} | changed
    return {key: value for key, value in fields.items() if value is not ...}


def option(name: str = "prompt", **changed: Any) -> dict:
    return {"type": 3, "name": name, "description": "What"} | changed


INNER = [option(str(number), description="d" * 100) for number in range(25)]
LONG = [option(f"sub-{number}", type=1, description="d" * 100, options=INNER) for number in range(4)]
COMMANDS: list[tuple[list, str, str]] = [
    ([command(name=each)], "0.name", code)
    for each, code in [
        ("Imagine", "APPLICATION_COMMAND_INVALID_NAME"),
        ("two words", "APPLICATION_COMMAND_INVALID_NAME"),
        ("x" * 33, "BASE_TYPE_BAD_LENGTH"),
        ("", "BASE_TYPE_BAD_LENGTH"),
        (5, "STRING_TYPE_CONVERT"),
    ]
] + [
    ([5], "0", "MODEL_TYPE_CONVERT"),
    ([command(name=...)], "0.name", "BASE_TYPE_REQUIRED"),
    ([command(description=...)], "0.description", "BASE_TYPE_REQUIRED"),
    ([command(description="")], "0.description", "BASE_TYPE_REQUIRED"),
    ([command(description="x" * 101)], "0.description", "BASE_TYPE_MAX_LENGTH"),
    ([command(type=9)], "0.type", "BASE_TYPE_CHOICES"),
    ([command(), command()], "1", "APPLICATION_COMMANDS_DUPLICATE_NAME"),
    ([command(type=3)], "0.description", "APPLICATION_COMMAND_DESCRIPTION_CANNOT_EXIST"),
    ([command(options=[option("Prompt")])], "0.options.0.name", "APPLICATION_COMMAND_INVALID_NAME"),
    ([command(options=[option(description="")])], "0.options.0.description", "BASE_TYPE_BAD_LENGTH"),
    ([command(options=[option(), option()])], "0.options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
    (
        [command(options=[option(), option("seed", required=True)])],
        "0.options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    ([command(options=[option(str(each)) for each in range(26)])], "0.options", "BASE_TYPE_MAX_LENGTH"),
    ([command(options=[option(), option("x", type=1)])], "0.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
    (
        [command(options=[option("x", type=1, options=[option("y", type=1)])])],
        "0.options.0.options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        [command(options=[option(choices=[{"name": "a", "value": 5}])])],
        "0.options.0.choices.0.value",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_VALUE_INVALID",
    ),
    ([command(options=LONG)], "0", "APPLICATION_COMMAND_TOO_LARGE"),
]


@pytest.mark.parametrize(("body", "field", "code"), COMMANDS)
async def test_commands_that_are_refused(rest: Rest, world: World, body: list, field: str, code: str) -> None:
    for scope in ("", f"/guilds/{world.guild.id}"):
        status, error = await rest("PUT", f"/applications/{world.bot.id}{scope}/commands", body)
        assert (status, error["code"], named(error["errors"])) == (400, 50035, {field: code})
    assert world.commands.all() == []


async def test_a_hundred_commands_and_no_more(rest: Rest, world: World) -> None:
    path = f"/applications/{world.bot.id}/commands"
    many = [command(name=f"c{number}") for number in range(100)]
    menus = [{"name": "Paint this", "type": 3}, {"name": "c1", "type": 2, "description": ""}]
    assert (await rest("PUT", path, many + menus))[0] == 200
    status, error = await rest("PUT", path, [*many, command()])
    assert (status, error["code"]) == (400, 30032)


async def test_commands_one_by_one(rest: Rest, world: World) -> None:
    for scope in ("", f"/guilds/{world.guild.id}"):
        path = f"/applications/{world.bot.id}{scope}/commands"
        status, made = await rest("POST", path, command())
        assert (status, made["name"]) == (201, "imagine")
        status, again = await rest("POST", path, command(description="Again"))
        assert (status, again["id"], again["description"]) == (200, made["id"], "Again")
        status, edited = await rest("PATCH", f"{path}/{made['id']}", {"name": "paint"})
        assert (status, edited["id"], edited["name"], edited["description"]) == (200, made["id"], "paint", "Again")
        assert (await rest("PATCH", f"{path}/{made['id']}", {"name": "Paint"}))[1]["code"] == 50035
        assert await rest("GET", f"{path}/{made['id']}") == (200, edited)
        assert (await rest("DELETE", f"{path}/{made['id']}"))[0] == 204
        assert (await rest("GET", f"{path}/{made['id']}"))[1]["code"] == 10063
        assert (await rest("POST", path, command(description="")))[1]["errors"] == {
            "description": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}
        }


def form(*components: Any, **changed: Any) -> dict:
    return {"type": 9, "data": {"custom_id": "f", "title": "Form", "components": list(components)} | changed}


FIELD = {"type": 4, "custom_id": "words", "style": 1}
LABELLED = {"type": 18, "label": "Words", "component": FIELD}
CALLBACKS: list[tuple[dict, str, str]] = [
    ({}, "", "UNION_TYPE_CHOICES"),
    ({"type": "4"}, "", "UNION_TYPE_CHOICES"),
    ({"type": [4]}, "", "UNION_TYPE_CHOICES"),
    ({"type": 4, "data": []}, "data", "MODEL_TYPE_CONVERT"),
    ({"type": 4, "data": {"content": 5}}, "data.content", "STRING_TYPE_CONVERT"),
    ({"type": 4, "data": row(button(), button())}, f"data.{IN_ROW}.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ({"type": 5, "data": {"flags": "64"}}, "data.flags", "NUMBER_TYPE_COERCE"),
    (
        {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": 1}]}},
        "data.choices.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ({"type": 8, "data": {"choices": [{"name": "x", "value": None}]}}, "data.choices.0.value", "STRING_TYPE_CONVERT"),
    ({"type": 8, "data": {"choices": [{"name": "x", "value": "x"}] * 26}}, "data.choices", "BASE_TYPE_MAX_LENGTH"),
    ({"type": 9}, "data", "BASE_TYPE_REQUIRED"),
    (form(), "data.components", "BASE_TYPE_BAD_LENGTH"),
    (form(LABELLED, title=""), "data.title", "BASE_TYPE_BAD_LENGTH"),
    (form(LABELLED, title="x" * 46), "data.title", "BASE_TYPE_BAD_LENGTH"),
    (form(LABELLED, custom_id=None), "data.custom_id", "STRING_TYPE_CONVERT"),
    (form(LABELLED, LABELLED), "data.components.1.component.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (form({"type": 18, "label": "Words"}), "data.components.0.component", "BASE_TYPE_REQUIRED"),
    (form({"type": 1, "components": [FIELD]}), "data.components.0.components.0.label", "BASE_TYPE_REQUIRED"),
    (form(row(button())["components"][0]), "data.components.0.components.0", "UNION_TYPE_CHOICES"),
]


@pytest.mark.parametrize(("body", "field", "code"), CALLBACKS)
async def test_an_answer_that_is_refused(rest: Rest, world: World, body: dict, field: str, code: str) -> None:
    await rest("PUT", f"/applications/{world.bot.id}/commands", [command()])
    asked = world.people[0].slash("imagine").interaction
    status, error = await rest("POST", f"/interactions/{asked.id}/{asked.token}/callback", body)
    assert (status, error["code"], named(error["errors"])) == (400, 50035, {field: code})
    assert asked.callback is None  # it may still be answered
