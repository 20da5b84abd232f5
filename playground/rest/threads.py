"""Threads (developers/topics/threads): made by the bot, joined, archived, deleted."""

from dataclasses import replace

from aiohttp import web

from playground.errors import ApiError, Problem, invalid
from playground.guild.channels import THREADED, Channel, ChannelKind
from playground.guild.compose import Body, settable_flags
from playground.guild.members import Member
from playground.guild.messages import EPHEMERAL
from playground.guild.permissions import NOTHING, Permission
from playground.guild.threads import Thread
from playground.rest.keys import BODY, Route, channel_of, world_of
from playground.wire import answer, nothing


async def create(request: web.Request) -> web.Response:
    """…/resources/channel#start-thread-without-message, #start-thread-in-forum-or-media-channel"""
    body = request[BODY]
    channel = channel_of(request)
    if channel.kind not in THREADED:
        raise ApiError(Problem.NOT_HERE)
    if channel.kind is ChannelKind.FORUM:
        return _post(request, channel)
    private = body.json.get("type", ChannelKind.PRIVATE_THREAD) == ChannelKind.PRIVATE_THREAD
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    channel = channel_of(request, needed)
    world = world_of(request)
    thread = world.rooms.create_thread(channel, _name(body), world.bot, private=private)
    thread.invitable = bool(body.json.get("invitable", True))
    return answer(thread.seen_by(world.bot.id), 201)


async def create_on_message(request: web.Request) -> web.Response:
    """…/resources/channel#start-thread-from-message"""
    world = world_of(request)
    channel = channel_of(request, Permission.CREATE_PUBLIC_THREADS | Permission.READ_MESSAGE_HISTORY)
    if channel.kind not in THREADED:
        raise ApiError(Problem.NOT_HERE)
    message = channel.public(request.match_info["message_id"])
    if message.id in world.guild.channels:
        raise ApiError(Problem.HAS_A_THREAD)
    thread = world.rooms.create_thread(channel, _name(request[BODY]), world.bot, thread_id=message.id)
    return answer(thread.seen_by(world.bot.id), 201)


def _post(request: web.Request, forum: Channel) -> web.Response:
    """Open a post of a forum; it has the id of its first message."""
    world, body = world_of(request), request[BODY]
    files = Permission.ATTACH_FILES if body.files else NOTHING
    world.guild.require(world.bot, forum, Permission.SEND_MESSAGES | files)
    first = body.json.get("message")
    if not isinstance(first, dict):
        raise invalid("message", "BASE_TYPE_REQUIRED", "This field is required")
    thread = world.rooms.create_thread(forum, _name(body), world.bot)
    flags = settable_flags(first) & ~EPHEMERAL
    composed = world.composer.create(thread, world.bot, Body(first | {"flags": flags}, body.files))
    message = thread.post(replace(composed, payload={**composed.payload, "id": thread.id}))
    return answer(thread.seen_by(world.bot.id) | {"message": message.seen_by(world.bot.id)}, 201)


async def change(request: web.Request) -> web.Response:
    """…/resources/channel#modify-channel: a thread's name, archived and locked; a channel's name."""
    world, body = world_of(request), request[BODY].json
    channel = channel_of(request)
    name = _name(request[BODY]) if "name" in body else channel.name
    if isinstance(channel, Thread):
        _require_power(request, channel, locks="locked" in body)
        world.rooms.update_thread(channel, archived=body.get("archived"), locked=body.get("locked"), name=name)
        return answer(channel.seen_by(world.bot.id))
    world.rooms.rename(channel_of(request, Permission.MANAGE_CHANNELS), name)
    return answer(channel.payload())


async def delete(request: web.Request) -> web.Response:
    """…/resources/channel#deleteclose-channel"""
    thread = isinstance(channel_of(request), Thread)
    channel = channel_of(request, Permission.MANAGE_THREADS if thread else Permission.MANAGE_CHANNELS)
    world_of(request).rooms.delete(channel)
    return answer(channel.payload())


async def join(request: web.Request) -> web.Response:
    """…/resources/channel#join-thread"""
    thread = _thread(request)
    thread.require_open()
    world_of(request).rooms.join(thread, world_of(request).bot)
    return nothing()


async def leave(request: web.Request) -> web.Response:
    """…/resources/channel#leave-thread"""
    thread = _thread(request)
    thread.require_open()
    world_of(request).rooms.leave(thread, world_of(request).bot)
    return nothing()


async def add(request: web.Request) -> web.Response:
    """…/resources/channel#add-thread-member: needs what a message in the thread needs."""
    world = world_of(request)
    channel_of(request, Permission.SEND_MESSAGES)
    thread, member = _thread(request), _member(request)
    thread.require_open()
    if not world.guild.permissions(member, thread.parent) & Permission.VIEW_CHANNEL:
        raise ApiError(Problem.MISSING_ACCESS)
    world.rooms.join(thread, member)
    return nothing()


async def remove(request: web.Request) -> web.Response:
    """…/resources/channel#remove-thread-member: needs Manage Threads, or a private thread of one's own."""
    thread = _thread(request)
    if not (thread.private and thread.owner_id == world_of(request).bot.id):
        channel_of(request, Permission.MANAGE_THREADS)
    thread.require_open()
    world_of(request).rooms.leave(thread, _member(request))
    return nothing()


async def member(request: web.Request) -> web.Response:
    """…/resources/channel#get-thread-member"""
    thread = _thread(request)
    if request.match_info["user_id"] not in thread.joined:
        raise ApiError(Problem.UNKNOWN_MEMBER)
    return answer(thread.member(request.match_info["user_id"]))


async def members(request: web.Request) -> web.Response:
    """…/resources/channel#list-thread-members"""
    thread = _thread(request)
    return answer([thread.member(each) for each in thread.joined])


async def active(request: web.Request) -> web.Response:
    """…/resources/guild#list-active-guild-threads"""
    world = world_of(request)
    threads = [each for each in world.guild.threads() if not each.archived and world.guild.sees(world.bot, each)]
    own = [each.member(world.bot.id) for each in threads if world.bot.id in each.joined]
    return answer({"threads": [each.payload() for each in threads], "members": own, "has_more": False})


def _thread(request: web.Request) -> Thread:
    channel = channel_of(request)
    if not isinstance(channel, Thread):
        raise ApiError(Problem.NOT_HERE)
    return channel


def _member(request: web.Request) -> Member:
    found = world_of(request).guild.members.get(request.match_info["user_id"])
    if found is None:
        raise ApiError(Problem.UNKNOWN_MEMBER)
    return found


def _require_power(request: web.Request, thread: Thread, *, locks: bool) -> None:
    """The owner of a thread may archive it and name it; only Manage Threads locks it (developers/topics/threads)."""
    world = world_of(request)
    if locks or thread.locked or thread.owner_id != world.bot.id:
        world.guild.require(world.bot, thread, Permission.MANAGE_THREADS)


def _name(body: Body) -> str:
    name = body.json.get("name")
    if not isinstance(name, str) or not 1 <= len(name) <= 100:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    return name


_MEMBERS = "/channels/{channel_id}/thread-members"
ROUTES: list[Route] = [
    ("POST", "/channels/{channel_id}/threads", "create_thread", create),
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads", "create_thread_from_message", create_on_message),
    ("PATCH", "/channels/{channel_id}", "update_channel", change),
    ("DELETE", "/channels/{channel_id}", "delete_channel", delete),
    ("PUT", _MEMBERS + "/@me", "join_thread", join),
    ("DELETE", _MEMBERS + "/@me", "leave_thread", leave),
    ("GET", _MEMBERS, "list_thread_members", members),
    ("GET", _MEMBERS + "/{user_id}", "get_thread_member", member),
    ("PUT", _MEMBERS + "/{user_id}", "add_thread_member", add),
    ("DELETE", _MEMBERS + "/{user_id}", "delete_thread_member", remove),
    ("GET", "/guilds/{guild_id}/threads/active", "get_active_guild_threads", active),
]
