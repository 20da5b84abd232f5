"""The receipt: the card that answers an order, and shows in the end how it went."""

import discord

from bot.jobs.job import Delivery, Entry, Job, Outcome
from bot.ui.text import byte_size, cut, inert, unknown_words
from generator.wire.params import Params
from generator.wire.protocol import Style

REAL_WEIGHTS = "Whoever runs this bot fetches real ones with `/styles fetch`."

_SHOWN = ("size", "steps", "seed", "style")
_FROM = {
    "server": "this server's settings",
    "style": "the style's default",
    "method": "the method's default",
    "drawn": "drawn at random",
    "memory": "made smaller to fit into memory",
}


def receipt(entry: Entry, style: Style | None, upload_limit: int | None = None) -> discord.Embed:
    """Return the card of a job that was just ordered; `upload_limit` is how many bytes a file may have here."""
    job = entry.job
    embed = discord.Embed(title=_title(job), description=inert(job.params.prompt))
    embed.add_field(name="size", value=_size(job.params, style))
    for name in ("steps", "seed", "style"):
        embed.add_field(name=name, value=str(getattr(job.params, name)))
    embed.add_field(name="place in the queue", value=_place(entry.place))
    if origins := _origins(job):
        embed.add_field(name="not chosen by you", value=origins, inline=False)
    if upload_limit is not None and _largest_file(job.params) > upload_limit:
        embed.add_field(name="a large picture", value=_smaller_copy(upload_limit), inline=False)
    if style is not None and style.toy:
        embed.add_field(name="toy weights", value=_toy(job.params.prompt, style), inline=False)
    return embed


def closed_receipt(job: Job) -> discord.Embed:
    """Return the card of a job that is over."""
    embed = discord.Embed(title=_ending(job), description=inert(job.params.prompt))
    if job.picture_message_id is not None:
        link = f"https://discord.com/channels/{job.guild_id}/{job.channel_id}/{job.picture_message_id}"
        embed.add_field(name="it is here", value=link)
    elif job.outcome is Outcome.PICTURE and job.delivery is Delivery.IMPOSSIBLE:
        embed.add_field(name="it could not be posted here", value="/show gives it to you.")
    elif job.failure is not None:
        embed.add_field(name="why", value=str(job.failure))
    return embed


def _title(job: Job) -> str:
    match job.sources.get("prompt"):
        case "picture":
            return "In the queue again: with the same seed the picture will be the same"
        case "failure":
            return "In the queue again, with the same settings"
        case _:
            return "In the queue"


def _ending(job: Job) -> str:
    match job.outcome:
        case Outcome.PICTURE:
            return "Painted"
        case Outcome.CANCELLED:
            return "Cancelled"
        case Outcome.FAILED | Outcome.QUARANTINED:
            return "Not painted"
        case None:
            return "In the queue"


def _size(params: Params, style: Style | None) -> str:
    painted = params.size.padded(style.by(params.method).downsample_factor) if style else params.size
    return str(params.size) if painted == params.size else f"{params.size} (painted as {painted} and cropped)"


def _largest_file(params: Params) -> int:
    """Return the most bytes that the PNG may have: noise does not compress."""
    return 3 * params.size.width * params.size.height


def _smaller_copy(upload_limit: int) -> str:
    return f"Files may have {byte_size(upload_limit)} here. Should it become larger, a smaller copy comes instead."


def _place(place: int) -> str:
    return {0: "being painted", 1: "next"}.get(place, f"number {place}")


def _origins(job: Job) -> str:
    """Say where the values came from that the person did not type: "size, steps: the style's default"."""
    lines = []
    for source, words in _FROM.items():
        names = [name for name in _SHOWN if job.sources.get(name) == source]
        if names:
            lines.append(f"{', '.join(names)}: {words}")
    return "\n".join(lines)


def _toy(prompt: str, style: Style) -> str:
    """Say what the toy weights can paint; where they do not know a word, list those they do."""
    lines = [f"These small weights paint only a few colours and things. {REAL_WEIGHTS}"]
    if unknown := unknown_words(prompt, style.words):
        lines.append(f"They do not know: {inert(', '.join(unknown), 200)}.")
        lines.append(f"They know: {', '.join(style.words or ())}.")
    return cut("\n".join(lines), 1024)
