"""What goes wrong on purpose. This is the one place where tests switch faults on.

A fault wraps the handler of one REST operation, named by its id in Discord's OpenAPI (`create_message`, …), for its
next `times` requests. `wrap` takes any function of that shape, so a new kind of fault is a new function.
Faults of the gateway, outages and what a moderator does to a channel happen at once. Lifetimes (of a token, of a nonce,
the age at which edits are limited) are in `Config`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from playground.gateway.gateway import Gateway
from playground.guild.channels import Channel
from playground.guild.guild import Guild
from playground.guild.members import Member
from playground.guild.permissions import Permission
from playground.guild.rooms import Rooms
from playground.guild.threads import Thread
from playground.wire import Handler, answer, cut, rate_limited

Fault = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]

WITHOUT_VIA = web.ResponseKey("without_via", bool)


@dataclass
class _Armed:
    operation: str
    fault: Fault
    times: int


class Faults:
    """Faults of the next requests, and of the gateway, the guild and its channels at once. Times are in seconds."""

    def __init__(self, gateway: Gateway, guild: Guild, bot: Member, rooms: Rooms) -> None:
        self._gateway = gateway
        self._guild = guild
        self._bot = bot
        self._rooms = rooms
        self._armed: list[_Armed] = []

    def wrap(self, operation: str, fault: Fault, times: int = 1) -> None:
        """Put `fault` around the next `times` requests of an operation; `*` means any.

        Older faults go first. A fault of -1 times stays.
        """
        self._armed.append(_Armed(operation, fault, times))

    def fail(self, operation: str, status: int = 502, times: int = 1, *, applied: bool = False) -> None:
        """Answer with a 5xx. With `applied` the request takes effect all the same."""
        self.wrap(operation, failing(status, applied), times)

    def rate_limit(self, operation: str, retry_after: float, times: int = 1, scope: str = "user") -> None:
        """Answer 429 and ask for a wait of `retry_after` seconds. `scope` is user, shared or global.

        developers/topics/rate-limits#exceeding-a-rate-limit
        """
        self.wrap(operation, limiting(retry_after, scope), times)

    def ban(self, operation: str, times: int = 1) -> None:
        """Answer 429 as Cloudflare does after too many invalid requests."""
        self.wrap(operation, banning(), times)

    def slow(self, operation: str, *, before: float = 0.0, after: float = 0.0, times: int = 1) -> None:
        """Handle the request `before` seconds late, and answer `after` seconds after that."""
        self.wrap(operation, slowing(before, after), times)

    def reset(self, operation: str, times: int = 1, *, applied: bool = False) -> None:
        """Cut the connection before the answer. With `applied` the request takes effect first."""
        self.wrap(operation, resetting(applied), times)

    def outage(self, seconds: float) -> None:
        """Cut every socket, and for some time every request and new socket."""
        self._gateway.faults.outage(seconds)
        self._gateway.drop()

    @property
    def down(self) -> bool:
        """Tell whether there is an outage."""
        return self._gateway.faults.down

    def drop_socket(self) -> None:
        """Cut the gateway connection; the bot may resume."""
        self._gateway.drop()

    async def close_socket(self, code: int) -> None:
        """Close the gateway connection with a code (developers/topics/opcodes-and-status-codes#gateway)."""
        await self._gateway.close(code)

    def ask_to_reconnect(self) -> None:
        """Tell the bot to reconnect and resume (developers/events/gateway-events#reconnect)."""
        self._gateway.ask_to_reconnect()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Make the bot identify again, or resume."""
        self._gateway.invalidate(resumable=resumable)

    def withhold_acks(self, times: int = 1) -> None:
        """Leave the next `times` heartbeats unanswered, as a dead connection would."""
        self._gateway.faults.unanswered_heartbeats += times

    def withhold_ready(self, times: int = 1) -> None:
        """Send nothing to the next `times` bots that identify."""
        self._gateway.faults.silent_sessions += times

    def refuse_sockets(self, times: int = 1, status: int | None = None) -> None:
        """Refuse the next `times` connections to the gateway, with an HTTP status or by a cut."""
        self._gateway.faults.refuse(times, status)

    def repeat_event(self, event: str) -> None:
        """Send the last gateway event of this name once more."""
        self._gateway.sessions.repeat(event)

    def limit_uploads(self, size: int) -> None:
        """Refuse files of more than `size` bytes from now on (developers/reference#uploading-files).

        Interactions name the limit; so does the guild's tier, if one fits.
        """
        self._guild.upload_limit = size

    def deny(self, channel: Channel, permissions: Permission) -> None:
        """Deny the bot these permissions in a channel, and give back those denied before."""
        channel.deny(self._bot.id, permissions)

    def kick(self) -> None:
        """Remove the bot from the guild."""
        self._guild.remove(self._bot)

    def archive(self, thread: Thread, *, locked: bool = False) -> None:
        """Archive a thread; a locked one stays archived (developers/topics/threads)."""
        self._rooms.update_thread(thread, archived=True, locked=locked)

    def close_dms(self, person_id: str) -> None:
        """Let a person take no DMs of the bot from now on."""
        self._rooms.dm(self._guild.members[person_id]).closed = True

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads and their messages."""
        self._rooms.delete(channel)

    def delete_message(self, channel: Channel, message_id: str) -> None:
        """Delete a message as a moderator would."""
        channel.delete(message_id)

    def clear(self) -> None:
        """Switch off every fault that has not happened yet, and end an outage."""
        self._armed.clear()
        self._gateway.faults.clear()

    def take(self, operation: str) -> Fault | None:
        """Count a request, and return its fault, if it has one."""
        for armed in self._armed:
            if armed.operation in (operation, "*"):
                armed.times -= 1
                if not armed.times:
                    self._armed.remove(armed)
                return armed.fault
        return None


def failing(status: int, applied: bool) -> Fault:
    """Return a fault that answers with a 5xx; with `applied` the request takes effect first."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if applied:
            await handler(request)
        return answer({"message": f"{status}: Server Error", "code": 0}, status)

    return fault


def limiting(retry_after: float, scope: str) -> Fault:
    """Return a fault that answers 429."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return rate_limited(retry_after, scope)

    return fault


def banning() -> Fault:
    """Return a fault that answers 429 as Cloudflare does in front of Discord: text, and no Via header."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        response = web.Response(text="error code: 1015", status=429)
        response[WITHOUT_VIA] = True
        return response

    return fault


def slowing(before: float, after: float) -> Fault:
    """Return a fault that waits `before` seconds, handles the request, and answers `after` seconds later."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        await asyncio.sleep(before)
        response = await handler(request)
        await asyncio.sleep(after)
        return response

    return fault


def resetting(applied: bool) -> Fault:
    """Return a fault that cuts the connection; with `applied` the request takes effect first."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        if applied:
            await handler(request)
        raise cut(request)

    return fault
