"""The cards of /queue, /about and /settings show, and the text of /logs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import discord

from bot.jobs.guild_settings import NAMES
from bot.jobs.job import Entry
from bot.painter.state import Line
from bot.ui.receipt import REAL_WEIGHTS
from bot.ui.text import about, cut, inert, mebibytes, time_left
from generator.wire.offers import offers
from generator.wire.params import Params
from generator.wire.protocol import Ready, Style
from words.sentence import Sentence

_MOST_LINES = 20


def queue_card(entries: Sequence[Entry], seconds: Mapping[str, float], halted: Sentence | None) -> discord.Embed:
    """Return the card of a server's jobs: the one being painted, then those waiting, in their order.

    `seconds` are those until each job is done, where that is known; `halted` says why nothing is painted.
    """
    lines = [_line(entry, seconds.get(entry.job.id)) for entry in entries[:_MOST_LINES]]
    if len(entries) > _MOST_LINES:
        lines.append(f"and {len(entries) - _MOST_LINES} more")
    embed = discord.Embed(title="The queue", description="\n".join(lines) or "Nothing is waiting. /imagine something!")
    return embed.add_field(name="nothing is painted now", value=str(halted)) if halted else embed


def about_card(ready: Ready, trouble: Sentence | None) -> discord.Embed:
    """Return the card of the painter, and of what is wrong with it now."""
    paints = f"Paints what you /imagine, with {' or '.join(each.title for each in offers().values())}."
    embed = discord.Embed(title="Easel", description=paints)
    embed.add_field(name="device", value=f"{ready.device.name} ({ready.device.kind}, {ready.device.threads} threads)")
    embed.add_field(name="memory", value=mebibytes(ready.memory))
    embed.add_field(name="styles", value=cut(_styles(ready.styles), 1024), inline=False)
    versions = " · ".join(f"{name} {version}" for name, version in ready.versions.items())
    embed.add_field(name="versions", value=cut(versions, 1024) or "unknown", inline=False)
    for name, value in (("note", ready.device.note), ("trouble", trouble and str(trouble))):
        if value:
            embed.add_field(name=name, value=cut(value, 1024), inline=False)
    return embed


def log_text(lines: Sequence[Line]) -> str:
    """Return what the painter printed, with times and process ids, as the text of a file."""
    return "".join(f"{datetime.fromtimestamp(line.at, UTC):%F %T} {line.pid} {line.text}\n" for line in lines)


def settings_card(params: Params, sources: Mapping[str, str], limits: Mapping[int, int]) -> discord.Embed:
    """Return the card of what /imagine uses by default here, where each value comes from, and the roles' limits."""
    words = {"server": "set for this server", "style": "the style's default", "method": "the method's default"}
    lines = [f"**{name}** {getattr(params, name)} ({words[sources[name]]})" for name in NAMES]
    lines += [f"<@&{role}> may have {limit} waiting" for role, limit in limits.items()]
    return discord.Embed(title="Settings of this server", description=cut("\n".join(lines), 4096))


def _line(entry: Entry, seconds: float | None) -> str:
    job = entry.job
    place = f"{entry.place}." if entry.place else "now:"
    # In an embed a mention shows a name and pings nobody.
    parts = [f"{place} {inert(job.params.prompt, 60)}", str(job.params.size), f"<@{job.user_id}>"]
    if entry.place and job.done_steps:
        parts.append(f"paused at step {job.done_steps} of {job.params.steps}")
    if seconds is not None:
        parts.append(f"done in {about(seconds)}" if entry.place else time_left(seconds))
    return " · ".join(parts)


def _styles(styles: Sequence[Style]) -> str:
    lines = [f"**{style.name}**: {style.description}" for style in styles]
    if not styles:
        return f"none. {REAL_WEIGHTS}"
    if all(style.toy for style in styles):
        lines.append(f"Only small toy weights, for a few colours and things. {REAL_WEIGHTS}")
    return "\n".join(lines)
