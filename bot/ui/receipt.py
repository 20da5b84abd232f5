"""The receipt: the card that answers an order, and shows in the end how it went."""

import discord

from bot.jobs.job import Delivery, Entry, Job, Outcome, Status
from bot.ui.fitting import VALUE, card, listed
from bot.ui.reading import add_reading
from bot.ui.text import about, byte_size, inert, method_title
from generator.wire.params import Params
from generator.wire.protocol import Style
from generator.wire.vocabulary import near_words, understood
from words.sentence import say, text

_SHOWN = ("size", "steps", "seed", "style", "method")
_FROM = {
    "server": "origin-server",
    "style": "origin-style",
    "method": "origin-method",
    "drawn": "origin-drawn",
    "memory": "origin-memory",
}


@card
def receipt(
    entry: Entry, style: Style | None, upload_limit: int | None = None, seconds: float | None = None
) -> discord.Embed:
    """Return the card of a job that is not over.

    `upload_limit` is how many bytes a file may have here, `seconds` are those until the job is done; None: not known.
    """
    job = entry.job
    embed = discord.Embed(title=_title(job), description=inert(job.params.prompt))
    add_reading(embed, job)
    embed.add_field(name="size", value=_size(job.params, style))
    for name in ("steps", "seed", "style"):
        embed.add_field(name=name, value=str(getattr(job.params, name)))
    embed.add_field(name="method", value=method_title(job.params.method))
    embed.add_field(name=text("field-place"), value=standing(entry, seconds))
    if origins := _origins(job):
        embed.add_field(name=text("field-not-chosen"), value=origins, inline=False)
    if upload_limit is not None and _largest_file(job.params) > upload_limit:
        smaller = text("receipt-upload-limit", limit=byte_size(upload_limit))
        embed.add_field(name=text("field-large"), value=smaller, inline=False)
    if style is not None and style.toy:
        name, told = ("field-small", _small) if style.vocabulary else ("field-toy", _toy)
        embed.add_field(name=text(name), value=told(job.params, style), inline=False)
    if style is not None and not style.words and (unknown := _unknown(job.params, style)):
        embed.add_field(name=text("field-unknown"), value=unknown, inline=False)
    return embed


@card
def closed_receipt(job: Job) -> discord.Embed:
    """Return the card of a job that is over."""
    if job.still_posted:
        stays = text("receipt-deleted-stays", link=message_link(job))
        return discord.Embed(title=text("receipt-deleted-in-part"), description=stays)
    if job.deleted:
        return discord.Embed(title=text("receipt-deleted"), description=text("receipt-deleted-all"))
    embed = discord.Embed(title=_ending(job), description=inert(job.params.prompt))
    if job.picture_message_id is not None and not job.shown_alone:
        embed.add_field(name=text("field-here"), value=message_link(job))
    elif job.outcome is Outcome.PICTURE and job.delivery is Delivery.IMPOSSIBLE:
        key = "receipt-waits" if job.waits_for_access else "receipt-use-show"
        embed.add_field(name=text("field-not-here"), value=text(key))
    elif job.failure is not None:
        embed.add_field(name=text("field-why"), value=str(job.failure))
    return embed


def message_link(job: Job) -> str:
    """Return the link to the message with the job's end."""
    return f"https://discord.com/channels/{job.guild_id}/{job.channel_id}/{job.picture_message_id}"


def standing(entry: Entry, seconds: float | None) -> str:
    """Say at which place the job is, and when it will be done. While it is painted, its progress tells that."""
    job = entry.job
    if job.status is Status.RUNNING or entry.place == 0:
        return text("receipt-place-now")
    if entry.place > 1:
        parts = [text("receipt-place", place=str(entry.place))]
    else:
        parts = [text("receipt-place-after" if entry.painting else "receipt-place-next")]
    if job.done_steps:
        parts.append(text("queue-paused", step=str(job.done_steps), total=str(job.params.steps)))
    if seconds is not None:
        parts.append(text("queue-done-in", time=about(seconds)))
    return " · ".join(parts)


def _title(job: Job) -> str:
    if job.status is Status.RUNNING:
        return text("receipt-painting")
    match job.sources.get("prompt"):
        case "picture":
            return text("receipt-same-again")
        case "failure":
            return text("receipt-tried-again")
        case _:
            return text("receipt-queued")


def _ending(job: Job) -> str:
    match job.outcome:
        case Outcome.PICTURE:
            return text("receipt-painted")
        case Outcome.CANCELLED:
            return text("receipt-cancelled")
        case Outcome.FAILED | Outcome.QUARANTINED:
            return text("receipt-failed")
        case None:
            return text("receipt-queued")


def _size(params: Params, style: Style | None) -> str:
    painted = params.size.padded(style.by(params.method).downsample_factor) if style else params.size
    if painted == params.size:
        return str(params.size)
    return text("receipt-cropped", size=str(params.size), painted=str(painted))


def _largest_file(params: Params) -> int:
    """Return the most bytes that the PNG may have: noise does not compress."""
    return 3 * params.size.width * params.size.height


def _origins(job: Job) -> str:
    """Say where the values came from that the person did not type: "size, steps: the style's default"."""
    lines = []
    for source, origin in _FROM.items():
        names = [name for name in _SHOWN if job.sources.get(name) == source]
        if names:
            lines.append(f"{', '.join(names)}: {text(origin)}")
    return listed(lines, VALUE)


def _unknown(params: Params, style: Style) -> str:
    """Say which words the style does not know, and what the buttons with other words do; nothing if it knows all."""
    unknown = understood(style, params).unknown
    if not unknown:
        return ""
    said = text("receipt-unknown", style=style.name, words=inert(", ".join(unknown), 200))
    return f"{said} {text('receipt-unknown-buttons')}" if near_words(style, params) else said


def _small(params: Params, style: Style) -> str:
    """Say what the small weights that come with Easel are."""
    return text("receipt-small", style=style.name, real=say("real-weights"))


def _toy(params: Params, style: Style) -> str:
    """Say what the toy weights can paint; where they do not know a word, or see none, list those they know."""
    lines = [text("receipt-toy", real=say("real-weights"))]
    known = understood(style, params)
    if known.unknown:
        lines.append(text("receipt-toy-unknown", words=inert(", ".join(known.unknown), 200)))
    if not known.anything:
        lines.append(text("receipt-toy-nothing"))
    if len(lines) > 1:
        lines.append(text("receipt-toy-known", words=", ".join(style.words or ())))
    return listed(lines, VALUE)
