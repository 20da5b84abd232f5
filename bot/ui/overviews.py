"""The cards of /queue, /about and /settings show, and the text of /logs."""

from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime

import discord

from bot.jobs.guild_settings import NAMES
from bot.jobs.job import Entry
from bot.painter.state import Line
from bot.ui.fitting import VALUE, card, listed
from bot.ui.text import about, inert, mebibytes, method_title, time_left
from generator.wire.offers import offers
from generator.wire.params import Params
from generator.wire.plan import Device
from generator.wire.protocol import Ready, Style
from words.sentence import Sentence, say, text
from words.version import VERSION

_MOST_LINES = 20
_ORIGINS = {"server": "settings-from-server", "style": "origin-style", "method": "origin-method"}


@card
def queue_card(
    entries: Sequence[Entry], seen: Container[str], seconds: Mapping[str, float], halted: Sentence | None
) -> discord.Embed:
    """Return the card of a server's jobs: the one being painted, then those waiting, in their order.

    Of jobs whose ids are not in `seen` it says only that they are there. `seconds` are those until each job is done,
    where that is known; `halted` says why nothing is painted.
    """
    lines = [_line(entry, entry.job.id in seen, seconds.get(entry.job.id)) for entry in entries]
    shown = listed(lines, most=_MOST_LINES) or text("queue-empty")
    embed = discord.Embed(title=text("queue-title"), description=shown)
    return embed.add_field(name=text("field-halted"), value=str(halted)) if halted else embed


@card
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
    embed.add_field(name=text("field-memory"), value=text("about-memory", memory=mebibytes(ready.memory)))
    embed.add_field(name=text("field-styles"), value=_styles(ready.styles), inline=False)
    versions = {"Easel": VERSION, **ready.versions}
    shown = " · ".join(f"{name} {version}" for name, version in versions.items())
    embed.add_field(name=text("field-versions"), value=shown, inline=False)
    for name, value in ((text("field-note"), note), (text("field-trouble"), trouble)):
        if value:
            embed.add_field(name=name, value=str(value), inline=False)
    return embed


def log_text(lines: Sequence[Line]) -> str:
    """Return what the painter printed, with times and process ids, as the text of a file."""
    rows = (f"{datetime.fromtimestamp(line.at, UTC):%F %T} {line.pid} {line.text}\n" for line in lines)
    return text("log-columns") + "\n" + "".join(rows)


@card
def settings_card(params: Params, sources: Mapping[str, str], limits: Mapping[int, int]) -> discord.Embed:
    """Return the card of what /imagine uses by default here, where each value comes from, and the roles' limits."""
    values = {**{name: str(getattr(params, name)) for name in NAMES}, "method": method_title(params.method)}
    lines = [f"**{name}** {value} ({text(_ORIGINS[sources[name]])})" for name, value in values.items()]
    lines += [text("settings-role-limit", role=f"<@&{role}>", limit=limit) for role, limit in limits.items()]
    return discord.Embed(title=text("settings-title"), description=listed(lines))


def _line(entry: Entry, seen: bool, seconds: float | None) -> str:
    job = entry.job
    prompt = inert(job.params.prompt, 60) if seen else text("queue-somebodys")
    first = f"{entry.place}. {prompt}" if entry.place else text("queue-now", prompt=prompt)
    # In an embed a mention shows a name and pings nobody.
    parts = [first, str(job.params.size), f"<@{job.user_id}>"] if seen else [first]
    if seen and entry.place and job.done_steps:
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
    return listed(lines, VALUE)
