"""/about."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.painter.state import PainterState
from bot.ui.overviews import about_card


class About(commands.Cog):
    """Describes the painter."""

    def __init__(self, painter: PainterState) -> None:
        self._painter = painter

    @app_commands.command()
    async def about(self, interaction: discord.Interaction) -> None:
        """Show the device, its memory, the styles and the versions."""
        card = about_card(self._painter.known(), self._painter.trouble)
        await interaction.response.send_message(embed=card, ephemeral=True)
