"""A person and their acts, sent as Discord's own client would send them."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.errors import InvalidAction
from playground.guild.cdn import File
from playground.guild.channels import Channel
from playground.guild.compose import Body
from playground.guild.guild import Member
from playground.guild.interactions import Callback, Interaction, Kind
from playground.guild.messages import Message
from playground.guild.permissions import Permission
from playground.guild.state import State
from playground.people.forms import filled
from playground.people.options import Options, leaf, nested, unfinished

STRING_SELECT = 3  # developers/components/reference#string-select


@dataclass(frozen=True)
class Ask:
    """An interaction as seen by the person who began it. Waiting ends with TimeoutError after `timeout` s."""

    state: State
    interaction: Interaction

    async def answered(self, timeout: float | None = None) -> Interaction:
        """Return once the bot has answered in any way."""
        limit = self.state.config.first_answer + 1 if timeout is None else timeout
        what = f"an answer to {self.interaction.name}"
        await self.state.changes.until(lambda: self.interaction.callback, limit, what)
        return self.interaction

    async def answer(self, timeout: float | None = None) -> Message:
        """Return the message that answers, once it is more than `thinking…`."""
        await self.answered(timeout)

        def look() -> Message | None:
            message_id = self.interaction.message_id
            seen = self.interaction.channel.messages_for(self.interaction.person.id)
            return next((each for each in seen if each.id == message_id and not each.thinking), None)

        limit = self.state.config.first_answer + 1 if timeout is None else timeout
        return await self.state.changes.until(look, limit, f"the message that answers {self.interaction.name}")

    async def modal(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the form that the bot opened. InvalidAction when it gave another answer."""
        interaction = await self.answered(timeout)
        if interaction.modal is None:
            raise InvalidAction(f"The bot answered {interaction.name}, but not with a form.")
        return interaction.modal


class Person:
    """A member and their client. Each act is sent at once; InvalidAction for what Discord's client would refuse.

    Everybody may use every command, as if an admin had allowed it in the server's settings, which overrule the
    command's `default_member_permissions` (developers/interactions/application-commands#permissions).
    """

    def __init__(self, state: State, member: Member) -> None:
        self._state = state
        self.member = member
        self.id = member.id
        self.name = member.name
        self.mention = member.mention

    def slash(self, command: str, /, channel: Channel | None = None, **options: Any) -> Ask:
        """Use a slash command, as in `ann.slash("settings size", size="300x300")`."""
        return self.use(command, options, channel)

    def use(self, command: str, options: Mapping[str, Any], channel: Channel | None = None) -> Ask:
        """Use a slash command with options that are not Python names."""
        place = self._place(channel, Permission.USE_APPLICATION_COMMANDS)
        found, path = self._state.commands.find(command)
        reader = Options(self._state.guild, lambda file: self._state.cdn.store(place.id, file))
        values, resolved = reader.read(leaf(found, path), options, command)
        data = self._command(found, nested(path, values)) | ({"resolved": resolved} if resolved else {})
        return self._open(Kind.COMMAND, place, data, command)

    async def autocomplete(self, command: str, option: str, /, text: str = "", **options: Any) -> list[dict[str, Any]]:
        """Return the choices that the bot suggests while `text` is typed into `option`."""
        return await self.suggestions(command, option, text, options)

    async def suggestions(
        self, command: str, option: str, text: str, options: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the same, with options that are not Python names."""
        place = self._place(None, Permission.USE_APPLICATION_COMMANDS)
        found, path = self._state.commands.find(command)
        specs = leaf(found, path)
        if not any(spec["name"] == option and spec.get("autocomplete") for spec in specs):
            raise InvalidAction(f"/{command} suggests nothing for {option!r}.")
        values = unfinished(specs, {**options, option: text}, option, command)
        ask = self._open(Kind.AUTOCOMPLETE, place, self._command(found, nested(path, values)), command)
        return (await ask.answered()).choices or []

    def click(self, message: Message, custom_id: str, values: Sequence[str] = ()) -> Ask:
        """Press a button, or choose `values` in a menu."""
        place = self._state.guild.channel(message.channel_id)
        seen = self.find(message.id, place)
        component = seen.component(custom_id)
        if component is None or component.get("disabled"):
            raise InvalidAction("There is no such button on this message, or it is switched off.")
        data = {"custom_id": custom_id, "component_type": component["type"]}
        if component["type"] == STRING_SELECT:
            offered = {option["value"] for option in component["options"]}
            if not values or not set(values) <= offered:
                raise InvalidAction(f"Choose from {', '.join(sorted(offered))}.")
            data["values"] = list(values)
        return self._open(Kind.COMPONENT, place, data, custom_id, seen)

    def submit_modal(self, ask: Ask, **values: Any) -> Ask:
        """Fill in the form that answered `ask`; `values` are by custom_id."""
        return self.fill(ask.interaction, values)

    def fill(self, opened_by: Interaction, values: Mapping[str, Any]) -> Ask:
        """Fill in the form that an interaction opened."""
        if opened_by.modal is None or opened_by.callback is not Callback.MODAL:
            raise InvalidAction("There is no form to fill in.")
        data = {"custom_id": opened_by.modal["custom_id"], "components": filled(opened_by.modal, values)}
        return self._open(Kind.MODAL, opened_by.channel, data, opened_by.modal["custom_id"], opened_by.source)

    def react(self, message: Message, emoji: str) -> None:
        """Put a reaction on a message."""
        self._place(self._state.guild.channel(message.channel_id), Permission.ADD_REACTIONS)
        self._state.guild.channel(message.channel_id).react(message.id, emoji, self.id, added=True)

    def unreact(self, message: Message, emoji: str) -> None:
        """Take this person's reaction off a message."""
        self._state.guild.channel(message.channel_id).react(message.id, emoji, self.id, added=False)

    def delete(self, message: Message) -> None:
        """Delete this person's own message, or another's with Manage Messages."""
        place = self._state.guild.channel(message.channel_id)
        allowed = self._state.guild.permissions(self.member, place) & Permission.MANAGE_MESSAGES
        if message.author_id != self.id and not allowed:
            raise InvalidAction("You may not delete this message.")
        place.delete(message.id)

    def say(self, content: str, *files: File, channel: Channel | None = None) -> Message:
        """Post an ordinary message."""
        place = self._place(channel, Permission.SEND_MESSAGES)
        body = Body({"content": content}, {str(number): file for number, file in enumerate(files)})
        return place.post(self._state.composer.create(place, self.member, body))

    def find(self, message_id: str, channel: Channel) -> Message:
        """Return the newest state of a message. InvalidAction when this person sees no such message."""
        newest = next((each for each in channel.messages_for(self.id) if each.id == message_id), None)
        if newest is None:
            raise InvalidAction("This message is gone.")
        return newest

    def _place(self, channel: Channel | None, needed: Permission) -> Channel:
        place = channel or self._state.channel
        if needed & ~self._state.guild.permissions(self.member, place):
            raise InvalidAction("You may not do that in this channel.")
        return place

    def _open(self, kind: Kind, place: Channel, data: dict[str, Any], name: str, source: Message | None = None) -> Ask:
        return Ask(self._state, self._state.interactions.open(kind, self.member, place, data, name, source))

    def _command(self, command: dict[str, Any], options: list[dict[str, Any]]) -> dict[str, Any]:
        data = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
        return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})
