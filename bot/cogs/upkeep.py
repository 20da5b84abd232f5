"""/logs and /resume: for the bot's owner."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import require_bot_owner, whisper
from bot.jobs.queue import JobQueue
from bot.painter.state import PainterState
from bot.ui.overviews import log_text

_NOT_YOURS = "Only the owner of this bot may do that."


class Upkeep(commands.Cog):
    """Shows what the painter printed, and resumes the queue."""

    def __init__(self, queue: JobQueue, painter: PainterState) -> None:
        self._queue = queue
        self._painter = painter

    @app_commands.command()
    async def logs(self, interaction: discord.Interaction) -> None:
        """Show what the painter printed last (the bot's owner)."""
        await require_bot_owner(interaction, _NOT_YOURS)
        lines = self._painter.lines
        if not lines:
            await whisper(interaction, "The painter has printed nothing.")
            return
        file = discord.File(io.BytesIO(log_text(lines).encode()), "painter.txt")
        await interaction.response.send_message(file=file, ephemeral=True)

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction) -> None:
        """Let the queue go on after the painter failed over and over (the bot's owner)."""
        await require_bot_owner(interaction, _NOT_YOURS)
        await whisper(interaction, "The queue goes on." if self._queue.go_on() else "The queue was not stopped.")
