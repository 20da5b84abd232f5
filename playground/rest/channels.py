"""Messages in a channel (developers/resources/message)."""

from dataclasses import replace

from aiohttp import web

from playground.errors import ApiError, Problem, invalid
from playground.guild.channels import Channel
from playground.guild.compose import settable_flags
from playground.guild.messages import EPHEMERAL, Message
from playground.guild.permissions import Permission
from playground.guild.threads import Thread
from playground.rest.keys import BODY, Route, channel_of, world_of
from playground.rest.nonces import NONCES
from playground.rest.old_edits import OLD_EDITS, TOO_MANY_OLD_EDITS
from playground.wire import answer, nothing, rate_limited


async def create(request: web.Request) -> web.Response:
    """…#create-message"""
    world, body = world_of(request), request[BODY]
    channel = channel_of(request, _needed(request))
    _reopen(request, channel)
    if earlier := request.app[NONCES].find(body.json):
        # a nonce whose message has been deleted is refused (discord.py documents NotFound for it)
        message = channel.public(earlier)
        return answer(dict(message.payload))
    flags = settable_flags(body.json) & ~EPHEMERAL
    reply_to = _referenced(request, channel)
    extra = _reference(channel, reply_to) if reply_to else None
    body = replace(body, json=body.json | {"flags": flags})
    message = world.composer.create(channel, world.bot, body, reply_to=reply_to, extra=extra)
    request.app[NONCES].keep(body.json, message.id)
    channel.post(message)
    return answer(dict(message.payload))


async def list_messages(request: web.Request) -> web.Response:
    """…#get-channel-messages: the list is empty without Read Message History."""
    world, channel, query = world_of(request), channel_of(request), request.query
    limit = _number(query.get("limit", "50"), "limit")
    if not 1 <= limit <= 100:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    if not world.guild.permissions(world.bot, channel) & Permission.READ_MESSAGE_HISTORY:
        return answer([])
    where = {key: _number(query[key], key) for key in ("before", "after", "around") if key in query}
    return answer([message.seen_by(world.bot.id) for message in channel.history(limit, **where)])


async def get(request: web.Request) -> web.Response:
    """…#get-channel-message"""
    message = channel_of(request, Permission.READ_MESSAGE_HISTORY).public(request.match_info["message_id"])
    return answer(message.seen_by(world_of(request).bot.id))


async def edit(request: web.Request) -> web.Response:
    """…#edit-message"""
    world, channel = world_of(request), channel_of(request)
    message = channel.public(request.match_info["message_id"])
    if message.author_id != world.bot.id:
        raise ApiError(Problem.NOT_YOUR_MESSAGE)
    channel_of(request, _needed(request) & ~Permission.SEND_MESSAGES)
    channel.require_open()
    if wait := request.app[OLD_EDITS].wait(message):
        return rate_limited(wait, "user", *TOO_MANY_OLD_EDITS)
    return answer(channel.edit(world.composer.edit(message, request[BODY])).seen_by(world.bot.id))


async def delete(request: web.Request) -> web.Response:
    """…#delete-message: a message of another author needs Manage Messages."""
    world, channel = world_of(request), channel_of(request)
    message = channel.public(request.match_info["message_id"])
    if message.author_id != world.bot.id:
        world.guild.require(world.bot, channel, Permission.MANAGE_MESSAGES)
    channel.require_open()
    channel.delete(message.id)
    return nothing()


async def typing(request: web.Request) -> web.Response:
    """developers/resources/channel#trigger-typing-indicator"""
    channel_of(request, Permission.SEND_MESSAGES)
    return nothing()


def _reopen(request: web.Request, channel: Channel) -> None:
    """Reopen an archived thread for a new message. ApiError 50083 when it is locked (developers/topics/threads)."""
    world = world_of(request)
    if isinstance(channel, Thread) and channel.archived:
        if channel.locked and not world.guild.permissions(world.bot, channel) & Permission.MANAGE_THREADS:
            raise ApiError(Problem.THREAD_ARCHIVED)
        world.rooms.update_thread(channel, archived=False)
    channel.require_open()


def _needed(request: web.Request) -> Permission:
    """Return the permissions that a message needs (developers/topics/permissions)."""
    body = request[BODY]
    files = Permission.ATTACH_FILES if body.files else Permission(0)
    embeds = Permission.EMBED_LINKS if body.json.get("embeds") else Permission(0)
    return Permission.SEND_MESSAGES | files | embeds


def _referenced(request: web.Request, channel: Channel) -> Message | None:
    """Return the message that a reply refers to (…#message-reference-structure)."""
    reference = request[BODY].json.get("message_reference")
    if not reference:
        return None
    world = world_of(request)
    if not world.guild.permissions(world.bot, channel) & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(Problem.CANNOT_REPLY)
    try:
        return channel.public(str(reference["message_id"]))
    except ApiError:
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message") from None
        return None


def _reference(channel: Channel, message: Message) -> dict[str, object]:
    reference = {"type": 0, "message_id": message.id} | channel.place
    referenced = {key: value for key, value in message.payload.items() if key != "referenced_message"}
    return {"message_reference": reference, "referenced_message": referenced}


def _number(text: str, field: str) -> int:
    if not text.isdecimal() or len(text) > 20:
        raise invalid(field, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


_MESSAGES = "/channels/{channel_id}/messages"
ROUTES: list[Route] = [
    ("POST", _MESSAGES, "create_message", create),
    ("GET", _MESSAGES, "list_messages", list_messages),
    ("GET", _MESSAGES + "/{message_id}", "get_message", get),
    ("PATCH", _MESSAGES + "/{message_id}", "update_message", edit),
    ("DELETE", _MESSAGES + "/{message_id}", "delete_message", delete),
    ("POST", "/channels/{channel_id}/typing", "trigger_typing_indicator", typing),
]
