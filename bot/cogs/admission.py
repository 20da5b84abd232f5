"""Which servers may use this painter: those in GUILDS, or all."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import NotAllowed


class NotListed(NotAllowed, app_commands.CheckFailure):
    """The server is not in GUILDS."""

    key = "refusal-server"


def admit_only(guilds: frozenset[int], client: commands.Bot) -> None:
    """Let the client's commands and their suggestions answer in these servers alone, in all if there are none.

    discord.py runs a command's own checks when it is used, but not when its options are suggested.
    """

    async def listed(interaction: discord.Interaction) -> bool:
        if guilds and interaction.guild_id not in guilds:
            raise NotListed
        return True

    client.tree.interaction_check = listed  # type: ignore[method-assign]
