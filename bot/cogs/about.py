"""/about."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import unless_trouble
from bot.deadline import Deadline
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from bot.ui.overviews import about_card
from words.sentence import text


class About(commands.Cog):
    """Describes the painter."""

    def __init__(self, painter: PainterState, paces: Paces) -> None:
        self._painter = painter
        self._paces = paces

    @app_commands.command(description=text("command-about"))
    async def about(self, interaction: discord.Interaction) -> None:
        """Answer with the card of the painter."""
        await interaction.response.defer(ephemeral=True)
        ready, pace = self._painter.known(), None
        if ready.device.note:
            pace = await unless_trouble(self._paces.of_full_size(deadline=Deadline.for_answer()), None)
        card = about_card(ready, self._painter.trouble, pace)
        await interaction.edit_original_response(embed=card)
