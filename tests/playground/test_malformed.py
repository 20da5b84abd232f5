"""No body is too odd: whatever arrives, the answer is one that Discord gives, and never a 500."""

import json
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground import Bucket, Config, Playground, World
from playground.guild.channels import ChannelKind
from playground.guild.compose import Body
from playground.guild.interactions import Callback, Kind
from playground.rest import rest_app
from tests.playground.conftest import Rest, with_numbers

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()))
    | st.sampled_from(["", "0", "1" * 40, "attachment://a.png", "https://a.b", "http://[", "2026-01-01", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
EMBED = {
    "type": "rich", "title": "t", "description": "d", "url": "https://a.b", "color": 1,
    "timestamp": "2026-01-01T00:00Z", "footer": {"text": "f", "icon_url": "https://a.b"}, "image": {"url": "attachment://a.png"},
    "thumbnail": {"url": "https://a.b"}, "author": {"name": "a", "url": "https://a.b"}, "provider": {"name": "p"},
    "video": {"url": "https://a.b"}, "fields": [{"name": "n", "value": "v", "inline": True}],
}  # fmt: skip
BUTTON = {"type": 2, "id": 7, "style": 1, "custom_id": "a", "label": "A", "emoji": {"id": None, "name": "🎲"}}
MENU = {
    "type": 3, "custom_id": "m", "placeholder": "p", "min_values": 0, "max_values": 1,
    "options": [{"label": "Oil", "value": "oil", "description": "d", "default": True}],
}  # fmt: skip
ENTITIES = {"type": 8, "custom_id": "e", "channel_types": [0], "default_values": [{"id": "1", "type": "channel"}]}
ROWS = [{"type": 1, "components": [each]} for each in (BUTTON, MENU, ENTITIES)]
MESSAGE = {
    "content": "<@1> <@&2> @everyone", "nonce": "n", "enforce_nonce": False, "tts": False, "flags": 0,
    "embeds": [EMBED], "allowed_mentions": {"parse": ["users"], "roles": ["1"], "replied_user": True},
    "components": ROWS, "message_reference": {"message_id": "1", "fail_if_not_exists": False},
    "attachments": [{"id": 0, "filename": "a.png"}], "sticker_ids": ["1"], "poll": {"question": {"text": "?"}},
}  # fmt: skip
MEDIA = {"media": {"url": "https://a.b"}, "description": "d"}
LAYOUT = [
    {"type": 17, "accent_color": 1, "components": [
        {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": {"type": 11} | MEDIA},
        {"type": 12, "items": [MEDIA]}, {"type": 13, "file": {"url": "attachment://a.png"}}, {"type": 14, "spacing": 1},
    ]},
    {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": BUTTON},
]  # fmt: skip
COMMAND = {
    "name": "imagine", "description": "d", "type": 1, "default_member_permissions": "32", "contexts": [0],
    "integration_types": [0], "nsfw": False, "name_localizations": {"de": "malen"}, "options": [
        {"type": 1, "name": "new", "description": "d", "options": [
            {"type": 3, "name": "prompt", "description": "d", "required": True,
             "choices": [{"name": "a", "value": "a"}]},
            {"type": 4, "name": "steps", "description": "d", "min_value": 1, "max_value": 9, "autocomplete": True},
        ]},
        {"type": 2, "name": "more", "description": "d", "options": [{"type": 1, "name": "x", "description": "d"}]},
    ],
}  # fmt: skip
TEXT = {"type": 4, "custom_id": "w", "style": 1, "min_length": 1, "value": "v"}
FORM = {"custom_id": "f", "title": "Form", "components": [
    {"type": 18, "label": "Words", "component": TEXT},
    {"type": 18, "label": "Styles", "component": MENU},
    {"type": 18, "label": "One", "component": {"type": 21, "custom_id": "r", "options": [
        {"label": each, "value": each} for each in "ab"
    ]}},
    {"type": 1, "components": [{"type": 4, "custom_id": "v", "style": 2, "label": "Old"}]},
    {"type": 10, "content": "x"},
]}  # fmt: skip
ANN, _, MIA = (person.id for person in World(Config()).people)  # the same in every playground; Mia is an admin
GOOD: dict[str, list[Any]] = {
    "create_message": [MESSAGE, {"flags": 1 << 15, "components": LAYOUT}],
    "update_message": [MESSAGE],
    "execute_webhook": [MESSAGE],
    "update_original_webhook_message": [MESSAGE],
    "update_webhook_message": [MESSAGE],
    "create_interaction_response": [
        *({"type": kind, "data": MESSAGE} for kind in (4, 5, 6, 7)),
        {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}, {"name": "b", "value": 1.5}]}},
        {"type": 9, "data": FORM},
    ],
    "create_thread": [{"name": "t", "auto_archive_duration": 60, "applied_tags": ["1"], "message": MESSAGE}],
    "create_thread_from_message": [{"name": "t", "type": 11, "invitable": True, "auto_archive_duration": 60}],
    "update_channel": [{"name": "c", "archived": False, "auto_archive_duration": 60}],
    "update_my_guild_member": [{"nick": "Brush"}],
    "create_dm": [{"recipient_id": ANN}],
    "create_application_command": [COMMAND],
    "create_guild_application_command": [{"name": "Paint this", "type": 3}],
    "update_application_command": [COMMAND],
    "update_guild_application_command": [{"nsfw": True}],
    "bulk_set_application_commands": [[COMMAND, {"name": "Paint this", "type": 3}]],
    "bulk_set_guild_application_commands": [[COMMAND]],
}


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of each value in a body, its own included."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def replaced(value: Any, path: tuple, new: Any) -> Any:
    """Return a copy of a body with another value at a path; `...` leaves it out."""
    if not path:
        return new
    first, *rest = path
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    changed = {key: replaced(inner, tuple(rest), new) if key == first else inner for key, inner in pairs}
    changed = {key: inner for key, inner in changed.items() if inner is not ...}
    return changed if isinstance(value, dict) else list(changed.values())


def one_wrong(good: Any) -> st.SearchStrategy[Any]:
    """Return good bodies with one value that is something else, or missing."""
    paths = st.sampled_from(list(places(good))[1:])
    return st.builds(lambda path, new: replaced(good, path, new), paths, JSON | st.just(...))


BODIES = {name: st.sampled_from(good) | JSON | st.one_of(map(one_wrong, good)) for name, good in GOOD.items()}


ROUTES = [
    (route.method, route.resource.canonical, route.resource.name)
    for route in rest_app(World(Config())).router.routes()
    if route.method in ("POST", "PUT", "PATCH")
]


@pytest.fixture
def config() -> Config:
    wide = Bucket(10**9, 1.0)
    return with_numbers(other_bucket=wide, global_bucket=wide)


@pytest.mark.parametrize(("method", "path", "operation"), ROUTES, ids=[name for _, _, name in ROUTES])
@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_no_body_makes_a_500(
    rest: Rest, world: World, method: str, path: str, operation: str, data: st.DataObject
) -> None:
    body = data.draw(BODIES.get(operation, JSON))
    kind = data.draw(st.sampled_from(Kind))
    raw = {"data": json.dumps(body).encode(), "headers": {"Content-Type": "application/json"}}
    status, answer = await rest(method, address(world, path, operation, kind), **raw)
    assert status < 500, answer
    if not isinstance(body, list if operation.startswith("bulk_") else dict):
        assert (status, answer["code"]) == (400, 50035)
    if status == 400:
        assert answer["code"] in (50006, 50035)


@pytest.mark.parametrize(("operation", "body"), [(name, body) for name, bodies in GOOD.items() for body in bodies])
async def test_what_the_bodies_are_made_of_is_good(rest: Rest, world: World, operation: str, body: Any) -> None:
    method, path, _ = next(route for route in ROUTES if route[2] == operation)
    kinds = {6: Kind.COMPONENT, 7: Kind.COMPONENT, 8: Kind.AUTOCOMPLETE}
    kind = kinds.get(body["type"], Kind.COMMAND) if "data" in body else Kind.COMMAND
    status, answer = await rest(method, address(world, path, operation, kind), body)
    assert status < 300, answer


def address(world: World, path: str, operation: str, kind: Kind) -> str:
    """Return a route's path, with a message of the bot and an interaction of `kind` in it."""
    ann, channel = world.people[0].member, world.channel
    if operation == "create_thread":
        channel = world.create_channel("ideas", ChannelKind.FORUM)
    if operation == "update_channel":
        channel = world.rooms.create_thread(channel, "mine", world.bot)
    message = channel.post(world.composer.create(channel, world.bot, Body({"content": "x"}, {})))
    source = message if kind in (Kind.COMPONENT, Kind.MODAL) else None
    asked = world.interactions.open(kind, ann, channel, {}, "hello", source)
    if operation != "create_interaction_response":
        asked.message_id = message.id
        world.interactions.answered(asked, Callback.MESSAGE)
    scope = world.guild.id if "{guild_id}" in path else ""
    command = world.commands.replace(scope, [{"name": "hello", "description": "Hello"}])[0]
    names = {
        "command_id": command["id"],
        "application_id": world.bot.id, "guild_id": world.guild.id, "channel_id": channel.id, "message_id": message.id,
        "webhook_id": world.bot.id, "webhook_token": asked.token, "interaction_id": asked.id, "token": asked.token,
        "role_id": world.bot.role_ids[0], "user_id": ann.id, "emoji_name": "🎲",
    }  # fmt: skip
    return path.format(**names)


ACTS: list[dict[str, Any]] = [
    {"do": "slash", "command": "hello", "options": {"a": 5, "b": {"file": "a.png", "data": "YQ=="}}},
    {"do": "autocomplete", "command": "hello", "option": "a", "options": {"a": "x"}},
    {"do": "use_on", "command": "Paint this", "message": "1"},
    {"do": "use_on", "command": "Paint this", "member": ANN},
    {"do": "click", "message": "1", "custom_id": "a", "values": ["x"]},
    {"do": "react", "message": "1", "emoji": "🎲"},
    {"do": "unreact", "message": "1", "emoji": "🎲"},
    {"do": "modal", "custom_id": "f", "values": {"a": ["x"], "b": {"file": "a.png", "data": "YQ=="}}},
    {"do": "say", "content": "x", "channel": None},
    {"do": "thread", "name": "t", "content": "x", "private": True},
    {"do": "allow", "allowed": ["2048", 16384]},
    {"do": "install"},
    {"do": "role", "member": ANN, "role": "1", "give": True},
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["do"])
@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_no_act_of_the_page_makes_a_500(server: Playground, world: World, act: dict, data: st.DataObject) -> None:
    world.commands.replace("", [{"name": "hello", "description": "d"}, {"name": "Paint this", "type": 3}])
    message = world.channel.post(world.composer.create(world.channel, world.bot, Body({"content": "x"}, {})))
    good = {"person": MIA, "channel": world.channel.id} | act | ({"message": message.id} if "message" in act else {})
    body = data.draw(st.just(good) | JSON | one_wrong(good))
    raw = {"data": json.dumps(body).encode(), "headers": {"Content-Type": "application/json"}}
    async with aiohttp.ClientSession() as session, session.post(f"{server.address}/page/act", **raw) as answer:
        assert answer.status < 500, await answer.text()
