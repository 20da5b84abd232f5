"""The cards of a job while it is painted, and when it is over."""

import discord

from bot.jobs.job import Job
from bot.ui.reading import add_parts
from bot.ui.text import cut, inert, mebibytes, progress_bar, time_left
from generator.wire.protocol import Busy, Progress
from words.sentence import Sentence, text


def progress_card(job: Job, event: Busy | Progress | None) -> discord.Embed:
    """Return the card of a job that is being painted. None: it waits for the painter."""
    embed = discord.Embed(title=text("card-painting"), description=inert(job.params.prompt))
    match event:
        case Progress():
            embed.add_field(name=progress_bar(event.step, event.total), value=_step(event))
        case Busy():
            embed.add_field(name=text("field-getting-ready"), value=str(event.doing))
        case None:
            embed.add_field(name=text("field-getting-ready"), value=text("card-waiting"))
    return embed


def picture_card(job: Job, source: Job | None) -> discord.Embed:
    """Return the card of a result; `source` is the job whose picture it repaints."""
    embed = discord.Embed(description=inert(job.params.prompt))
    add_parts(embed, job)
    if source is not None and source.sha256 is not None:
        embed.add_field(name=text("field-repainted"), value=_comparison(job, source))
    if job.notes:
        embed.add_field(name=text("field-note"), value=cut("\n".join(map(str, job.notes)), 1024), inline=False)
    params = job.params
    parts = [
        str(params.size),
        text("card-steps", steps=params.steps),
        text("card-seed", seed=str(params.seed)),
        params.style,
    ]
    if job.seconds is not None:
        parts.append(f"{job.seconds:.0f} s")
    if job.peak_memory is not None:
        parts.append(mebibytes(job.peak_memory))
    return embed.set_footer(text=" · ".join(parts))


def failure_card(job: Job) -> discord.Embed:
    """Return the card of a job that ended without a result."""
    embed = discord.Embed(title=text("card-failed"), description=inert(job.params.prompt))
    return embed.add_field(name=text("field-why"), value=str(job.failure))


def file_note(card: discord.Embed, job: Job, how: Sentence | None) -> discord.Embed:
    """Return the card with how the attached file differs from the original; None: it does not."""
    if how is None:
        return card
    value = text("card-smaller-file", how=how, file=str(job.image))
    return card.copy().add_field(name=text("field-smaller-file"), value=value, inline=False)


def no_file_note(card: discord.Embed, job: Job, *, gone: bool) -> discord.Embed:
    """Return the card with the reason why no file is attached."""
    kind = job.result_kind
    why = text("card-file-gone", kind=kind) if gone else text("card-no-file", kind=kind, file=str(job.image))
    return card.copy().add_field(name=text("field-no-file"), value=why, inline=False)


def withheld_card() -> discord.Embed:
    """Return the card in place of a result that the server blocks. It has neither prompt nor file."""
    return discord.Embed(title=text("card-withheld"), description=text("card-withheld-show"))


def letter_card(lines: list[str]) -> discord.Embed:
    """Return the card of a direct message that says these sentences."""
    return discord.Embed(title=text("letter-title"), description=cut("\n\n".join(lines), 4096))


def _comparison(job: Job, source: Job) -> str:
    """Say whether the bytes are the same, as measured."""
    return text("card-identical" if job.sha256 == source.sha256 else "card-differs")


def _step(event: Progress) -> str:
    left = time_left((event.total - event.step) * event.seconds_per_step)
    share = f"{event.step / event.total:.0%}"
    return text("card-step", step=str(event.step), total=str(event.total), share=share, left=left)
