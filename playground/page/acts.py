"""What people do on the page."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from playground.errors import InvalidAction
from playground.guild.changes import Change
from playground.guild.interactions import Answered, Interaction
from playground.guild.messages import Message
from playground.people.person import Person
from playground.world import World

Act = Mapping[str, Any]


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
        }

    async def do(self, act: Act) -> dict[str, Any]:
        """Do one act and return the page's answer."""
        if act["do"] not in self._known:
            raise InvalidAction("The page asked for something that the playground cannot do.")
        return {"ok": True, **await self._known[act["do"]](self._world.person(act["person"]), act)}

    async def _slash(self, person: Person, act: Act) -> dict[str, Any]:
        return {"interaction": person.use(act["command"], act.get("options", {})).interaction.id}

    async def _autocomplete(self, person: Person, act: Act) -> dict[str, Any]:
        others = dict(act.get("options", {}))
        text = str(others.pop(act["option"], ""))
        return {"choices": await person.suggestions(act["command"], act["option"], text, others)}

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
        return {"interaction": person.fill(form, act["values"]).interaction.id}

    def _message(self, person: Person, act: Act) -> Message:
        return person.find(act["message"], self._world.channel)

    def _keep_form(self, change: Change) -> None:
        if isinstance(change, Answered) and change.interaction.modal:
            form = change.interaction
            self._forms[form.person.id, change.interaction.modal["custom_id"]] = form
