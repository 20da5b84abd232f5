"""Which servers may use this painter: those in GUILDS, or all."""

from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import NotAllowed


class NotListed(NotAllowed, app_commands.CheckFailure):
    """The server is not in GUILDS."""

    key = "refusal-server"


def only_in(guilds: frozenset[int]) -> Callable[[discord.Interaction], bool]:
    """Return the check of a command that answers in these servers alone, in all if there are none."""

    def listed(interaction: discord.Interaction) -> bool:
        if guilds and interaction.guild_id not in guilds:
            raise NotListed
        return True

    return listed


def admit_only(guilds: frozenset[int], client: commands.Bot) -> None:
    """Let every command that the client has answer in these servers alone."""
    for command in client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            command.add_check(only_in(guilds))
