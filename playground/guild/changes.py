"""One stream of everything that happens. The gateway, the page and waiting tests listen to it.

What happens to an interaction is in `playground.guild.interactions`.
"""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from playground.guild.messages import Message
from playground.tape import Exchange

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds. What has not come by then, on however busy a machine, does not come."""


class Change:
    """Something that happened."""


@dataclass(frozen=True)
class MessageChange(Change):
    """Something that happened to a message, ephemeral or not."""

    message: Message


class Created(MessageChange):
    """A message was posted."""


class Edited(MessageChange):
    """A message was edited; `message` is its new state."""


class Deleted(MessageChange):
    """A message was deleted; `message` is its last state."""


@dataclass(frozen=True)
class Reacted(MessageChange):
    """Somebody put a reaction on a message, or took it off; `message` is its new state."""

    emoji: str
    user_id: str
    added: bool


@dataclass(frozen=True)
class CommandsChanged(Change):
    """The bot registered its commands."""


@dataclass(frozen=True)
class BotChanged(Change):
    """The bot came online or went offline."""

    online: bool


@dataclass(frozen=True)
class GuildChanged(Change):
    """Something about the guild itself changed: the name and the payload of the gateway's event.

    `hidden` is True for what the bot may not know, such as a private thread without it.
    """

    event: str
    payload: dict[str, Any]
    hidden: bool = False


@dataclass(frozen=True)
class PinsChanged(Change):
    """A message of a channel was pinned or unpinned."""

    channel_id: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Exchanged(Change):
    """A REST request was answered, whatever the answer."""

    exchange: Exchange


Listener = Callable[[Change], None]


class Changes:
    """Calls every listener at each change, so that none misses a state in between."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, change: Change) -> None:
        """Call every listener, the oldest first."""
        for listener in tuple(self._listeners):
            listener(change)

    def listen(self, listener: Listener) -> None:
        """Call `listener` at every change from now on."""
        self._listeners.append(listener)

    def leave(self, listener: Listener) -> None:
        """Call `listener` no more."""
        self._listeners.remove(listener)

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Call `listener` at every change inside the block."""
        self.listen(listener)
        try:
            yield
        finally:
            self.leave(listener)

    @contextmanager
    def queue(self) -> Iterator["asyncio.Queue[Change]"]:
        """Collect the changes inside the block in a queue."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        with self.heard_by(queue.put_nowait):
            yield queue

    async def until(self, look: Callable[[], T | None], timeout: float = PATIENCE, what: str = "it") -> T:
        """Return the first true answer of `look`, which is called now and at each change.

        TimeoutError after `timeout` s.
        """
        if answer := look():
            return answer
        found: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def listener(_: Change) -> None:
            try:
                answer = look()
            except Exception as error:
                if not found.done():
                    found.set_exception(error)
                return
            if answer and not found.done():
                found.set_result(answer)

        with self.heard_by(listener):
            try:
                async with asyncio.timeout(timeout):
                    return await found
            except TimeoutError:
                raise TimeoutError(f"Waited {timeout:g} s for {what}, and it did not come.") from None
