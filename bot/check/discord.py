"""The token, and what the servers allow. REST alone: no connection of the thousand that a day has is spent."""

import asyncio
from dataclasses import dataclass

import discord
from discord.ext import commands

from bot.app import make_bot
from bot.check.findings import Findings
from bot.delivery.client import log_in
from bot.delivery.permissions import INVITED, NEEDED, title
from bot.errors import BadToken
from bot.settings import Settings
from generator.wire.visible import visible
from words.sentence import text

_PATIENCE = 10.0  # seconds
_MOST_SERVERS = 200  # https://docs.discord.com/developers/resources/user#get-current-user-guilds


@dataclass(frozen=True)
class Server:
    """A server, and the titles of the permissions that the bot lacks there: those it needs, and the others."""

    name: str
    needed: list[str]
    useful: list[str]


async def check_discord(settings: Settings, findings: Findings) -> None:
    """Log in, and ask each server what it lets the bot do."""
    if settings.discord_token is None:
        findings.wrong("token", text("token-missing"))
        return
    try:
        async with asyncio.timeout(_PATIENCE), await _client(settings) as client:
            assert client.user is not None
            findings.good("token", text("check-token", name=str(client.user)))
            await check_admission(client, settings.guilds, findings)
            await check_permissions(client, findings)
    except BadToken as refusal:
        findings.wrong("token", str(refusal))
    except TimeoutError:
        findings.wrong("token", text("check-token-silent"))


async def check_admission(client: discord.Client, guilds: frozenset[int], findings: Findings) -> None:
    """Look at who may add the bot to a server, and so use this machine."""
    application = await client.application_info()
    if not application.bot_public:
        findings.good("public", text("check-private"))
    elif guilds:
        findings.good("public", text("check-public-listed", servers=len(guilds)))
    else:
        findings.doubtful("public", text("check-public"))


async def check_permissions(client: discord.Client, findings: Findings) -> None:
    """Compare what each server grants with what the invitation asks for."""
    servers = await _servers(client)
    if not servers:
        findings.doubtful("permissions", text("check-no-server"))
    for server in servers:
        name = visible(server.name)
        if server.needed:
            needed = ", ".join(server.needed)
            findings.wrong("permissions", text("check-permissions-needed", server=name, permissions=needed))
        elif server.useful:
            useful = ", ".join(server.useful)
            findings.doubtful("permissions", text("check-permissions-useful", server=name, permissions=useful))
    if servers and not any(server.needed or server.useful for server in servers):
        findings.good("permissions", text("check-permissions", servers=len(servers)))


async def _client(settings: Settings) -> commands.Bot:
    return await log_in(lambda: make_bot(settings), settings.token)


async def _servers(client: discord.Client) -> list[Server]:
    """Return the bot's servers, the first 200 of them. Channels may have rules of their own."""
    # discord.py's `fetch_guilds` drops the permissions that Discord sends, so the request below it is used.
    guilds = await client.http.get_guilds(_MOST_SERVERS)
    return [_server(str(guild["name"]), discord.Permissions(int(guild["permissions"]))) for guild in guilds]


def _server(name: str, granted: discord.Permissions) -> Server:
    lacking = [each for each in INVITED if not (granted.administrator or getattr(granted, each))]
    needed = [title(each) for each in lacking if each in NEEDED]
    return Server(name, needed, [title(each) for each in lacking if each not in NEEDED])
