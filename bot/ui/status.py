"""The card of /status: short for anybody, full for those who manage the server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import discord
import humanize

from bot.monitoring.vitals import Vitals
from bot.ui.fitting import VALUE, card, listed
from bot.ui.text import byte_size, inert, mebibytes, method_title
from generator.wire.protocol import Progress
from words.sentence import Sentence, say, text
from words.version import VERSION


@dataclass(frozen=True)
class Server:
    """A server that the bot is in, and whether it may use it."""

    name: str
    id: int
    listed: bool


@card
def status_card(vitals: Vitals, *, full: bool, servers: Sequence[Server] = ()) -> discord.Embed:
    """Return the card. It holds no prompt: the picture may be another server's."""
    embed = discord.Embed(title=text("status-title"))
    for name, value in (*_short(vitals), *(_rest(vitals) if full else ()), *_servers(servers)):
        embed.add_field(name=name, value=value, inline=False)
    return embed


def _short(vitals: Vitals) -> Iterator[tuple[str, str]]:
    yield text("field-painting"), _painting(vitals)
    yield text("field-queue"), _queue(vitals)
    yield text("field-painter"), _painter(vitals)


def _rest(vitals: Vitals) -> Iterator[tuple[str, str]]:
    if vitals.painter is not None:
        device, memory = vitals.painter.device, mebibytes(vitals.painter.memory)
        yield text("field-device"), text("status-device", name=device.name, kind=device.kind, memory=memory)
    yield text("field-failures"), _failures(vitals)
    if vitals.last_error is not None and vitals.last_error_age is not None:
        said = text("status-last-error", time=_ago(vitals.last_error_age), error=vitals.last_error)
        yield text("field-last-error"), said
    if vitals.deliveries_waiting:
        yield text("field-not-posted"), text("status-not-posted", messages=vitals.deliveries_waiting)
    yield text("field-discord"), _discord(vitals)
    yield text("field-database"), _database(vitals)
    yield text("field-disk"), _disk(vitals)
    yield text("field-easel"), text("status-uptime", time=_ago(vitals.uptime))
    versions = {"Easel": VERSION, **(vitals.painter.versions if vitals.painter else {})}
    yield text("field-versions"), " · ".join(f"{name} {version}" for name, version in versions.items())


def _servers(servers: Sequence[Server]) -> Iterator[tuple[str, str]]:
    lines = [
        text("status-server" if each.listed else "status-server-not-listed", name=inert(each.name, 40), id=str(each.id))
        for each in sorted(servers, key=lambda each: (each.listed, each.name))
    ]
    if lines:
        yield text("field-servers"), listed(lines, VALUE)


def _painting(vitals: Vitals) -> str:
    if vitals.painting is None or vitals.painting_for is None:
        return text("status-nothing")
    params = vitals.painting.params
    time, progress = _ago(vitals.painting_for), _progress(vitals.step)
    made = {"size": str(params.size), "style": params.style, "method": method_title(params.method)}
    return text("status-painting", **made, time=time, progress=progress)


def _progress(step: Progress | None) -> Sentence:
    if step is None:
        return say("status-no-step")
    seconds = f"{step.seconds_per_step:.2g}"
    return say("status-step", step=str(step.step), total=str(step.total), seconds=seconds)


def _queue(vitals: Vitals) -> str:
    if vitals.queue_length is None:
        return text("status-queue-unknown", why=vitals.database_trouble or say("status-database-busy"))
    if vitals.queue_length == 0 or vitals.oldest_age is None:
        queue = say("status-queue-empty")
    else:
        queue = say("status-queue", waiting=vitals.queue_length, time=_ago(vitals.oldest_age))
    return text("status-queue-halted", queue=queue, why=vitals.halted) if vitals.halted else str(queue)


def _painter(vitals: Vitals) -> str:
    if vitals.painter_trouble is not None:
        return text("status-painter-trouble", why=vitals.painter_trouble)
    return text("status-painter-starting" if vitals.painter is None else "status-painter-ready")


def _failures(vitals: Vitals) -> str:
    failures = say("status-failures", times=vitals.deaths)
    if not vitals.child_memory:
        return str(failures)
    return text("status-failures-memory", failures=failures, memory=byte_size(vitals.child_memory))


def _discord(vitals: Vitals) -> str:
    if vitals.discord_latency is None:
        return text("status-discord-gone")
    return text("status-discord", time=f"{1000 * vitals.discord_latency:.0f} ms")


def _database(vitals: Vitals) -> str:
    if vitals.database_trouble is None:
        return text("status-database")
    return text("status-database-trouble", why=vitals.database_trouble)


def _disk(vitals: Vitals) -> str:
    return text("unknown") if vitals.disk_free is None else text("status-disk", size=byte_size(vitals.disk_free))


def _ago(seconds: float) -> str:
    return humanize.precisedelta(timedelta(seconds=round(seconds)), format="%d")
