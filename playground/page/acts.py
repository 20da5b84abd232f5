"""What people do on the page."""

import base64
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import Field

from playground.errors import InvalidAction
from playground.guild.cdn import File
from playground.guild.changes import Change
from playground.guild.channels import Channel
from playground.guild.dms import DirectMessages
from playground.guild.interactions import Answered, Interaction
from playground.guild.messages import Message
from playground.guild.permissions import Permission
from playground.guild.shapes.shape import Check, Shape
from playground.guild.threads import Thread
from playground.page.places import DENIABLE
from playground.people.person import Person
from playground.world import World

Act = Mapping[str, Any]
NAME_LIMIT = 100  # characters of a thread's name (developers/resources/channel#channel-object)


class _Fields(Shape):
    """The kinds of an act's fields; which of them it needs, each act knows."""

    do: str
    person: str
    channel: str | None = None
    command: str = ""
    option: str = ""
    options: dict[str, Any] = Field(default_factory=dict)
    message: str = ""
    member: str = ""
    role: str = ""
    custom_id: str = ""
    values: list[str] | dict[str, Any] = Field(default_factory=list)
    emoji: str = ""
    name: str = ""
    content: str = ""


_check = Check(_Fields)


class Acts:
    """Turns the page's JSON into acts of a person. InvalidAction holds the sentence for that person."""

    def __init__(self, world: World) -> None:
        self._world = world
        # only the person for whom a form was opened can fill it in; the page names it by its custom_id
        self._forms: dict[tuple[str, str], Interaction] = {}
        world.changes.listen(self._keep_form)
        self._known: dict[str, Callable[[Person, Act], Awaitable[dict[str, Any]]]] = {
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "click": self._click,
            "react": self._react,
            "unreact": self._unreact,
            "modal": self._modal,
            "say": self._say,
            "use_on": self._use_on,
            "thread": self._thread,
            "role": self._role,
            "allow": self._allow,
            "install": self._install,
        }

    async def do(self, act: Act) -> dict[str, Any]:
        """Do one act and return the page's answer. KeyError, TypeError, ApiError 50035 for one that cannot be read."""
        _check(act)
        if act["do"] not in self._known:
            raise InvalidAction("The page asked for something that the playground cannot do.")
        return {"ok": True, **await self._known[act["do"]](self._world.person(act["person"]), act)}

    async def _slash(self, person: Person, act: Act) -> dict[str, Any]:
        ask = person.use(act["command"], _with_files(act.get("options", {})), self._place(act))
        return {"interaction": ask.interaction.id}

    async def _use_on(self, person: Person, act: Act) -> dict[str, Any]:
        """Use a command of a message's or a person's menu."""
        place = self._place(act)
        target = person.find(act["message"], place) if "message" in act else self._world.guild.members[act["member"]]
        return {"interaction": person.use_on(act["command"], target, place).interaction.id}

    async def _autocomplete(self, person: Person, act: Act) -> dict[str, Any]:
        others = dict(act.get("options", {}))
        text = str(others.pop(act["option"], ""))
        place = self._place(act)
        return {"choices": await person.suggestions(act["command"], act["option"], text, others, place)}

    async def _click(self, person: Person, act: Act) -> dict[str, Any]:
        ask = person.click(self._message(person, act), act["custom_id"], act.get("values", ()))
        return {"interaction": ask.interaction.id}

    async def _react(self, person: Person, act: Act) -> dict[str, Any]:
        person.react(self._message(person, act), act["emoji"])
        return {}

    async def _unreact(self, person: Person, act: Act) -> dict[str, Any]:
        person.unreact(self._message(person, act), act["emoji"])
        return {}

    async def _modal(self, person: Person, act: Act) -> dict[str, Any]:
        form = self._forms.get((person.id, act["custom_id"]))
        if form is None:
            raise InvalidAction("There is no such form open.")
        return {"interaction": person.fill(form, _with_files(dict(act["values"]))).interaction.id}

    async def _say(self, person: Person, act: Act) -> dict[str, Any]:
        return {"message": person.say(act["content"], channel=self._place(act)).id}

    async def _thread(self, person: Person, act: Act) -> dict[str, Any]:
        """Open a thread in a channel, or a post in a forum, which has a first message."""
        name, content = act["name"].strip(), act.get("content", "").strip()
        if not 1 <= len(name) <= NAME_LIMIT:
            raise InvalidAction(f"A name has 1 to {NAME_LIMIT} characters.")
        thread = person.create_thread(self._place(act), name, content, private=bool(act.get("private")))
        return {"channel": thread.id}

    async def _role(self, person: Person, act: Act) -> dict[str, Any]:
        """Give a member a role, or take it."""
        self._require_admin(person)
        member = self._world.person(act["member"]).member
        change = self._world.roles.give if act["give"] else self._world.roles.take
        change(member, self._world.roles.get(act["role"]))
        return {}

    async def _allow(self, person: Person, act: Act) -> dict[str, Any]:
        """Let the bot do in a channel what is allowed, and deny it the rest of what can be denied."""
        self._require_admin(person)
        place = self._place(act)
        if isinstance(place, Thread | DirectMessages):
            raise InvalidAction("A thread has its channel's permissions, and direct messages have none.")
        allowed = {int(each) for each in act["allowed"]}
        place.deny(self._world.bot.id, Permission(sum(each for each in DENIABLE if each not in allowed)))
        return {}

    async def _install(self, person: Person, _act: Act) -> dict[str, Any]:
        person.install()
        return {}

    def _require_admin(self, person: Person) -> None:
        if not self._world.is_admin(person.member):
            raise InvalidAction("Only an admin may do that.")

    def _place(self, act: Act) -> Channel:
        return self._world.guild.channel(act["channel"]) if act.get("channel") else self._world.channel

    def _message(self, person: Person, act: Act) -> Message:
        return person.find(act["message"], self._place(act))

    def _keep_form(self, change: Change) -> None:
        if isinstance(change, Answered) and change.interaction.modal:
            form = change.interaction
            self._forms[form.person.id, change.interaction.modal["custom_id"]] = form


def _with_files(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with each `{"file": name, "data": base64}` as the file that it is."""
    return {name: _read(value) for name, value in values.items()}


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(each) for each in value]
    if isinstance(value, dict):
        return File(value["file"], base64.b64decode(value["data"], validate=True))
    return value
