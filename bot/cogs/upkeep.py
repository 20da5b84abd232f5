"""/logs and /resume: for the bot's owner."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import require_bot_owner, whisper
from bot.jobs.queue import JobQueue
from bot.painter.state import PainterState
from bot.ui.overviews import log_text
from words.sentence import say, text

_NOT_YOURS = say("refusal-owner-only")


class Upkeep(commands.Cog):
    """Shows what the painter printed, and resumes the queue."""

    def __init__(self, queue: JobQueue, painter: PainterState) -> None:
        self._queue = queue
        self._painter = painter

    @app_commands.command(description=text("command-logs"))
    async def logs(self, interaction: discord.Interaction) -> None:
        """Answer with the painter's latest output as a file."""
        require_bot_owner(interaction, _NOT_YOURS)
        await interaction.response.defer(ephemeral=True)
        lines = self._painter.lines
        if not lines:
            await whisper(interaction, text("answer-no-output"))
            return
        file = discord.File(io.BytesIO(log_text(lines).encode()), "painter.txt")
        await interaction.edit_original_response(attachments=[file])

    @app_commands.command(description=text("command-resume"))
    async def resume(self, interaction: discord.Interaction) -> None:
        """Restart a queue that was stopped because the painter failed again and again."""
        require_bot_owner(interaction, _NOT_YOURS)
        await whisper(interaction, text("answer-resumed" if self._queue.go_on() else "answer-not-stopped"))
