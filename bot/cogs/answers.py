"""What the cogs share: answers where something went wrong, and who may do what."""

import logging
from collections.abc import Awaitable
from typing import TypeVar

import discord
from discord import app_commands

from bot.deadline import Deadline
from bot.delivery.client import Client
from bot.delivery.verdicts import Verdict, too_late, verdict
from bot.errors import BadToken, DatabaseTrouble, NoSuchJob, NotAllowed, Refused
from bot.jobs.job import Asker, Job
from bot.jobs.queue import JobQueue
from bot.ui.fitting import CONTENT, shorten
from words.errors import SpokenError
from words.sentence import Sentence, text

_log = logging.getLogger(__name__)

T = TypeVar("T")


def sentence(error: BaseException) -> str:
    """Return what people read about the error. An unexpected one is logged."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if is_outdated(error):
        return text("answer-updated")
    if isinstance(error, BadToken) or too_late(error) or verdict(error) in (Verdict.PASSES, Verdict.ENDS):
        _log.info("An interaction met Discord's trouble: %s.", type(error).__name__)
        return text("answer-discord-trouble")
    if isinstance(error, SpokenError):
        return str(error)
    _log.error("An interaction failed unexpectedly.", exc_info=error)
    return text("answer-unexpected")


def is_outdated(error: BaseException) -> bool:
    """Tell whether somebody used a command as it was before an update, or as it will be."""
    return isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch)


async def answer_error(interaction: discord.Interaction, error: Exception) -> None:
    """Answer with the error's sentence, which only this person sees; suggest nothing, for there it has no room."""
    if interaction.client.is_closed():
        return
    said = sentence(error)
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
        else:
            await whisper(interaction, said)
    except Exception as failure:
        if verdict(failure) is None:
            raise
        _log.info("An interaction could not be answered: %s.", type(failure).__name__)


async def unless_trouble(asked: Awaitable[T], otherwise: T) -> T:
    """Return what is asked of the database, `otherwise` where it is in trouble: suggestions have no room to say so."""
    try:
        return await asked
    except DatabaseTrouble:
        return otherwise


async def whisper(interaction: discord.Interaction, answer: str) -> None:
    """Say something that only this person sees."""
    answer = shorten(answer, CONTENT)
    if interaction.response.is_done():
        await interaction.followup.send(answer, ephemeral=True)
    else:
        await interaction.response.send_message(answer, ephemeral=True)


def guild_of(interaction: discord.Interaction) -> int:
    """Return the guild's id. Raises Refused in a direct message: every command is registered for servers alone."""
    if interaction.guild_id is None:
        raise Refused("refusal-servers-only")
    return interaction.guild_id


def roles_of(person: discord.Member | discord.User) -> tuple[int, ...]:
    """Return the ids of a member's roles, the highest first."""
    return tuple(role.id for role in reversed(person.roles)) if isinstance(person, discord.Member) else ()


def asker_of(interaction: discord.Interaction) -> Asker:
    """Return who sent this interaction, and where. Raises Refused in a direct message, and in an unknown kind of place.

    discord.py leaves out a channel of a kind that it does not know.
    """
    guild_id = guild_of(interaction)
    if interaction.channel_id is None:
        raise Refused("refusal-unknown-place")
    person = interaction.user
    return Asker(guild_id, interaction.channel_id, person.id, roles_of(person), interaction.id)


def require_manager(interaction: discord.Interaction) -> None:
    """Raise NotAllowed unless this person has Manage Server.

    A server may override a command's default permissions, so every call is checked.
    https://docs.discord.com/developers/interactions/application-commands#permissions
    """
    if not interaction.permissions.manage_guild:
        raise NotAllowed("refusal-settings")


def is_bot_owner(interaction: discord.Interaction) -> bool:
    """Tell whether the person, or their team, owns the application."""
    client = interaction.client
    assert isinstance(client, Client)
    return client.is_owned_by(interaction.user.id)


def require_bot_owner(interaction: discord.Interaction, refusal: Sentence) -> None:
    """Raise NotAllowed with this refusal unless `is_bot_owner`."""
    if not is_bot_owner(interaction):
        raise NotAllowed(refusal)


def is_theirs(interaction: discord.Interaction, job: Job) -> bool:
    """Tell whether this person owns the job, or moderates the server or the job's channel."""
    permissions = interaction.permissions  # in the channel where the command is given
    looks_after = permissions.manage_messages and interaction.channel_id == job.channel_id
    return job.user_id == interaction.user.id or permissions.manage_guild or looks_after


def require_owner(interaction: discord.Interaction, job: Job) -> None:
    """Raise NotAllowed unless `is_theirs`."""
    if not is_theirs(interaction, job):
        raise NotAllowed("refusal-not-yours")


async def job_here(queue: JobQueue, interaction: discord.Interaction, job_id: str, *, deadline: Deadline) -> Job:
    """Return the job of this id, which may come from anywhere. Raises NoSuchJob outside the job's guild."""
    job = await queue.job(job_id, deadline=deadline)
    if job is None or job.guild_id != interaction.guild_id:
        raise NoSuchJob
    return job
