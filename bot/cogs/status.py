"""/status."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.deadline import Deadline
from bot.monitoring.monitor import Monitor
from bot.ui.status import status_card
from words.sentence import text


class Status(commands.Cog):
    """Tells how Easel is: briefly to anybody, in full to those who manage the server."""

    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor

    @app_commands.command(description=text("command-status"))
    async def status(self, interaction: discord.Interaction) -> None:
        """Answer with the card of how Easel is doing."""
        await interaction.response.defer(ephemeral=True)
        vitals = await self._monitor.vitals(deadline=Deadline.for_answer())
        card = status_card(vitals, full=interaction.permissions.manage_guild)
        await interaction.edit_original_response(embed=card)
