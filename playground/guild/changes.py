"""One stream of what happens; the gateway, the page and waiting tests all listen to it."""

# ruff: noqa: ASYNC109 - a timeout here says what did not come

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from playground.guild.interactions import Interaction
    from playground.guild.messages import Message
    from playground.tape import Exchange

T = TypeVar("T")


@dataclass(frozen=True)
class Created:
    """A message came, ephemeral ones included."""

    message: "Message"


@dataclass(frozen=True)
class Edited:
    """A message changed; `message` is its new state."""

    message: "Message"


@dataclass(frozen=True)
class Deleted:
    """A message went; `message` is its last state."""

    message: "Message"


@dataclass(frozen=True)
class Reacted:
    """Somebody put a reaction on a message, or took it off."""

    message: "Message"
    emoji: str
    user_id: str
    added: bool


@dataclass(frozen=True)
class Asked:
    """Somebody used a command, a button, a menu or a form; `payload` is what the bot gets."""

    interaction: "Interaction"
    payload: dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """The bot gave an interaction its first answer."""

    interaction: "Interaction"


@dataclass(frozen=True)
class Unanswered:
    """The time for an interaction's first answer ran out."""

    interaction: "Interaction"


@dataclass(frozen=True)
class CommandsChanged:
    """The bot registered its commands."""


@dataclass(frozen=True)
class BotChanged:
    """The bot came or went."""

    online: bool


@dataclass(frozen=True)
class GuildChanged:
    """Something about the guild itself, as the gateway says it."""

    event: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Exchanged:
    """A REST request was answered, whatever the answer."""

    exchange: "Exchange"


Change = (
    Created
    | Edited
    | Deleted
    | Reacted
    | Asked
    | Answered
    | Unanswered
    | CommandsChanged
    | BotChanged
    | GuildChanged
    | Exchanged
)
Listener = Callable[[Change], None]


class Changes:
    """Tells every listener of each change at once, so that no state in between is missed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, change: Change) -> None:
        """Call every listener, in the order they came."""
        for listener in tuple(self._listeners):
            listener(change)

    def listen(self, listener: Listener) -> None:
        """Let `listener` hear all changes from now on."""
        self._listeners.append(listener)

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Let `listener` hear all changes inside the block."""
        self.listen(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    @contextmanager
    def queue(self) -> Iterator["asyncio.Queue[Change]"]:
        """Collect the changes inside the block in a queue."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        with self.heard_by(queue.put_nowait):
            yield queue

    async def until(self, look: Callable[[], T | None], timeout: float, what: str = "it") -> T:
        """Return the first true answer of `look`, asked now and at each change. TimeoutError after `timeout` s."""
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
