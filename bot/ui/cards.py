"""The cards of a job while it is painted, and when it is over."""

from collections.abc import Sequence

import discord

from bot.jobs.job import Job
from bot.ui.fitting import VALUE, card, listed
from bot.ui.reading import add_parts
from bot.ui.text import inert, mebibytes, method_title, progress_bar, time_left
from generator.wire.params import Params
from generator.wire.protocol import Busy, Progress
from words.sentence import Sentence, text


@card
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
    params = job.params
    return embed.set_footer(text=" · ".join((str(params.size), params.style, method_title(params.method))))


@card
def picture_card(job: Job, source: Job | None) -> discord.Embed:
    """Return the card of a result; `source` is the job whose picture it repaints."""
    embed = discord.Embed(description=inert(job.params.prompt))
    add_parts(embed, job)
    if source is not None and source.sha256 is not None:
        embed.add_field(name=text("field-repainted"), value=_comparison(job, source))
    if job.notes:
        embed.add_field(name=text("field-note"), value=listed(list(map(str, job.notes)), VALUE), inline=False)
    parts = _params(job.params)
    if job.seconds is not None:
        parts.append(text("card-painted-in", seconds=f"{job.seconds:.0f}"))
    if job.peak_memory is not None:
        parts.append(text("card-memory", memory=mebibytes(job.peak_memory)))
    return embed.set_footer(text=" · ".join(parts))


@card
def failure_card(job: Job) -> discord.Embed:
    """Return the card of a job that ended without a result."""
    embed = discord.Embed(title=text("card-failed"), description=inert(job.params.prompt))
    embed.add_field(name=text("field-why"), value=str(job.failure))
    return embed.set_footer(text=" · ".join(_params(job.params)))


@card
def file_note(card: discord.Embed, job: Job, how: Sentence | None) -> discord.Embed:
    """Return the card with how the attached file differs from the original; None: it does not."""
    if how is None:
        return card
    value = text("card-smaller-file", how=how, file=str(job.image))
    return card.copy().add_field(name=text("field-smaller-file"), value=value, inline=False)


@card
def no_file_note(card: discord.Embed, job: Job, *, gone: bool) -> discord.Embed:
    """Return the card with the reason why no file is attached."""
    kind = job.result_kind
    why = text("card-file-gone", kind=kind) if gone else text("card-no-file", kind=kind, file=str(job.image))
    return card.copy().add_field(name=text("field-no-file"), value=why, inline=False)


@card
def withheld_card() -> discord.Embed:
    """Return the card in place of a result that the server blocks. It has neither prompt nor file."""
    return discord.Embed(title=text("card-withheld"), description=text("card-withheld-show"))


@card
def notice_card(notices: Sequence[tuple[int, str]]) -> discord.Embed:
    """Return the card that tells each of some people a sentence. In an embed a mention pings nobody."""
    return discord.Embed(description=listed([f"<@{user_id}> {sentence}" for user_id, sentence in notices]))


@card
def letter_card(lines: Sequence[str]) -> discord.Embed:
    """Return the card of a direct message that says these sentences."""
    return discord.Embed(title=text("letter-title"), description="\n\n".join(lines))


def _params(params: Params) -> list[str]:
    steps, seed = text("card-steps", steps=params.steps), text("card-seed", seed=str(params.seed))
    return [str(params.size), steps, seed, params.style, method_title(params.method)]


def _comparison(job: Job, source: Job) -> str:
    """Say whether the bytes are the same, as measured."""
    return text("card-identical" if job.sha256 == source.sha256 else "card-differs")


def _step(event: Progress) -> str:
    left = time_left((event.total - event.step) * event.seconds_per_step)
    share = f"{event.step / event.total:.0%}"
    return text("card-step", step=str(event.step), total=str(event.total), share=share, left=left)
