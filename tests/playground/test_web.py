"""What the page's port serves and refuses."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest

from playground import PATIENCE, Playground, World
from playground.guild.cdn import File
from tests.playground.client import PaintBot, png
from tests.playground.conftest import with_numbers


class Browser:
    """The requests that a browser sends to the page's port."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address

    async def get(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        answer = await self.session.get(self.address + path, headers=headers)
        await answer.read()
        return answer

    async def state(self, person: str = "", channel: str = "") -> dict:
        return await (await self.get(f"/page/state?person={person}&channel={channel}")).json()

    async def act(self, person: str, do: str, **more: object) -> dict:
        async with self.session.post(f"{self.address}/page/act", json={"person": person, "do": do, **more}) as answer:
            assert (answer.status == 200) == ("error" not in await answer.json())
            return await answer.json()


@pytest.fixture
async def browser(server: Playground) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        yield Browser(session, server.address)


class Stream:
    """The page's events for one person."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def message(self, matches: Callable[[dict], object]) -> dict:
        """Return the next message that matches."""
        while not matches(found := (await self.event("message"))["message"]):
            pass
        return found

    async def event(self, kind: str) -> dict:
        """Return the next event of a kind."""
        async with asyncio.timeout(PATIENCE):
            async for line in self.answer.content:
                if line.startswith(b"data: ") and (event := json.loads(line.removeprefix(b"data: ")))["kind"] == kind:
                    return event
        raise AssertionError("the stream ended")


@asynccontextmanager
async def events(browser: Browser, person: str, channel: str = "") -> AsyncIterator[Stream]:
    async with browser.session.get(f"{browser.address}/page/events?person={person}&channel={channel}") as answer:
        assert answer.content_type == "text/event-stream"
        assert await answer.content.readline() == b": hello\n"
        yield Stream(answer)


async def test_the_state_is_what_one_person_sees(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, _ = world.people
    await ann.slash("settings size", value="1").answer()
    ben.react(ann.say("Look", File("a.png", png())), "🎲")
    state = await browser.state(ann.id)
    assert state["bot"] == {"id": world.bot.id, "name": "Easel", "online": True}
    assert [person["admin"] for person in state["people"]] == [False, False, True]
    assert {command["name"] for command in state["commands"]} >= {"imagine", "settings"}
    secret, said = state["messages"]
    assert secret["ephemeral_to"] == ann.id
    assert secret["interaction"] == {"name": "settings size", "person_id": ann.id}
    assert said["reactions"] == [{"emoji": "🎲", "count": 1, "people": [ben.id]}]
    assert said["attachments"][0]["url"].startswith("/attachments/")
    assert [each["id"] for each in (await browser.state(ben.id))["messages"]] == [said["id"]]
    picture = await browser.get(said["attachments"][0]["url"])
    assert (picture.headers["Content-Type"], await picture.read()) == ("image/png", png())


async def test_acts_and_events(world: World, bot: PaintBot, browser: Browser) -> None:
    ann = world.people[0].id
    async with events(browser, ann) as stream:
        answer = await browser.act(ann, "autocomplete", command="imagine", option="style", options={"style": "in"})
        assert answer["choices"] == [{"name": "ink", "value": "ink"}]
        assert (await browser.act(ann, "slash", command="imagine", options={"prompt": "x", "steps": "3"}))["ok"]
        card = await stream.message(lambda message: message["components"])
        assert card["interaction"] == {"name": "imagine", "person_id": ann}
        await browser.act(ann, "react", message=card["id"], emoji="❤️")
        await stream.message(lambda message: message["id"] == card["id"] and message["reactions"])
        await browser.act(ann, "unreact", message=card["id"], emoji="❤️")
        await stream.message(lambda message: message["id"] == card["id"] and not message["reactions"])
        await browser.act(ann, "click", message=card["id"], custom_id="change")
        assert (await stream.event("modal"))["modal"]["title"] == "Change it"
        await browser.act(ann, "modal", custom_id="form", values={"words": "hello"})
        await stream.message(lambda message: message["content"] == "You wrote hello")
        world.faults.delete_message(world.channel, card["id"])
        assert (await stream.event("delete"))["id"] == card["id"]
        await bot.tree.sync()
        assert (await stream.event("guild"))["commands"]
        await bot.close()
        assert (await stream.event("bot"))["online"] is False


async def test_others_do_not_hear_what_is_for_one(world: World, bot: PaintBot, browser: Browser) -> None:
    ann, ben, _ = world.people
    async with events(browser, ben.id) as stream:
        await ann.slash("settings size", value="1").answer()
        said = ann.say("Hello, all")
        assert (await stream.message(lambda _: True))["id"] == said.id


@pytest.mark.parametrize("config", [with_numbers(first_answer=0.05)])
async def test_a_silent_bot_is_shown_as_such(world: World, bot: PaintBot, browser: Browser) -> None:
    ann = world.people[0].id
    async with events(browser, ann) as stream:
        await browser.act(ann, "slash", command="silence", options={})
        assert (await stream.message(lambda message: message["state"] == "failed"))["ephemeral_to"] == ann


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ({"do": "slash", "command": "nothing"}, "There is no command /nothing here."),
        ({"do": "slash", "command": "imagine", "options": {"steps": 1}}, "/imagine needs prompt."),
        ({"do": "click", "message": "1", "custom_id": "x"}, "This message is gone."),
        ({"do": "modal", "custom_id": "x", "values": {}}, "There is no such form open."),
        ({"do": "dance"}, "The page asked for something that the playground cannot do."),
        ({"do": "slash"}, "This act could not be read."),
    ],
)
async def test_a_refusal_is_a_sentence(world: World, bot: PaintBot, browser: Browser, act: dict, sentence: str) -> None:
    assert await browser.act(world.people[0].id, **act) == {"error": sentence}


async def test_a_person_who_is_not_there(browser: Browser) -> None:
    assert await browser.act("1", "slash", command="x") == {"error": "There is no such person here."}


@pytest.mark.parametrize("path", ["/", "/page/state", "/page/events", "/api/v10/gateway", "/attachments/1/2/x.png"])
@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "127.0.0.1:1"}],
)
async def test_other_sites_and_other_names_are_refused(browser: Browser, path: str, headers: dict) -> None:
    answer = await browser.get(path, **headers)
    assert answer.status == 403
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8", ""]
)
async def test_an_act_is_json_and_nothing_else(browser: Browser, kind: str) -> None:
    headers = {"Content-Type": kind}
    async with browser.session.post(f"{browser.address}/page/act", data=b"{}", headers=headers) as answer:
        assert answer.status == 415


async def test_localhost_is_this_machine_too(server: Playground, browser: Browser) -> None:
    name = f"localhost:{server.port}"
    assert (await browser.get("/page/state", Host=name, Origin=f"http://{name}")).status == 200


async def test_every_answer_has_its_policy(browser: Browser) -> None:
    for path in ("/", "/page/state", "/nothing", "/static/style.css"):
        answer = await browser.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "notes.txt", "x"])
async def test_what_is_no_picture_is_a_download(world: World, browser: Browser, name: str) -> None:
    message = world.people[0].say("", File(name, b"<script>"))
    url = (await browser.state())["messages"][-1]["attachments"][0]["url"]
    answer = await browser.get(url)
    assert message.attachments[0]["url"].endswith(url)
    assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_a_taken_port_is_passed_over_when_one_may(server: Playground) -> None:
    with pytest.raises(OSError, match="taken"):
        async with Playground(with_numbers(), port=server.port):
            pass
    other = Playground(with_numbers(), port=server.port, search=True)
    async with other:
        assert other.port > server.port


def test_a_socket_path_that_the_kernel_would_cut_is_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="too long"):
        Playground(with_numbers(), socket=tmp_path / ("x" * 100))


async def test_an_unknown_route_is_noted(server: Playground, browser: Browser) -> None:
    assert (await browser.get("/api/v10/voice/regions")).status == 404
    assert server.world.tape.unknown_routes == ["GET /api/v10/voice/regions"]
    server.world.tape.unknown_routes.clear()
