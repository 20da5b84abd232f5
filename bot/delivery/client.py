"""The connection to Discord: made, logged in, kept, and told which commands there are."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import aiohttp
import discord
from discord.ext import commands
from pydantic import SecretStr

from bot.delivery.retrying import persist
from bot.errors import BadToken, StartupError
from bot.store.database import Database

# 1000 connections a day are allowed, then the token is reset: at most one in 90 s.
# https://docs.discord.com/developers/events/gateway
_LONGEST_PAUSE = 90.0
_AUTHENTICATION_FAILED = 4004


def make_client(socket: Path | None, guild_ready_timeout: float) -> commands.Bot:
    """Return a client with the least of intents and caches; `socket` leads to a local Discord. Needs a running loop."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nothing here has a voice
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_reactions = True
    return commands.Bot(
        command_prefix=commands.when_mentioned,
        help_command=None,
        intents=intents,
        allowed_mentions=discord.AllowedMentions.none(),
        connector=aiohttp.UnixConnector(path=str(socket), limit=0) if socket else None,
        guild_ready_timeout=guild_ready_timeout,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        max_messages=None,
    )


async def log_in(make: Callable[[], commands.Bot], token: SecretStr) -> commands.Bot:
    """Return a client that may use REST, made anew for each try. Tries until Discord answers. Raises BadToken."""
    return await persist(lambda: _log_in(make(), token), longest_pause=_LONGEST_PAUSE)


async def stay_connected(client: commands.Bot) -> None:
    """Stay connected to the gateway until the client is closed. Raises BadToken, StartupError."""
    await persist(lambda: _connect(client), longest_pause=_LONGEST_PAUSE)


async def sync_commands(client: commands.Bot, database: Database, *, always: bool) -> None:
    """Tell Discord the slash commands where they have changed since the last time, once somebody can answer them.

    200 new ones a day are allowed. https://docs.discord.com/developers/interactions/application-commands
    """
    tree = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    digest = hashlib.sha256(json.dumps([client.application_id, tree], sort_keys=True).encode()).hexdigest()
    known = await database.one("fact", key="command_tree")
    if always or known is None or known["value"] != digest:
        await client.wait_until_ready()
        await persist(client.tree.sync, longest_pause=_LONGEST_PAUSE)
        await database.one("note_fact", key="command_tree", value=digest)


async def _log_in(client: commands.Bot, token: SecretStr) -> commands.Bot:
    try:
        await client.login(token.get_secret_value())
    except BaseException as error:
        await client.close()
        if isinstance(error, discord.LoginFailure):
            raise BadToken from None
        raise
    return client


async def _connect(client: commands.Bot) -> None:
    try:
        await client.connect()
    except AttributeError as error:
        # discord.py 2.7 asks a socket that it never had for its sequence when the very first connection fails.
        # https://github.com/Rapptz/discord.py/issues/10520
        if client.ws is None:
            raise ConnectionError("the gateway cannot be reached") from error
        raise
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise BadToken from None
        raise StartupError(f"Discord has ended the connection for good: close code {error.code}.") from None
