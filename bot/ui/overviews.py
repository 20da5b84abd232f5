"""The cards of /queue, /about and /settings show."""

from collections.abc import Mapping, Sequence

import discord

from bot.jobs.guild_settings import NAMES
from bot.jobs.job import Entry
from bot.ui.receipt import FETCH
from bot.ui.text import cut, inert, mebibytes
from generator.params import Params
from generator.protocol import Ready, Style

_MOST_LINES = 20


def queue_card(entries: Sequence[Entry]) -> discord.Embed:
    """Return the jobs of a server: the one being painted, then those waiting, in their order."""
    lines = [_line(entry) for entry in entries[:_MOST_LINES]]
    if len(entries) > _MOST_LINES:
        lines.append(f"and {len(entries) - _MOST_LINES} more")
    return discord.Embed(title="The queue", description="\n".join(lines) or "Nothing is waiting. /imagine something!")


def about_card(ready: Ready, trouble: str | None) -> discord.Embed:
    """Return what the painter is, and what is wrong with it now."""
    embed = discord.Embed(title="Easel", description="Paints what you /imagine, with VQGAN-CLIP.")
    embed.add_field(name="device", value=f"{ready.device.name} ({ready.device.kind}, {ready.device.threads} threads)")
    embed.add_field(name="memory", value=mebibytes(ready.memory))
    embed.add_field(name="styles", value=cut(_styles(ready.styles), 1024), inline=False)
    versions = " · ".join(f"{name} {version}" for name, version in ready.versions.items())
    embed.add_field(name="versions", value=cut(versions, 1024) or "unknown", inline=False)
    for name, value in (("note", ready.device.note), ("trouble", trouble)):
        if value:
            embed.add_field(name=name, value=cut(value, 1024), inline=False)
    return embed


def settings_card(params: Params, sources: Mapping[str, str]) -> discord.Embed:
    """Return what the next /imagine gets where nothing is typed, and where each value comes from."""
    words = {"server": "set for this server", "style": "the style's default", "method": "the method's default"}
    lines = [f"**{name}** {getattr(params, name)} ({words[sources[name]]})" for name in NAMES]
    return discord.Embed(title="Settings of this server", description="\n".join(lines))


def _line(entry: Entry) -> str:
    job = entry.job
    place = f"{entry.place}." if entry.place else "now:"
    # In an embed a mention shows a name and pings nobody.
    return f"{place} {inert(job.params.prompt, 60)} · {job.params.size} · <@{job.user_id}>"


def _styles(styles: Sequence[Style]) -> str:
    lines = [f"**{style.name}**: {style.description}" for style in styles]
    if not styles:
        return f"none: fetch some with `{FETCH}`"
    if all(style.toy for style in styles):
        lines.append(f"Only small toy weights, for simple shapes. Real ones are fetched with `{FETCH}`.")
    return "\n".join(lines)
