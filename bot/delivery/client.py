"""The connection to Discord: create it, log in, stay connected, and register the commands."""

import asyncio
import hashlib
import json
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
from bot.errors import BadToken, NotAdmitted
from bot.store.database import Database

_AUTHENTICATION_FAILED = 4004
_NO_SESSION = 4000
# The least that discord.py accepts. What would have to wait longer fails at once, with nothing done.
_LONGEST_RATE_LIMIT = 30.0


class Client(commands.Bot):
    """A bot that stays within the budget of identifies, and knows when it has been without a session for too long."""

    def __init__(self, budget: IdentifyBudget, longest_absence: float, **options: Any) -> None:
        """Allow `longest_absence` seconds without a session. The options are those of commands.Bot."""
        super().__init__(command_prefix=commands.when_mentioned, help_command=None, **options)
        self._budget = budget
        self._longest_absence = longest_absence
        self._timer: asyncio.TimerHandle | None = None
        self._overdue = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for the budget to allow an identify. The first of a connection was waited for before it was opened."""
        if not initial:
            await self.wait_for_identify()
        self._budget.note()

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


def make_client(socket: Path | None, guild_ready_timeout: float, patience: Patience = USUAL) -> Client:
    """Return a client with as few intents and caches as possible. Needs a running event loop.

    `socket` leads to a local Discord. Its commands are for servers: neither in direct messages nor installed by users.
    """
    logging.getLogger("discord.client").addFilter(in_one_line)
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


async def sync_commands(client: commands.Bot, database: Database, *, always: bool, patience: Patience = USUAL) -> None:
    """Register the slash commands where they have changed since the last time, once the bot can answer them.

    Discord allows 200 new ones a day: https://docs.discord.com/developers/interactions/application-commands
    """
    tree = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    digest = hashlib.sha256(json.dumps([client.application_id, tree], sort_keys=True).encode()).hexdigest()
    known = await database.one("fact", key="command_tree")
    if always or known is None or known["value"] != digest:
        await client.wait_until_ready()
        await persist(client.tree.sync, patience)
        await database.one("note_fact", key="command_tree", value=digest)


def in_one_line(record: logging.LogRecord) -> bool:
    """Cut the traceback from what discord.py logs of a lost connection, which is nobody's mistake."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and (is_transient(error) or isinstance(error, discord.ConnectionClosed)):
        record.msg, record.args = f"{record.getMessage()}: {error!r}", ()
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return True


async def _log_in(client: Client, token: SecretStr) -> Client:
    try:
        await client.login(token.get_secret_value())
    except BaseException as error:
        await client.close()
        if isinstance(error, discord.LoginFailure):
            raise BadToken from None
        raise
    return client


async def _connect(client: Client) -> None:
    await client.wait_for_identify()
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
