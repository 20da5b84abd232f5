"""/status."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import is_bot_owner
from bot.deadline import Deadline
from bot.monitoring.monitor import Monitor
from bot.ui.status import Server, status_card
from words.sentence import text


class Status(commands.Cog):
    """Tells how Easel is: briefly to anybody, in full to those who manage the server.

    The bot's owner also sees in which servers it is, and which of them may use it.
    """

    def __init__(self, monitor: Monitor, guilds: frozenset[int]) -> None:
        """`guilds` are the servers that may use it, none for all."""
        self._monitor = monitor
        self._guilds = guilds

    @app_commands.command(description=text("command-status"))
    async def status(self, interaction: discord.Interaction) -> None:
        """Answer with the card of how Easel is doing."""
        await interaction.response.defer(ephemeral=True)
        vitals = await self._monitor.vitals(deadline=Deadline.for_answer())
        servers = self._servers(interaction.client) if is_bot_owner(interaction) else ()
        card = status_card(vitals, full=interaction.permissions.manage_guild, servers=servers)
        await interaction.edit_original_response(embed=card)

    def _servers(self, client: discord.Client) -> list[Server]:
        listed = self._guilds
        return [Server(guild.name, guild.id, not listed or guild.id in listed) for guild in client.guilds]
