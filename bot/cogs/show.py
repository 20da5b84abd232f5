"""/show: one's own pictures again, also those that could not be posted."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import guild_of, job_here, unless_trouble
from bot.deadline import Deadline
from bot.delivery.showing import Showing
from bot.errors import LimitReached, NoSuchJob
from bot.jobs.cooldown import CoolDown
from bot.jobs.gallery import Gallery
from bot.jobs.job import Job
from bot.jobs.queue import JobQueue
from bot.ui.autocomplete import job_choices
from words.sentence import text

COOL_DOWN = 10.0
"""Seconds in which a person shows one picture to everybody."""


class Show(commands.Cog):
    """Shows people their own pictures."""

    def __init__(self, queue: JobQueue, gallery: Gallery, showing: Showing) -> None:
        self._queue = queue
        self._gallery = gallery
        self._showing = showing
        self._to_all = CoolDown(COOL_DOWN)

    @app_commands.command(description=text("command-show"))
    @app_commands.describe(picture=text("option-show-picture"), public=text("option-show-public"))
    async def show(self, interaction: discord.Interaction, picture: str | None = None, public: bool = False) -> None:
        """Answer with one of the person's own pictures."""
        deadline = Deadline.for_answer()
        job = await (self._own(interaction, picture, deadline) if picture else self._newest(interaction, deadline))
        if public and not self._to_all.take(interaction.user.id):
            raise LimitReached("refusal-show-soon", seconds=f"{COOL_DOWN:.0f}")
        try:
            await self._showing.answer(interaction, job, public=public)
        except BaseException:
            if public:
                self._to_all.give_back(interaction.user.id)
            raise

    @show.autocomplete("picture")
    async def _pictures(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        asked = self._gallery.of(guild_of(interaction), interaction.user.id, deadline=Deadline.for_answer())
        return job_choices(await unless_trouble(asked, []), typed)

    async def _own(self, interaction: discord.Interaction, job_id: str, deadline: Deadline) -> Job:
        job = await job_here(self._queue, interaction, job_id, deadline=deadline)
        if job.user_id != interaction.user.id or job.image is None:
            raise NoSuchJob
        return job

    async def _newest(self, interaction: discord.Interaction, deadline: Deadline) -> Job:
        pictures = await self._gallery.of(guild_of(interaction), interaction.user.id, deadline=deadline)
        if not pictures:
            raise NoSuchJob("refusal-no-picture")
        return pictures[0]
