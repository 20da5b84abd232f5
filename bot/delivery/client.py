"""The connection to Discord: create it, log in, and stay connected."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands
from pydantic import SecretStr

from bot.delivery.identifying import IdentifyBudget
from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import is_transient, persist, server_trouble
from bot.delivery.verdicts import verdict
from bot.errors import BadToken, NotAdmitted
from words.errors import SpokenError

_log = logging.getLogger(__name__)

_AUTHENTICATION_FAILED = 4004
_NO_SESSION = 4000
# The least that discord.py accepts. What would have to wait longer fails at once, with nothing done.
_LONGEST_RATE_LIMIT = 30.0


class SessionOver(Exception):
    """A session is to begin anew. It passes through discord.py, which would wait for its turn inside an open socket."""


class Client(commands.Bot):
    """A bot that stays within the budget of identifies, and knows when it has been without a session for too long."""

    def __init__(self, budget: IdentifyBudget, longest_absence: float, **options: Any) -> None:
        """Allow `longest_absence` seconds without a session. The options are those of commands.Bot."""
        super().__init__(command_prefix=commands.when_mentioned, help_command=None, **options)
        self._budget = budget
        self._longest_absence = longest_absence
        self._timer: asyncio.TimerHandle | None = None
        self._overdue = asyncio.Event()
        self._opened = False  # a socket, since the turn to identify was waited for
        self._open_socket = self.http.ws_connect
        self.http.ws_connect = self._open  # type: ignore[method-assign]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Record an identify. It was waited for before the socket was opened."""
        self._budget.note()

    async def setup_hook(self) -> None:
        """Ask at the login who owns the application, so that nobody's command has to wait for the answer."""
        assert self.user is not None
        await self.is_owner(self.user)

    def owners(self) -> set[int]:
        """Return the ids of the people who own the application, one or a team, as it was at the login."""
        return {self.owner_id} if self.owner_id else set(self.owner_ids or ())

    def is_owned_by(self, user_id: int) -> bool:
        """Tell whether this person is one of the `owners`."""
        return user_id in self.owners()

    async def on_connect(self) -> None:
        """Note a new session."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def on_resumed(self) -> None:
        """Note a resumed session."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """Start to wait for a session. discord.py calls this at each of its attempts."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._longest_absence, self._overdue.set)

    async def on_thread_remove(self, thread: discord.Thread) -> None:
        """Forget a thread that the bot was removed from: only what is known can be seen."""
        thread.guild._remove_thread(thread)

    async def session_overdue(self) -> None:
        """Return once there has been no session for too long, from now on."""
        self._overdue.clear()
        await self.on_connect()
        await self.on_disconnect()
        await self._overdue.wait()

    async def wait_for_identify(self) -> None:
        """Return once an identify is allowed. Fails as any request does."""
        _, _, limit = await self.http.get_bot_gateway()
        await self._budget.wait(limit)
        self._opened = False

    async def _open(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Open a socket to resume a session, or the first to begin one. Raises SessionOver where its turn comes first.

        After an invalid session discord.py would open the next socket at once, and then wait in it.
        """
        if self._opened and (self.ws is None or self.ws.session_id is None):
            raise SessionOver
        self._opened = True
        return await self._open_socket(url, compress=compress)


def make_client(socket: Path | None, guild_ready_timeout: float, patience: Patience = USUAL) -> Client:
    """Return a client with as few intents and caches as possible. Needs a running event loop.

    `socket` leads to a local Discord. Its commands are for servers: neither in direct messages nor installed by users.
    """
    logging.getLogger("discord.client").addFilter(in_one_line)
    logging.getLogger("discord.app_commands.tree").addFilter(in_passing)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nothing here has a voice
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_reactions = True
    return Client(
        IdentifyBudget(patience.identify),
        patience.session,
        intents=intents,
        allowed_mentions=discord.AllowedMentions.none(),
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
        connector=aiohttp.UnixConnector(path=str(socket), limit=0) if socket else None,
        http_trace=server_trouble(),
        max_ratelimit_timeout=_LONGEST_RATE_LIMIT,
        heartbeat_timeout=patience.heartbeat,
        guild_ready_timeout=guild_ready_timeout,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        max_messages=None,
    )


async def log_in(make: Callable[[], Client], token: SecretStr, patience: Patience = USUAL) -> Client:
    """Return a client that is logged in, made anew for each try. Tries until Discord answers. Raises BadToken."""
    return await persist(lambda: _log_in(make(), token), patience)


async def stay_connected(client: Client, patience: Patience = USUAL) -> None:
    """Stay connected to the gateway until the client is closed. Raises BadToken, NotAdmitted."""
    await persist(lambda: _connect(client), patience)


def in_one_line(record: logging.LogRecord) -> bool:
    """Cut the traceback from what discord.py logs of a lost connection, which is nobody's mistake."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and (is_transient(error) or isinstance(error, discord.ConnectionClosed)):
        _shorten(record, logging.WARNING, error)
    return True


def in_passing(record: logging.LogRecord) -> bool:
    """Cut the traceback from what discord.py logs of suggestions that came too late, or that nobody could get.

    Somebody typed on, or Discord's answer took its time; what Easel got wrong itself is logged in full.
    """
    error = record.exc_info[1] if record.exc_info else None
    passing = isinstance(error, SpokenError | app_commands.CommandSignatureMismatch)
    if error is not None and (passing or verdict(error) is not None):
        _shorten(record, logging.INFO, error)
    return logging.getLogger(record.name).isEnabledFor(record.levelno)


def _shorten(record: logging.LogRecord, level: int, error: BaseException) -> None:
    record.msg, record.args = f"{record.getMessage()}: {error!r:.300}", ()
    record.levelno, record.levelname, record.exc_info = level, logging.getLevelName(level), None


async def _log_in(client: Client, token: SecretStr) -> Client:
    try:
        await client.login(token.get_secret_value())
    except BaseException:
        await client.close()
        raise
    return client


async def _connect(client: Client) -> None:
    while True:
        await client.wait_for_identify()
        try:
            return await _stay(client)
        except SessionOver:
            _log.info("Discord: the session is over; the next begins in a moment.")


async def _stay(client: Client) -> None:
    connection = asyncio.create_task(_hold(client), name="connection to the gateway")
    overdue = asyncio.create_task(client.session_overdue(), name="session overdue")
    try:
        await asyncio.wait({connection, overdue}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            return connection.result()
        connection.cancel()
        if client.ws is not None:
            await client.ws.close(_NO_SESSION)
        raise ConnectionError("there has been no session for too long")
    finally:
        connection.cancel()
        overdue.cancel()
        await asyncio.gather(connection, overdue, return_exceptions=True)


async def _hold(client: Client) -> None:
    try:
        await client.connect()
    except AttributeError as error:
        # discord.py 2.7 asks a socket that it never had for its sequence when the very first connection fails.
        # https://github.com/Rapptz/discord.py/issues/10520
        if client.ws is None:
            raise ConnectionError("the gateway cannot be reached") from error
        raise
    except discord.PrivilegedIntentsRequired:
        raise NotAdmitted("delivery-no-intents") from None
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise BadToken from None
        raise NotAdmitted("delivery-ended", code=str(error.code)) from None
