"""What a person may see of others' jobs: what they could read in the job's own channel."""

from collections.abc import Iterable

import discord

from bot.jobs.job import Job


def seen_by(interaction: discord.Interaction, jobs: Iterable[Job]) -> set[str]:
    """Return the ids of the jobs whose prompts this person may see: their own, and those of channels that they see."""
    own = interaction.user.id
    return {job.id for job in jobs if job.user_id == own or _sees(interaction, job.channel_id)}


def _sees(interaction: discord.Interaction, channel_id: int) -> bool:
    """Tell whether the person sees the channel or thread; not where too little is known of it.

    Without the members intent only the bot's own threads are known: a private thread is seen from inside.
    """
    if channel_id == interaction.channel_id:
        return True
    member, guild = interaction.user, interaction.guild
    place = guild.get_channel_or_thread(channel_id) if guild else None
    if place is None or not isinstance(member, discord.Member):
        return False
    if isinstance(place, discord.Thread) and place.parent is None:
        return False
    permissions = place.permissions_for(member)
    if isinstance(place, discord.Thread) and place.is_private() and not permissions.manage_threads:
        return permissions.view_channel and any(each.id == member.id for each in place.members)
    return permissions.view_channel
