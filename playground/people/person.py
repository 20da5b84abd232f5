"""A person and their acts, sent as Discord's own client would send them."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.errors import ApiError, InvalidAction
from playground.guild.cdn import File
from playground.guild.changes import CommandsChanged
from playground.guild.channels import THREADED, Channel, ChannelKind
from playground.guild.commands import ON_MESSAGE, ON_USER
from playground.guild.compose import Body
from playground.guild.dms import DirectMessages
from playground.guild.installs import BOT_DM, GUILD_INSTALL, IN_GUILD, USER_INSTALL, Offer
from playground.guild.interactions import Callback, Interaction, Kind
from playground.guild.members import Member
from playground.guild.messages import Message
from playground.guild.permissions import Permission
from playground.guild.shapes.messages import check_message
from playground.guild.state import State
from playground.guild.threads import Thread
from playground.people.ask import Ask
from playground.people.forms import filled
from playground.people.menus import MENUS, STRING, chosen
from playground.people.options import leaf, nested, read, unfinished
from playground.people.resolved import Entity, Resolved


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

    @property
    def dm(self) -> DirectMessages:
        """Return this person's DM with the bot."""
        return self._state.rooms.dm(self.member)

    def install(self) -> None:
        """Install the bot for this person, so that its commands for users are offered to them everywhere."""
        self._state.installed.add(self.id)
        self._state.changes.publish(CommandsChanged())

    def offered(self, channel: Channel | None = None) -> list[dict[str, Any]]:
        """Return the commands of all kinds that this person is offered in a channel."""
        place = channel or self._state.channel
        return [] if place.kind is ChannelKind.FORUM else self._state.commands.offered(self._offer(place))

    def slash(self, command: str, /, channel: Channel | None = None, **options: Any) -> Ask:
        """Use a slash command, as in `ann.slash("settings size", size="300x300")`."""
        return self.use(command, options, channel)

    def use(self, command: str, options: Mapping[str, Any], channel: Channel | None = None) -> Ask:
        """Use a slash command with options that are not Python names."""
        place = self._place(channel, Permission.USE_APPLICATION_COMMANDS)
        found, path = self._state.commands.find(command, self._offer(place))
        resolved = self._resolved(place)
        values = read(leaf(found, path), options, command, resolved)
        data = self._command(found, resolved) | {"options": nested(path, values)}
        return self._open(Kind.COMMAND, place, data, command, owners=self._offer(place).of(found))

    def use_on(self, command: str, target: "Person | Member | Message", channel: Channel | None = None) -> Ask:
        """Use a command of the "Apps" menu of a person or of a message."""
        if isinstance(target, Message):
            place = self._place(self._state.guild.channel(target.channel_id), Permission.USE_APPLICATION_COMMANDS)
            kind, seen = ON_MESSAGE, self.find(target.id, place)
        else:
            place = self._place(channel, Permission.USE_APPLICATION_COMMANDS)
            kind, seen = ON_USER, None
        found = self._state.commands.named(kind, command, self._offer(place))
        if found is None:
            raise InvalidAction(f"There is no command {command} for a {'message' if seen else 'person'} here.")
        resolved = self._resolved(place)
        target_id = (
            resolved.message(seen, self._state.bot.id) if seen else resolved.entity("The target", Entity.MEMBER, target)
        )
        data = self._command(found, resolved) | {"target_id": target_id}
        about = {"target_message_id": target_id} if seen else {"target_user": resolved.data["users"][target_id]}
        return self._open(Kind.COMMAND, place, data, command, owners=self._offer(place).of(found), target=about)

    async def autocomplete(self, command: str, option: str, /, text: str = "", **options: Any) -> list[dict[str, Any]]:
        """Return the choices that the bot suggests while `text` is typed into `option`."""
        return await self.suggestions(command, option, text, options)

    async def suggestions(
        self, command: str, option: str, text: str, options: Mapping[str, Any], channel: Channel | None = None
    ) -> list[dict[str, Any]]:
        """Return the same, with options that are not Python names."""
        place = self._place(channel, Permission.USE_APPLICATION_COMMANDS)
        offer = self._offer(place)
        found, path = self._state.commands.find(command, offer)
        specs = leaf(found, path)
        if not any(spec["name"] == option and spec.get("autocomplete") for spec in specs):
            raise InvalidAction(f"/{command} suggests nothing for {option!r}.")
        values = unfinished(specs, {**options, option: text}, option, command)
        data = self._command(found, self._resolved(place)) | {"options": nested(path, values)}
        ask = self._open(Kind.AUTOCOMPLETE, place, data, command, owners=offer.of(found))
        return (await ask.answered()).choices or []

    def click(self, message: Message, custom_id: str, values: Sequence[Any] = ()) -> Ask:
        """Press a button, or choose `values` in a menu: texts, or people, roles and channels."""
        place = self._state.guild.channel(message.channel_id)
        seen = self.find(message.id, place)
        component = seen.component(custom_id)
        if component is None or component.get("disabled"):
            raise InvalidAction("There is no such button on this message, or it is switched off.")
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": component["type"]}
        if component["type"] in MENUS:
            resolved = self._resolved(place)
            data["values"] = chosen(component, values, resolved)
            data |= _named(resolved) if component["type"] == STRING else {"resolved": resolved.data}
        return self._open(Kind.COMPONENT, place, data, custom_id, seen, owners=_owners(seen))

    def submit_modal(self, ask: Ask, **values: Any) -> Ask:
        """Fill in the form that answered `ask`; `values` are by custom_id."""
        return self.fill(ask.interaction, values)

    def fill(self, opened_by: Interaction, values: Mapping[str, Any]) -> Ask:
        """Fill in the form that an interaction opened."""
        if opened_by.modal is None or opened_by.callback is not Callback.MODAL:
            raise InvalidAction("There is no form to fill in.")
        custom_id = opened_by.modal["custom_id"]
        resolved = self._resolved(opened_by.channel)
        components = filled(opened_by.modal, values, resolved)
        data = {"custom_id": custom_id, "components": components} | _named(resolved)
        return self._open(Kind.MODAL, opened_by.channel, data, custom_id, opened_by.source, owners=opened_by.owners)

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

    def pin(self, message: Message) -> None:
        """Pin a message."""
        place = self._place(self._state.guild.channel(message.channel_id), Permission.PIN_MESSAGES)
        place.pin(message.id, self._state.config.now(), pinned=True)

    def say(self, content: str, *files: File, channel: Channel | None = None) -> Message:
        """Post an ordinary message. In a thread, the author and those who are mentioned become members of it.

        ApiError 50035 when it is too long.
        """
        check_message({"content": content})
        place = self._place(channel, Permission.SEND_MESSAGES)
        body = Body({"content": content}, {str(number): file for number, file in enumerate(files)})
        message = self._state.composer.create(place, self.member, body)
        if isinstance(place, Thread):
            self._into(place, message)
        return place.post(message)

    def create_thread(
        self, channel: Channel, name: str, content: str = "", *, private: bool = False, on: Message | None = None
    ) -> Thread:
        """Open a thread in a channel, on a message, or as a post of a forum, which needs its first message."""
        if channel.kind not in THREADED:
            raise InvalidAction("There are no threads in this channel.")
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        forum = channel.kind is ChannelKind.FORUM
        self._require(channel, Permission.SEND_MESSAGES if forum else needed)
        if forum and not content:
            raise InvalidAction("A post in a forum needs a first message.")
        rooms = self._state.rooms
        thread = rooms.create_thread(channel, name, self.member, private=private, thread_id=on.id if on else None)
        if content:
            self.say(content, channel=thread)
        return thread

    def find(self, message_id: str, channel: Channel) -> Message:
        """Return the newest state of a message. InvalidAction when this person sees no such message."""
        newest = next((each for each in channel.messages_for(self.id) if each.id == message_id), None)
        if newest is None or not self._state.guild.sees(self.member, channel):
            raise InvalidAction("This message is gone.")
        return newest

    def _into(self, thread: Thread, message: Message) -> None:
        if thread.locked and not self._state.guild.permissions(self.member, thread) & Permission.MANAGE_THREADS:
            raise InvalidAction("This thread is locked.")
        if thread.archived:
            self._state.rooms.update_thread(thread, archived=False)
        mentioned = [self._state.guild.members[user["id"]] for user in message.payload["mentions"]]
        for member in (self.member, *mentioned):
            self._state.rooms.join(thread, member)

    def _offer(self, place: Channel) -> Offer:
        """Return what reaches this person in a place: the guild's installation of the bot, and their own."""
        guild, bot = self._state.guild, self._state.bot
        owners = {} if bot.id in guild.removed else {GUILD_INSTALL: place.guild_id or "0"}
        if self.id in self._state.installed:
            owners[USER_INSTALL] = self.id
        return Offer(IN_GUILD if place.guild_id else BOT_DM, owners)

    def _place(self, channel: Channel | None, needed: Permission) -> Channel:
        """Return where something is done. InvalidAction without the permission, and in a forum itself."""
        place = channel or self._state.channel
        self._require(place, needed)
        if place.kind is ChannelKind.FORUM:
            raise InvalidAction("A forum has only posts: open one with a title.")
        return place

    def _require(self, place: Channel, needed: Permission) -> None:
        try:
            self._state.guild.require(self.member, place, needed)
        except ApiError:
            raise InvalidAction("You may not do that in this channel.") from None

    def _resolved(self, place: Channel) -> Resolved:
        return Resolved(self._state.guild, self.member, place, lambda file: self._state.cdn.store(place.id, file))

    def _open(
        self,
        kind: Kind,
        place: Channel,
        data: dict[str, Any],
        name: str,
        source: Message | None = None,
        *,
        owners: dict[str, str] | None = None,
        target: dict[str, Any] | None = None,
    ) -> Ask:
        opened = self._state.interactions.open(
            kind, self.member, place, data, name, source, owners=owners, target=target
        )
        return Ask(self._state, opened)

    def _command(self, command: dict[str, Any], resolved: Resolved) -> dict[str, Any]:
        data = {"id": command["id"], "name": command["name"], "type": command["type"]} | _named(resolved)
        return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _named(resolved: Resolved) -> dict[str, Any]:
    return {"resolved": resolved.data} if resolved.data else {}


def _owners(message: Message) -> dict[str, str] | None:
    """Return who had installed the bot for the interaction that a message answers."""
    owners: dict[str, str] | None = message.payload.get("interaction_metadata", {}).get(
        "authorizing_integration_owners"
    )
    return owners
