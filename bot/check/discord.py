"""The token, and what the servers allow. By REST alone: no connection of the thousand that a day has is spent."""

import asyncio

from discord.ext import commands

from bot.app import make_bot
from bot.check.findings import Findings
from bot.delivery.client import log_in
from bot.delivery.standing import Standing, standings
from bot.errors import BadToken
from bot.settings import Settings
from bot.ui.text import clean

_PATIENCE = 10.0  # seconds


async def check_discord(settings: Settings, findings: Findings) -> None:
    """Log in, and ask each server what it lets the bot do."""
    try:
        async with asyncio.timeout(_PATIENCE), await _client(settings) as client:
            assert client.user is not None
            findings.good("token", f"Discord knows it as {client.user}")
            _check_permissions(await standings(client), findings)
    except BadToken as refusal:
        findings.wrong("token", str(refusal))
    except TimeoutError:
        findings.wrong("token", "Discord does not answer, so it is not tried; look at this machine's network")


async def _client(settings: Settings) -> commands.Bot:
    return await log_in(lambda: make_bot(settings), settings.discord_token)


def _check_permissions(found: list[Standing], findings: Findings) -> None:
    if not found:
        findings.doubtful("permissions", "it is in no server yet; `python -m bot invite` prints the link")
    for server in found:
        name = clean(server.name)
        if server.needed:
            findings.wrong("permissions", f"in {name} an admin has to allow it {', '.join(server.needed)}")
        elif server.useful:
            findings.doubtful("permissions", f"in {name} it is better with {', '.join(server.useful)}")
    if found and not any(server.needed or server.useful for server in found):
        findings.good("permissions", f"all of them in {len(found)} servers, where no channel says otherwise")
