"""What a demo remembers from one start to the next: messages with their files, threads, DMs, roles and permissions."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from playground.guild import changes as c
from playground.guild.cdn import File
from playground.guild.dms import DirectMessages
from playground.guild.ids import created_at
from playground.guild.members import Role
from playground.guild.messages import Message
from playground.guild.permissions import Overwrite, Permission
from playground.guild.threads import Thread
from playground.programs.terminal import say
from playground.world import World

KEPT = 500  # messages; older ones go at the next start


class _Role(BaseModel):
    id: str
    name: str
    permissions: int


class _Overwrite(BaseModel):
    id: str
    type: int
    allow: str
    deny: str


class _Thread(BaseModel):
    id: str
    parent: str
    name: str
    owner: str
    private: bool
    joined: dict[str, str]
    archived: bool
    locked: bool


class _Rooms(BaseModel):
    roles: list[_Role]
    members: dict[str, list[str]]
    installed: list[str]
    overwrites: dict[str, list[_Overwrite]]
    dms: dict[str, str]
    threads: list[_Thread]


class Keeper:
    """Keeps the channels of one world in a folder: a file for each message, one for each attachment, one for the rooms.

    A message that one person alone sees is not kept: Discord's client forgets it too. Nor is an answer that is not
    filled yet, for the interaction behind it is gone.
    """

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._rooms = folder / "rooms.json"
        self._messages = folder / "messages"
        self._files = folder / "files"
        self._attached: dict[str, frozenset[str]] = {}

    def begin(self) -> None:
        """Put back what an earlier run kept, and keep everything from now on. OSError."""
        for folder in (self._messages, self._files):
            folder.mkdir(parents=True, exist_ok=True)
        if self._rooms.exists():
            self._open_rooms()
        self._restore_messages()
        self._world.changes.listen(self._hear)

    def _open_rooms(self) -> None:
        try:
            rooms = _Rooms.model_validate_json(self._rooms.read_bytes()).model_dump()
        except ValidationError:
            say(f"{self._rooms} is damaged or of another version: threads, DMs, roles and permissions begin anew.")
        else:
            self._restore_rooms(rooms)

    def _restore_rooms(self, rooms: dict[str, Any]) -> None:
        guild, changes = self._world.guild, self._world.changes
        for each in rooms["roles"]:
            guild.roles[each["id"]] = Role(each["id"], each["name"], Permission(each["permissions"]), len(guild.roles))
        for person_id, role_ids in rooms["members"].items():
            if member := guild.members.get(person_id):
                member.role_ids = tuple(each for each in role_ids if each in guild.roles)
        self._world.installed.update(rooms["installed"])
        for channel_id, overwrites in rooms["overwrites"].items():
            if channel := guild.channels.get(channel_id):
                channel.overwrites.update({each["id"]: _overwrite(each) for each in overwrites})
        for person_id, channel_id in rooms["dms"].items():
            if member := guild.members.get(person_id):
                guild.dms[person_id] = DirectMessages(channel_id, member, changes)
        for each in rooms["threads"]:
            if parent := guild.channels.get(each["parent"]):
                thread = Thread(each["id"], parent, each["name"], each["owner"], changes, private=each["private"])
                thread.joined.update(each["joined"])
                thread.archived, thread.locked = each["archived"], each["locked"]
                guild.channels[thread.id] = thread

    def _restore_messages(self) -> None:
        paths = sorted(self._messages.glob("*.json"), key=lambda path: int(path.stem))
        places = {each.id: each for each in (*self._world.guild.channels.values(), *self._world.guild.dms.values())}
        found: dict[str, list[Message]] = {}
        for path in paths[-KEPT:]:
            message = _message(_read(path))
            if message and not message.thinking and message.channel_id in places and self._open_files(message):
                found.setdefault(message.channel_id, []).append(message)
                self._attached[message.id] = _ids(message)
        for channel_id, messages in found.items():
            places[channel_id].restore(messages)
        kept = frozenset().union(*self._attached.values())
        for path in paths:
            if path.stem not in self._attached:
                path.unlink()
        for path in self._files.iterdir():
            if path.name not in kept:
                path.unlink()

    def _open_files(self, message: Message) -> bool:
        """Read the files of a message. False where one is gone."""
        with suppress(FileNotFoundError):
            for each in message.files:
                data = (self._files / each["id"]).read_bytes()
                self._world.cdn.put(each["url"], File(each["filename"], data, each.get("description")))
            return True
        return False

    def _hear(self, change: c.Change) -> None:
        try:
            self._keep(change)
        except OSError as error:
            self._world.changes.leave(self._hear)
            say(f"The channels cannot be kept any more: {error.strerror}. The next start shows them as they are now.")

    def _keep(self, change: c.Change) -> None:
        match change:
            case c.Deleted(message):
                self._forget(message.id)
            case c.MessageChange(message) if message.ephemeral_to is None:
                self._write(message)
            case c.GuildChanged() | c.CommandsChanged():
                self._write_rooms()

    def _write(self, message: Message) -> None:
        """Keep the newest state of a message: its new files first, then itself, then its old files go."""
        if message.channel_id not in self._world.guild.channels and message.id not in self._attached:
            self._write_rooms()  # it may be the first in a DM
        before, now = self._attached.get(message.id, frozenset()), _ids(message)
        for each in message.files:
            if each["id"] not in before:
                (self._files / each["id"]).write_bytes(self._world.cdn.open(each["url"]).data)
        _replace(self._messages / f"{message.id}.json", asdict(message) | {"pings": sorted(message.pings)})
        self._attached[message.id] = now
        self._drop(before - now)

    def _forget(self, message_id: str) -> None:
        (self._messages / f"{message_id}.json").unlink(missing_ok=True)
        self._drop(self._attached.pop(message_id, frozenset()))

    def _drop(self, files: frozenset[str]) -> None:
        for each in files:
            (self._files / each).unlink(missing_ok=True)

    def _write_rooms(self) -> None:
        guild, founded = self._world.guild, self._world.config.founded
        _replace(
            self._rooms,
            {
                "roles": [
                    {"id": each.id, "name": each.name, "permissions": int(each.permissions)}
                    for each in guild.roles.values()
                    if created_at(each.id) > founded + 1
                ],
                "members": {each.id: each.role_ids for each in guild.members.values()},
                "installed": sorted(self._world.installed),
                "overwrites": {
                    each.id: [overwrite.payload(target) for target, overwrite in each.overwrites.items()]
                    for each in guild.channels.values()
                    if each.overwrites
                },
                "dms": {person_id: dm.id for person_id, dm in guild.dms.items()},
                "threads": [_thread(each) for each in guild.threads()],
            },
        )


def _overwrite(kept: dict[str, Any]) -> Overwrite:
    return Overwrite(Permission(int(kept["allow"])), Permission(int(kept["deny"])), bool(kept["type"]))


def _thread(thread: Thread) -> dict[str, Any]:
    return {
        "id": thread.id,
        "parent": thread.parent.id,
        "name": thread.name,
        "owner": thread.owner_id,
        "private": thread.private,
        "joined": thread.joined,
        "archived": thread.archived,
        "locked": thread.locked,
    }


def _ids(message: Message) -> frozenset[str]:
    return frozenset(each["id"] for each in message.files)


def _message(kept: dict[str, Any] | None) -> Message | None:
    if kept is None:
        return None
    pings, files = frozenset(kept["pings"]), tuple(kept["files"])
    reactions = {emoji: tuple(users) for emoji, users in kept["reactions"].items()}
    return Message(kept["payload"], None, pings, reactions, files, kept["pinned_at"])


def _read(path: Path) -> dict[str, Any] | None:
    """Return what a file holds, None when there is no such file, or when it was cut off."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _replace(path: Path, content: dict[str, Any]) -> None:
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    partial.replace(path)
