"""Messages from the bodies of requests: files, embeds, components, mentions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.config import Config
from playground.errors import ApiError, Problem
from playground.guild import mentions
from playground.guild.cdn import Cdn, File
from playground.guild.channels import Channel
from playground.guild.guild import Guild
from playground.guild.ids import Snowflakes, moment
from playground.guild.members import Member
from playground.guild.messages import EPHEMERAL, LOADING, Message, walk
from playground.guild.permissions import Permission
from playground.guild.shapes.messages import COMPONENTS_V2

# the flags that a sender may set (developers/resources/message#message-object-message-flags)
SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12
_SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2 | EPHEMERAL


@dataclass(frozen=True)
class Body:
    """A request's JSON and its files; a file's key is the number in `files[n]`."""

    json: Any
    files: Mapping[str, File]


class Composer:
    """Builds messages and their edits."""

    def __init__(self, config: Config, ids: Snowflakes, cdn: Cdn, guild: Guild) -> None:
        self._config = config
        self._ids = ids
        self._cdn = cdn
        self._guild = guild

    def create(
        self,
        channel: Channel,
        author: Member,
        body: Body,
        *,
        defaults: dict[str, Any] = mentions.MESSAGE_DEFAULT,
        reply_to: Message | None = None,
        extra: dict[str, Any] | None = None,
        ephemeral_to: str | None = None,
    ) -> Message:
        """Return a new message. `extra` has the fields of special kinds of message. ApiError 50006, 50035."""
        files = self._files(channel.id, body, ())
        payload = {
            "id": self._ids.next(),
            "channel_id": channel.id,
            "type": 19 if reply_to else 0,
            "author": author.user(),
            "timestamp": moment(self._config.now()),
            "edited_timestamp": None,
            "tts": False,
            "pinned": False,
            "flags": body.json.get("flags") or 0,
            **self._text(channel, author, body.json, defaults, reply_to),
            **_appearance(body.json.get("embeds") or [], files),
            "components": numbered(body.json.get("components") or []),
            **(extra or {}),
        }
        if "nonce" in body.json:
            payload["nonce"] = body.json["nonce"]
        _refuse_empty(payload)
        pings = self._pinged(payload, author)
        return Message(payload, ephemeral_to=ephemeral_to, pings=pings, files=tuple(files))

    def edit(self, message: Message, body: Body, defaults: dict[str, Any] = mentions.MESSAGE_DEFAULT) -> Message:
        """Return the message with the fields that `body` names (developers/resources/message#edit-message).

        Mentions are read again "without regard to" what was allowed at creation. They notify nobody, unless the edit
        fills a deferred answer, which people then see for the first time.
        """
        author = self._guild.members[message.author_id]
        channel = self._guild.channel(message.channel_id)
        files = self._files(message.channel_id, body, message.files)
        embeds = body.json["embeds"] or [] if "embeds" in body.json else message.embeds
        payload = {
            **message.payload,
            "edited_timestamp": moment(self._config.now()),
            "flags": _edited_flags(message, body.json),
            **_appearance(embeds, files),
        }
        if "content" in body.json:
            payload |= self._text(channel, author, body.json, defaults, None)
        if "components" in body.json:
            payload["components"] = numbered(body.json["components"] or [])
        _refuse_empty(payload)
        pings = self._pinged(payload, author) if message.thinking else message.pings
        return replace(message, payload=payload, pings=pings, files=tuple(files))

    def _text(
        self,
        channel: Channel,
        author: Member,
        body: dict[str, Any],
        defaults: dict[str, Any],
        reply_to: Message | None,
    ) -> dict[str, Any]:
        content = (body.get("content") or "").strip()
        allowed = body["allowed_mentions"] if body.get("allowed_mentions") is not None else defaults
        found = mentions.parse(content, allowed, reply_to.author_id if reply_to else None)
        may = self._guild.permissions(author, channel) & Permission.MENTION_EVERYONE
        members = (self._guild.members.get(user_id) for user_id in found.users)
        return {
            "content": content,
            "mentions": [member.user() for member in members if member],
            "mention_roles": [role_id for role_id in found.roles if role_id in self._guild.roles],
            "mention_everyone": found.everyone and bool(may),
        }

    def _pinged(self, payload: dict[str, Any], author: Member) -> frozenset[str]:
        """Return the ids of those who are notified, none with SUPPRESS_NOTIFICATIONS (message flags)."""
        if payload["flags"] & SUPPRESS_NOTIFICATIONS:
            return frozenset()
        members = self._guild.members.values()
        roles = set(payload["mention_roles"])
        pinged = {user["id"] for user in payload["mentions"]}
        pinged |= {member.id for member in members if payload["mention_everyone"] or roles & set(member.role_ids)}
        return frozenset(pinged - {author.id})

    def _files(self, channel_id: str, body: Body, kept: tuple[Mapping[str, Any], ...]) -> list[dict[str, Any]]:
        """Return all files of the message after the request.

        developers/resources/message#edit-message: `attachments` must name every file that stays or is added;
        without it the old files stay and all uploaded ones are added.
        """
        old = {str(each["id"]): dict(each) for each in kept}
        named = body.json.get("attachments")
        if named is None:
            return [*old.values(), *(self._cdn.store(channel_id, _safe(file)) for file in body.files.values())]
        files = []
        for each in named:
            if str(each["id"]) in body.files:
                file = _safe(body.files[str(each["id"])], each.get("filename"), each.get("description"))
                files.append(self._cdn.store(channel_id, file))
            elif str(each["id"]) in old:
                files.append(old[str(each["id"])])
        return files


def settable_flags(body: dict[str, Any]) -> int:
    """Return the flags of a request that a sender may set."""
    return int(body.get("flags") or 0) & _SETTABLE


def _edited_flags(message: Message, body: dict[str, Any]) -> int:
    """Return the flags after an edit, which can only hide or show link previews (developers/resources/message)."""
    flags: int = message.payload["flags"] & ~LOADING
    if body.get("flags") is None:
        return flags
    return (flags & ~SUPPRESS_EMBEDS) | (int(body["flags"]) & SUPPRESS_EMBEDS)


def _safe(file: File, name: str | None = None, description: str | None = None) -> File:
    """Return the file under the name that Discord's CDN gives it, as people report: no spaces or special characters."""
    return File(re.sub(r"[^\w.-]", "", (name or file.name).replace(" ", "_")), file.data, description)


def _appearance(embeds: list[dict[str, Any]], files: list[dict[str, Any]]) -> dict[str, Any]:
    """Return embeds and attachments, without the files that an embed shows.

    developers/reference#using-attachments-within-embeds
    """
    shown = [_embed(embed, {file["filename"]: file for file in files}) for embed in embeds]
    used = {embed[slot].get("url") for embed in shown for slot in ("image", "thumbnail") if slot in embed}
    return {"embeds": shown, "attachments": [file for file in files if file["url"] not in used]}


def _embed(embed: dict[str, Any], files: dict[str, dict[str, Any]]) -> dict[str, Any]:
    shown = {"type": "rich", **_without_nulls(embed)}
    for slot in ("image", "thumbnail"):
        url = shown.get(slot, {}).get("url", "")
        if url.startswith("attachment://") and (file := files.get(url.removeprefix("attachment://"))):
            wanted = ("url", "proxy_url", "width", "height", "content_type")
            shown[slot] = {key: file[key] for key in wanted if key in file} | {"flags": 0}
    for field in shown.get("fields", ()):
        field.setdefault("inline", False)
    return shown


def _without_nulls(value: Any) -> Any:
    """Return a copy without the fields that are null, which mean the same as none."""
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every component an id (developers/components/reference#anatomy-of-a-component)."""
    bare: list[dict[str, Any]] = _without_nulls(components)
    taken = {component.get("id") for component in walk(bare)}
    free = (number for number in range(1, 10_000) if number not in taken)
    for component in walk(bare):
        component["id"] = component.get("id") or next(free)
    return bare


def _refuse_empty(payload: dict[str, Any]) -> None:
    shows = ("content", "embeds", "attachments", "components")
    if not payload["flags"] & LOADING and not any(payload[key] for key in shows):
        raise ApiError(Problem.EMPTY_MESSAGE)
