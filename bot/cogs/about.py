"""/about."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.painter.state import PainterState
from bot.ui.overviews import about_card
from words.sentence import text


class About(commands.Cog):
    """Describes the painter."""

    def __init__(self, painter: PainterState) -> None:
        self._painter = painter

    @app_commands.command(description=text("command-about"))
    async def about(self, interaction: discord.Interaction) -> None:
        """Answer with the card of the painter."""
        card = about_card(self._painter.known(), self._painter.trouble)
        await interaction.response.send_message(embed=card, ephemeral=True)
