"""Messages in a channel: what Discord answers, and what it refuses."""

import io
import json

import aiohttp
import pytest

from playground import Config, World
from playground.guild.cdn import File
from playground.guild.permissions import Permission
from playground.rest import MAX_REQUEST
from tests.playground.client import png
from tests.playground.conftest import Clock, Rest, with_numbers


@pytest.fixture
def config(clock: Clock) -> Config:
    return with_numbers(now=clock, upload_limit=1000)


@pytest.fixture
def path(world: World) -> str:
    return f"/channels/{world.channel.id}/messages"


async def test_a_nonce_makes_one_message_for_a_few_minutes(rest: Rest, world: World, path: str, clock: Clock) -> None:
    body = {"content": "done", "nonce": "job-1", "enforce_nonce": True}
    first, again = (await rest("POST", path, body))[1], (await rest("POST", path, body))[1]
    assert first == again
    assert first["nonce"] == "job-1"
    assert "nonce" not in (await rest("GET", f"{path}/{first['id']}"))[1]
    clock.ahead = 181
    assert (await rest("POST", path, body))[1]["id"] != first["id"]
    assert len(world.channel.messages) == 2


async def test_a_nonce_is_not_enforced_unasked(rest: Rest, world: World, path: str) -> None:
    for _ in "12":
        await rest("POST", path, {"content": "done", "nonce": "job-1"})
    assert len(world.channel.messages) == 2


async def test_a_nonce_whose_message_was_deleted_is_refused(rest: Rest, world: World, path: str) -> None:
    body = {"content": "done", "nonce": "job-1", "enforce_nonce": True}
    world.faults.delete_message(world.channel, (await rest("POST", path, body))[1]["id"])
    assert (await rest("POST", path, body))[1]["code"] == 10008


async def test_an_edit_keeps_the_files_that_it_names(rest: Rest, world: World, path: str) -> None:
    _, sent = await rest.with_files("POST", path, {}, ("a.png", png()), ("b.png", png(shade=1)))
    a, b = sent["attachments"]
    assert (a["width"], a["height"], a["content_type"]) == (4, 4, "image/png")
    body = {"attachments": [{"id": b["id"]}, {"id": 0, "description": "new"}]}
    _, edited = await rest.with_files("PATCH", f"{path}/{sent['id']}", body, ("c d.png", png(shade=2)))
    assert [(each["filename"], each.get("description")) for each in edited["attachments"]] == [
        ("b.png", None),
        ("c_d.png", "new"),
    ]
    _, same = await rest("PATCH", f"{path}/{sent['id']}", {"content": "text alone"})
    assert same["attachments"] == edited["attachments"]
    _, bare = await rest("PATCH", f"{path}/{sent['id']}", {"attachments": []})
    assert bare["attachments"] == []


async def test_a_file_shown_by_an_embed_is_not_shown_twice(rest: Rest, world: World, path: str) -> None:
    body = {"embeds": [{"title": "x", "image": {"url": "attachment://p.png"}}], "attachments": [{"id": 0}]}
    _, sent = await rest.with_files("POST", path, body, ("p.png", png()))
    assert sent["attachments"] == []
    picture = sent["embeds"][0]["image"]
    assert world.cdn.open(picture["url"]).data == png()
    assert world.cdn.open(picture["proxy_url"]).data == png()
    # the file is still the message's own: another embed may show it, or none
    _, edited = await rest("PATCH", f"{path}/{sent['id']}", {"embeds": [body["embeds"][0] | {"title": "y"}]})
    assert edited["embeds"][0]["image"] == picture
    _, bare = await rest("PATCH", f"{path}/{sent['id']}", {"embeds": [{"title": "z"}]})
    assert [each["url"] for each in bare["attachments"]] == [picture["url"]]


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, {"ann", "ben"}),
        ({"parse": []}, set()),
        ({"parse": ["users"]}, {"ann", "ben"}),
        ({"parse": [], "users": ["ann"]}, {"ann"}),
    ],
)
async def test_whom_a_message_really_pings(
    rest: Rest, world: World, path: str, allowed: dict | None, pinged: set[str]
) -> None:
    ids = {person.name.lower(): person.id for person in world.people}
    if allowed and "users" in allowed:
        allowed = allowed | {"users": [ids[name] for name in allowed["users"]]}
    content = f"<@{ids['ann']}> <@!{ids['ben']}> @everyone"
    body = {"content": content, "embeds": [{"title": f"<@{ids['mia']}>"}], "allowed_mentions": allowed}
    _, sent = await rest("POST", path, body)
    message = world.channel.get(sent["id"])
    assert message.pings == {ids[name] for name in pinged}
    assert sent["mention_everyone"] is False  # the bot may not
    await rest("PATCH", f"{path}/{sent['id']}", {"content": f"<@{ids['mia']}>"})
    assert world.channel.get(sent["id"]).pings == message.pings


async def test_a_reply_names_what_it_replies_to(rest: Rest, world: World, path: str) -> None:
    asked = world.people[0].say("?")
    _, sent = await rest("POST", path, {"content": "!", "message_reference": {"message_id": int(asked.id)}})
    assert sent["type"] == 19
    assert sent["referenced_message"]["content"] == "?"
    assert world.channel.get(sent["id"]).pings == {world.people[0].id}
    gone = {"content": "!", "message_reference": {"message_id": "1"}}
    assert (await rest("POST", path, gone))[1]["code"] == 50035
    gone["message_reference"]["fail_if_not_exists"] = False
    assert (await rest("POST", path, gone))[0] == 200


@pytest.mark.parametrize("config", [with_numbers()])
async def test_ten_files_of_nine_mebibytes_arrive_whole(rest: Rest, world: World, path: str) -> None:
    data = bytes(9 * 2**20)
    status, sent = await rest.with_files("POST", path, {}, *[(f"{number}.bin", data) for number in range(10)])
    assert (status, [each["size"] for each in sent["attachments"]]) == (200, [len(data)] * 10)
    assert world.cdn.open(sent["attachments"][9]["url"]).data == data
    status, error = await rest.with_files("POST", path, {}, ("large.bin", bytes(10 * 2**20 + 1)))
    assert (status, error["code"]) == (413, 40005)


async def test_a_request_that_is_too_large_as_a_whole(rest: Rest, path: str) -> None:
    large = io.BytesIO(bytes(MAX_REQUEST + 1))
    status, error = await rest("POST", path, data=large, headers={"Content-Type": "application/json"})
    assert (status, error["code"]) == (413, 40005)


async def test_a_url_encoded_form_is_a_body(rest: Rest, path: str) -> None:
    form = aiohttp.FormData({"payload_json": json.dumps({"content": "a & b"})})
    assert (await rest("POST", path, data=form))[1]["content"] == "a & b"
    assert (await rest("POST", path, data=aiohttp.FormData({"content": "plain"})))[1]["content"] == "plain"
    assert (await rest("POST", path, data=aiohttp.FormData({"payload_json": "{"})))[1]["code"] == 50109


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("multipart/form-data", b"", 50035),
        ("multipart/form-data; boundary=x", b"no parts", 50035),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\ncut", 50035),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Transfer-Encoding: base65\r\n\r\na\r\n--x--", 50035),
        ("application/x-www-form-urlencoded", b"\xff=\xff", 50035),
        ("application/json", b'{"content": NaN}', 50109),
        ("application/json", b"[" * 100_000, 50109),
        ("application/json", b"\xff", 50109),
    ],
)
async def test_a_broken_body(rest: Rest, path: str, kind: str, data: bytes, code: int) -> None:
    status, error = await rest("POST", path, data=data, headers={"Content-Type": kind})
    assert (status, error["code"]) == (400, code)


async def test_an_empty_message_and_a_large_file_are_refused(rest: Rest, path: str) -> None:
    assert (await rest("POST", path, {"content": " "}))[1]["code"] == 50006
    status, error = await rest.with_files("POST", path, {}, ("large.png", bytes(1001)))
    assert (status, error["code"]) == (413, 40005)
    assert (await rest("POST", path, data=b"{", headers={"Content-Type": "application/json"}))[1]["code"] == 50109


@pytest.mark.parametrize(
    ("denied", "body", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "x"}, 50001),
        (Permission.SEND_MESSAGES, {"content": "x"}, 50013),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "x"}]}, 50013),
        (Permission.READ_MESSAGE_HISTORY, {"content": "x", "message_reference": {"message_id": "1"}}, 160002),
    ],
)
async def test_what_the_bot_may_not_do(
    rest: Rest, world: World, path: str, denied: Permission, body: dict, code: int
) -> None:
    world.channel.deny(world.bot.id, denied)
    assert (await rest("POST", path, body))[1]["code"] == code


async def test_files_reactions_and_history_need_permissions(rest: Rest, world: World, path: str) -> None:
    message = world.people[0].say("Hello", File("a.png", png()))
    reaction = f"{path}/{message.id}/reactions/🎲/@me"
    world.channel.deny(world.bot.id, Permission.ATTACH_FILES | Permission.ADD_REACTIONS)
    assert (await rest.with_files("POST", path, {}, ("a.png", png())))[1]["code"] == 50013
    assert (await rest("PUT", reaction))[1]["code"] == 50013
    world.people[1].react(message, "🎲")
    assert (await rest("PUT", reaction))[0] == 204  # one that is there may be joined
    world.channel.deny(world.bot.id, Permission.READ_MESSAGE_HISTORY)
    assert (await rest("GET", path))[1] == []
    assert (await rest("GET", f"{path}/{message.id}"))[1]["code"] == 50013


async def test_anothers_message_is_not_the_bots(rest: Rest, world: World, path: str) -> None:
    message = world.people[0].say("Mine")
    assert (await rest("PATCH", f"{path}/{message.id}", {"content": "no"}))[1]["code"] == 50005
    assert (await rest("DELETE", f"{path}/{message.id}"))[1]["code"] == 50013


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": 2}, [4, 3]),
        ({"limit": 2, "before": 3}, [2, 1]),
        ({"limit": 2, "after": 1}, [3, 2]),
        ({"limit": 3, "around": 2}, [3, 2, 1]),
        ({}, [4, 3, 2, 1, 0]),
    ],
)
async def test_history(rest: Rest, world: World, path: str, query: dict, expected: list[int]) -> None:
    ids = [world.people[0].say(str(number)).id for number in range(5)]
    params = {key: value if key == "limit" else ids[value] for key, value in query.items()}
    _, messages = await rest("GET", path, params=params)
    assert [ids.index(message["id"]) for message in messages] == expected
    for odd in ({"limit": 101}, {"limit": ""}, {"before": "x"}, {"after": "9" * 5000}):
        assert (await rest("GET", path, params=odd))[1]["code"] == 50035


async def test_a_deleted_channel_is_unknown(rest: Rest, world: World, path: str) -> None:
    world.faults.delete_channel(world.channel)
    assert (await rest("POST", path, {"content": "x"}))[1]["code"] == 10003


async def test_a_wrong_token_is_refused(rest: Rest) -> None:
    assert (await rest("GET", "/users/@me", headers={"Authorization": "Bot no"}))[0] == 401
