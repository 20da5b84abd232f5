"""The cards of /queue, /about and /settings show, and the text of /logs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import discord

from bot.jobs.guild_settings import NAMES
from bot.jobs.job import Entry
from bot.painter.state import Line
from bot.ui.text import about, cut, inert, mebibytes, time_left
from generator.wire.offers import offers
from generator.wire.params import Params
from generator.wire.plan import Device
from generator.wire.protocol import Ready, Style
from words.sentence import Sentence, say, text
from words.version import VERSION

_MOST_LINES = 20
_ORIGINS = {"server": "settings-from-server", "style": "origin-style", "method": "origin-method"}


def queue_card(entries: Sequence[Entry], seconds: Mapping[str, float], halted: Sentence | None) -> discord.Embed:
    """Return the card of a server's jobs: the one being painted, then those waiting, in their order.

    `seconds` are those until each job is done, where that is known; `halted` says why nothing is painted.
    """
    lines = [_line(entry, seconds.get(entry.job.id)) for entry in entries[:_MOST_LINES]]
    if len(entries) > _MOST_LINES:
        lines.append(text("queue-more", jobs=len(entries) - _MOST_LINES))
    embed = discord.Embed(title=text("queue-title"), description="\n".join(lines) or text("queue-empty"))
    return embed.add_field(name=text("field-halted"), value=str(halted)) if halted else embed


def about_card(ready: Ready, trouble: Sentence | None, pace: tuple[str, float] | None = None) -> discord.Embed:
    """Return the card of the painter, and of what is wrong with it now.

    `pace` is a full-size style and the seconds of its usual picture here, which say more than the device's estimate.
    """
    note = ready.device.note
    if note and pace:
        note = say("device-pace", style=pace[0], time=about(pace[1]))
    methods = ", ".join(each.title for each in offers().values())
    embed = discord.Embed(title=text("about-title"), description=text("about-paints", methods=methods))
    embed.add_field(name=text("field-device"), value=_device(ready.device))
    embed.add_field(name=text("field-memory"), value=mebibytes(ready.memory))
    embed.add_field(name=text("field-styles"), value=cut(_styles(ready.styles), 1024), inline=False)
    versions = {"Easel": VERSION, **ready.versions}
    listed = " · ".join(f"{name} {version}" for name, version in versions.items())
    embed.add_field(name=text("field-versions"), value=cut(listed, 1024), inline=False)
    for name, value in ((text("field-note"), note), (text("field-trouble"), trouble)):
        if value:
            embed.add_field(name=name, value=cut(str(value), 1024), inline=False)
    return embed


def log_text(lines: Sequence[Line]) -> str:
    """Return what the painter printed, with times and process ids, as the text of a file."""
    return "".join(f"{datetime.fromtimestamp(line.at, UTC):%F %T} {line.pid} {line.text}\n" for line in lines)


def settings_card(params: Params, sources: Mapping[str, str], limits: Mapping[int, int]) -> discord.Embed:
    """Return the card of what /imagine uses by default here, where each value comes from, and the roles' limits."""
    lines = [f"**{name}** {getattr(params, name)} ({text(_ORIGINS[sources[name]])})" for name in NAMES]
    lines += [text("settings-role-limit", role=f"<@&{role}>", limit=limit) for role, limit in limits.items()]
    return discord.Embed(title=text("settings-title"), description=cut("\n".join(lines), 4096))


def _line(entry: Entry, seconds: float | None) -> str:
    job = entry.job
    prompt = inert(job.params.prompt, 60)
    first = f"{entry.place}. {prompt}" if entry.place else text("queue-now", prompt=prompt)
    # In an embed a mention shows a name and pings nobody.
    parts = [first, str(job.params.size), f"<@{job.user_id}>"]
    if entry.place and job.done_steps:
        parts.append(text("queue-paused", step=str(job.done_steps), total=str(job.params.steps)))
    if seconds is not None:
        parts.append(text("queue-done-in", time=about(seconds)) if entry.place else time_left(seconds))
    return " · ".join(parts)


def _device(device: Device) -> str:
    return text("about-device", name=device.name, kind=device.kind, threads=device.threads)


def _styles(styles: Sequence[Style]) -> str:
    lines = [f"**{style.name}**: {style.description}" for style in styles]
    if not styles:
        return text("about-no-styles", real=say("real-weights"))
    if all(style.toy for style in styles):
        lines.append(text("about-toys-only", real=say("real-weights")))
    return "\n".join(lines)
