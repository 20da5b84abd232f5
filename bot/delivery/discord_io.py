"""The one door for everything sent with the bot's token. Refusals that are to be expected come back as data."""

import asyncio
import io
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import discord

from bot.delivery.lanes import Lane, Lanes
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import is_transient, persist
from bot.delivery.verdicts import Refusal, refusal
from bot.errors import BadToken, DiscordUnreachable

_log = logging.getLogger(__name__)

T = TypeVar("T")

# Without it an edit allows all mentions again, whatever the client's own setting is.
# https://docs.discord.com/developers/resources/message#edit-message
_NOBODY = discord.AllowedMentions.none()


_NO_CHANNEL = Refusal(403, 50001)


@dataclass(frozen=True)
class Upload:
    """A file to attach."""

    name: str
    data: bytes
    description: str | None = None

    def file(self) -> discord.File:
        """Return a file for one request: a discord.File can be sent only once."""
        return discord.File(io.BytesIO(self.data), filename=self.name, description=self.description)


@dataclass(frozen=True)
class Outgoing:
    """A message to post. It pings nobody except the person whose id is `mentions`."""

    embed: discord.Embed
    view: discord.ui.View | None = None
    upload: Upload | None = None
    content: str | None = None
    mentions: int | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of one `send`."""
        given = {
            "content": self.content,
            "view": self.view,
            "file": self.upload and self.upload.file(),
            "allowed_mentions": self.mentions and _only(self.mentions),
        }
        return {"embed": self.embed, **{name: value for name, value in given.items() if value is not None}}


class DiscordIO:
    """Sends, edits, deletes. No request is ever cancelled.

    Cancelled in a global rate limit, discord.py would hold back every later request for ever. And a message may exist
    long before `send` returns, because that waits for its bucket first. So each request runs in a task of its own.
    """

    def __init__(
        self, client: discord.Client, patience: Patience = USUAL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Send with this client."""
        self._client = client
        self._patience = patience
        self._clock = clock
        # Channels that are gone or hidden: only a new message, or a look for one, is tried there.
        self._closed: set[int] = set()
        self._lanes = Lanes(patience.provoked)
        self._closing = False
        self._token_refused = asyncio.Event()
        self._in_flight: dict[object, asyncio.Task[Any]] = {}  # messages by their nonce

    async def send(self, channel_id: int, message: Outgoing, nonce: str, lane: Lane = Lane.END) -> int | Refusal:
        """Post a message and return its id. A nonce (25 characters at most) is posted once within a few minutes.

        Who sends it again while it is on its way waits for the same message: in its lane it may wait for longer.
        Raises DiscordUnreachable where it is unknown whether it was posted.
        https://docs.discord.com/developers/resources/message#create-message
        """
        channel = self._client.get_partial_messageable(channel_id)
        self.reopen(channel_id)
        first: float | None = None

        async def post() -> discord.Message:
            """Post, unless Discord may have forgotten a first try by now: the lane may be long."""
            nonlocal first
            if first is None:
                first = self._clock()
            elif self._clock() - first > self._patience.trust_nonce:
                raise DiscordUnreachable("delivery-unreachable", error=TimeoutError.__name__)
            return await channel.send(nonce=nonce, **message.arguments())

        sent = await self._persist(channel_id, partial(self._lanes.run, ("posts", channel_id), lane, post), key=nonce)
        return sent if isinstance(sent, Refusal) else sent.id

    async def landed(self, nonce: str) -> None:
        """Wait until a message of this nonce is no longer on its way: only then does the history tell of it."""
        if task := self._in_flight.get(nonce):
            await asyncio.wait({task})

    async def write_to(self, user_id: int, message: Outgoing, nonce: str) -> int | Refusal:
        """Post a direct message, as `send` does."""
        channel = await self._ask(lambda: self._client.create_dm(discord.Object(user_id)))
        return channel if isinstance(channel, Refusal) else await self.send(channel.id, message, nonce, Lane.NOTICE)

    def reopen(self, channel_id: int) -> None:
        """Try everything again in a channel that was gone or hidden."""
        self._closed.discard(channel_id)

    async def edit(
        self,
        channel_id: int,
        message_id: int,
        embed: discord.Embed,
        upload: Upload | None = None,
        lane: Lane = Lane.PROGRESS,
    ) -> Refusal | None:
        """Replace the embed and, where given, the files. Raises DiscordUnreachable after one try."""
        files: dict[str, Any] = {"attachments": [upload.file()]} if upload else {}
        message = self._message(channel_id, message_id)
        edit = partial(message.edit, embed=embed, allowed_mentions=_NOBODY, **files)
        return _refused(await self._persist(channel_id, self._edit(channel_id, lane, edit), seconds=0))

    async def close_card(
        self,
        channel_id: int,
        message_id: int,
        embed: discord.Embed,
        lane: Lane = Lane.CLOSING,
        view: discord.ui.View | None = None,
    ) -> Refusal | None:
        """Show the last embed of a card and, in place of its buttons, those that stay. Raises DiscordUnreachable."""
        message = self._message(channel_id, message_id)
        edit = partial(message.edit, embed=embed, view=view, allowed_mentions=_NOBODY)
        return _refused(await self._persist(channel_id, self._edit(channel_id, lane, edit)))

    async def delete(self, channel_id: int, message_id: int) -> Refusal | None:
        """Delete a message. Raises DiscordUnreachable."""
        message = self._message(channel_id, message_id)
        return _refused(await self._persist(channel_id, message.delete))

    async def react(self, channel_id: int, message_id: int, emoji: str) -> Refusal | None:
        """Add a reaction. Raises DiscordUnreachable."""
        message = self._message(channel_id, message_id)
        return _refused(await self._persist(channel_id, lambda: message.add_reaction(emoji)))

    async def find_own(self, channel_id: int, after: int, custom_id: str) -> int | Refusal | None:
        """Return the id of the bot's own message, newer than `after`, that has this button. Raises DiscordUnreachable.

        One's own messages need no intent: https://docs.discord.com/developers/events/gateway#message-content-intent
        """
        self.reopen(channel_id)
        return await self._persist(channel_id, lambda: self._search(channel_id, after, custom_id))

    async def edit_answer(self, interaction: discord.Interaction, embed: discord.Embed) -> Refusal | None:
        """Show the last embed of an interaction's answer and remove its buttons. Raises DiscordUnreachable.

        It goes by the interaction's token, which lives for 15 minutes and needs no access to the channel:
        https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
        """
        edit = partial(interaction.edit_original_response, embed=embed, view=None, allowed_mentions=_NOBODY)
        return _refused(await self._ask(edit))

    def upload_limit(self, guild_id: int) -> int | None:
        """Return how many bytes a file may have in this guild, None while the guild is not known."""
        guild = self._client.get_guild(guild_id)
        return guild.filesize_limit if guild else None

    def may_be_own(self, author_id: int | None) -> bool:
        """Tell whether a message by this author may be the bot's own; None: Discord did not name the author."""
        own = self._client.user
        return author_id is None or own is None or author_id == own.id

    def place(self, guild_id: int, channel_id: int) -> discord.abc.GuildChannel | discord.Thread | None:
        """Return the channel or thread, None while it is not known."""
        guild = self._client.get_guild(guild_id)
        return guild.get_channel_or_thread(channel_id) if guild else None

    async def watch_token(self) -> None:
        """Raise BadToken once Discord no longer accepts the token, as after its reset."""
        await self._token_refused.wait()
        raise BadToken

    async def close(self, grace: float) -> None:
        """Start no more requests; give those under way `grace` seconds to end."""
        self._closing = True
        self._lanes.close()
        if self._in_flight:
            await asyncio.wait(self._in_flight.values(), timeout=grace)

    def _message(self, channel_id: int, message_id: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel_id).get_partial_message(message_id)

    def _edit(self, channel_id: int, lane: Lane, edit: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
        return partial(self._lanes.run, ("edits", channel_id), lane, edit)

    async def _search(self, channel_id: int, after: int, custom_id: str) -> int | None:
        channel = self._client.get_partial_messageable(channel_id)
        own = self._client.user
        # Newest first: the message was sent last, so it is found however much was said since `after`.
        async for message in channel.history(limit=None, after=discord.Object(after), oldest_first=False):
            if own is not None and message.author.id == own.id and custom_id in _custom_ids(message):
                return message.id
        # Without the right to read it the history looks empty. Asking for one message tells: refused, or not found.
        with suppress(discord.NotFound):
            await channel.fetch_message(after)
        return None

    async def _persist(
        self,
        channel_id: int,
        request: Callable[[], Awaitable[T]],
        *,
        seconds: float | None = None,
        key: object | None = None,
    ) -> T | Refusal:
        if channel_id in self._closed and not self._closing:
            return _NO_CHANNEL
        answer = await self._ask(request, seconds, key)
        if isinstance(answer, Refusal) and answer.no_channel:
            self._closed.add(channel_id)
        return answer

    async def _ask(
        self, request: Callable[[], Awaitable[T]], seconds: float | None = None, key: object | None = None
    ) -> T | Refusal:
        if self._closing:
            raise DiscordUnreachable("delivery-stopping")
        key = object() if key is None else key
        if key not in self._in_flight:
            repeating = self._repeat(request, self._patience.request if seconds is None else seconds)
            self._in_flight[key] = asyncio.create_task(repeating, name="a request to Discord")
            self._in_flight[key].add_done_callback(lambda task: self._ended(key, task))
        answer: T | Refusal = await asyncio.shield(self._in_flight[key])
        return answer

    def _ended(self, key: object, task: asyncio.Task[Any]) -> None:
        del self._in_flight[key]
        if not task.cancelled():
            task.exception()  # whoever still waits gets it; asyncio is not to complain where nobody does

    async def _repeat(self, request: Callable[[], Awaitable[T]], seconds: float) -> T | Refusal:
        try:
            return await persist(request, self._patience, seconds=seconds)
        except BadToken:  # what waits is kept, and delivered after the next start
            self._token_refused.set()
            raise DiscordUnreachable("delivery-stopping") from None
        except Exception as error:
            if is_transient(error):
                raise DiscordUnreachable("delivery-unreachable", error=type(error).__name__) from None
            if (refused := refusal(error)) is None:
                raise
            _log.info("Discord refused a request: status %d, code %d.", refused.status, refused.code)
            return refused


def _refused(answer: object) -> Refusal | None:
    return answer if isinstance(answer, Refusal) else None


def _only(user_id: int) -> discord.AllowedMentions:
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=[discord.Object(user_id)])


def _custom_ids(message: discord.Message) -> set[str | None]:
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return {item.custom_id for row in rows for item in row.children}
