"""What each server lets the bot do, asked without a connection to the gateway."""

from dataclasses import dataclass

import discord

from bot.delivery.permissions import missing

_MOST = 200  # https://docs.discord.com/developers/resources/user#get-current-user-guilds


@dataclass(frozen=True)
class Standing:
    """A server, and the permissions that the bot lacks there: those it cannot do without, and the others."""

    name: str
    needed: list[str]
    useful: list[str]


async def standings(client: discord.Client) -> list[Standing]:
    """Return the bot's standing in its servers, the first 200 of them. Channels may have rules of their own."""
    # discord.py's own `fetch_guilds` drops the permissions that Discord sends along.
    return [_standing(guild) for guild in await client.http.get_guilds(_MOST)]


def _standing(guild: object) -> Standing:
    assert isinstance(guild, dict)
    granted = discord.Permissions(int(guild["permissions"]))
    needed, useful = ([], []) if granted.administrator else missing(granted)
    return Standing(str(guild["name"]), needed, useful)
