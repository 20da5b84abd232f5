"""/queue and /cancel."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import guild_of, is_theirs, job_here, require_owner, unless_trouble, whisper
from bot.cogs.sight import seen_by
from bot.deadline import Deadline
from bot.errors import NoSuchJob
from bot.jobs.job import Job
from bot.jobs.listener import Listener
from bot.jobs.queue import JobQueue
from bot.painter.paces import Paces
from bot.ui.autocomplete import job_choices
from bot.ui.overviews import queue_card
from words.sentence import text


class Queue(commands.Cog):
    """Shows the queue, and cancels jobs."""

    def __init__(self, queue: JobQueue, paces: Paces, listener: Listener) -> None:
        self._queue = queue
        self._paces = paces
        self._listener = listener

    @app_commands.command(description=text("command-queue"))
    async def queue(self, interaction: discord.Interaction) -> None:
        """Answer with the card of this server's queue."""
        deadline = Deadline.for_answer()
        entries = await self._queue.open_jobs(guild_of(interaction), deadline=deadline)
        seen = seen_by(interaction, (entry.job for entry in entries))
        halted = self._queue.halted
        seconds = {} if halted else await self._paces.forecast(deadline=deadline)
        card = queue_card(entries, seen, seconds, halted)
        await interaction.response.send_message(embed=card, ephemeral=True)

    @app_commands.command(description=text("command-cancel"))
    @app_commands.describe(job=text("option-cancel-job"))
    async def cancel(self, interaction: discord.Interaction, job: str | None = None) -> None:
        """Cancel a job that is waiting or being painted."""
        deadline = Deadline.for_answer()
        job_id = job or await self._only_job(interaction, deadline)
        await cancel_job(self._queue, self._listener, interaction, job_id, deadline=deadline)

    @cancel.autocomplete("job")
    async def _jobs(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        jobs = await unless_trouble(self._cancellable(interaction, Deadline.for_answer()), [])
        return job_choices(jobs, typed, seen_by(interaction, jobs))

    async def _only_job(self, interaction: discord.Interaction, deadline: Deadline) -> str:
        own = [job for job in await self._cancellable(interaction, deadline) if job.user_id == interaction.user.id]
        if len(own) != 1:
            raise NoSuchJob("refusal-which-job" if own else "refusal-no-job")
        return own[0].id

    async def _cancellable(self, interaction: discord.Interaction, deadline: Deadline) -> list[Job]:
        """Return the open jobs that this person may cancel."""
        jobs = [entry.job for entry in await self._queue.open_jobs(guild_of(interaction), deadline=deadline)]
        return [job for job in jobs if is_theirs(interaction, job)]


async def cancel_job(
    queue: JobQueue, listener: Listener, interaction: discord.Interaction, job_id: str, *, deadline: Deadline
) -> None:
    """Cancel this job and say so. Raises NoSuchJob, NotAllowed."""
    require_owner(interaction, await job_here(queue, interaction, job_id, deadline=deadline))
    job = await queue.request_cancel(job_id, deadline=deadline)
    if job.outcome is not None:
        listener.stopped(job)
    await whisper(interaction, text("answer-stopping" if job.outcome is None else "answer-cancelled"))
