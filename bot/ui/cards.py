"""The cards of a job while it is painted, and when it is over."""

import discord

from bot.jobs.job import Job
from bot.ui.text import cut, inert, mebibytes, progress_bar, time_left
from generator.wire.protocol import Busy, Progress


def progress_card(job: Job, event: Busy | Progress | None) -> discord.Embed:
    """Return the card of a job that is being painted. None: it waits for the painter."""
    embed = discord.Embed(title="Painting", description=inert(job.params.prompt))
    match event:
        case Progress():
            embed.add_field(name=progress_bar(event.step, event.total), value=_step(event))
        case Busy():
            embed.add_field(name="getting ready", value=str(event.doing))
        case None:
            embed.add_field(name="getting ready", value="waiting for the painter")
    return embed


def picture_card(job: Job, source: Job | None) -> discord.Embed:
    """Return the card of a result; `source` is the job whose picture it repaints."""
    embed = discord.Embed(description=inert(job.params.prompt))
    if source is not None and source.sha256 is not None:
        embed.add_field(name="painted again", value=_comparison(job, source))
    if job.notes:
        embed.add_field(name="note", value=cut("\n".join(map(str, job.notes)), 1024), inline=False)
    params = job.params
    parts = [str(params.size), f"{params.steps} steps", f"seed {params.seed}", params.style]
    if job.seconds is not None:
        parts.append(f"{job.seconds:.0f} s")
    if job.peak_memory is not None:
        parts.append(mebibytes(job.peak_memory))
    return embed.set_footer(text=" · ".join(parts))


def failure_card(job: Job) -> discord.Embed:
    """Return the card of a job that ended without a result."""
    embed = discord.Embed(title="No picture this time", description=inert(job.params.prompt))
    return embed.add_field(name="why", value=str(job.failure))


def file_note(card: discord.Embed, job: Job, how: str | None) -> discord.Embed:
    """Return the card with how the attached file differs from the original; None: it does not."""
    if how is None:
        return card
    kept = f"This server does not take so large a file: here it is {how}. The original is kept as {job.image}."
    return card.copy().add_field(name="a smaller file", value=kept, inline=False)


def no_file_note(card: discord.Embed, job: Job, *, gone: bool) -> discord.Embed:
    """Return the card with the reason why no file is attached."""
    kind = job.result_kind
    kept = f"This server takes no file as large as the {kind}; whoever runs this bot finds it as {job.image}."
    return card.copy().add_field(name="no file", value=f"The {kind}'s file is gone." if gone else kept, inline=False)


def withheld_card() -> discord.Embed:
    """Return the card in place of a result that the server blocks. It has neither prompt nor file."""
    title = "Your picture is painted, but this server does not let me show it here"
    return discord.Embed(title=title, description="/show gives it to you alone.")


def _comparison(job: Job, source: Job) -> str:
    """Say whether the bytes are the same, as measured."""
    if job.sha256 == source.sha256:
        return "identical, byte for byte"
    return "same seed and settings, yet not the same bytes: this machine or its libraries have changed in between"


def _step(event: Progress) -> str:
    left = time_left((event.total - event.step) * event.seconds_per_step)
    return f"step {event.step} of {event.total} · {event.step / event.total:.0%} · {left}"
