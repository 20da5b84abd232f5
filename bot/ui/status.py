"""The card of /status: short for anybody, full for those who manage the server."""

from collections.abc import Iterator
from datetime import timedelta

import discord
import humanize

from bot.monitoring.vitals import Vitals
from bot.ui.text import cut, mebibytes

_MOST = 1024  # https://docs.discord.com/developers/resources/message#embed-object-embed-limits


def status_card(vitals: Vitals, *, full: bool) -> discord.Embed:
    """Return the card. It holds no prompt: the picture may be another server's."""
    embed = discord.Embed(title="How Easel is")
    for name, value in (*_short(vitals), *(_rest(vitals) if full else ())):
        embed.add_field(name=name, value=cut(value, _MOST), inline=False)
    return embed


def _short(vitals: Vitals) -> Iterator[tuple[str, str]]:
    yield "painting", _painting(vitals)
    yield "queue", _queue(vitals)
    yield "painter", _painter(vitals)


def _rest(vitals: Vitals) -> Iterator[tuple[str, str]]:
    if vitals.painter is not None:
        device = vitals.painter.device
        yield "device", f"{device.name} ({device.kind}), {mebibytes(vitals.painter.memory)} to paint with"
    holds = f", holds {_bytes(vitals.child_memory)} now" if vitals.child_memory else ""
    yield "painter since the start", f"died, hung or did not start {vitals.deaths} times{holds}"
    if vitals.last_error is not None and vitals.last_error_age is not None:
        yield "last error", f"{_ago(vitals.last_error_age)} ago: {vitals.last_error}"
    if vitals.deliveries_waiting:
        yield "not posted yet", f"{vitals.deliveries_waiting} pictures or sentences"
    yield "Discord", "not connected" if vitals.discord_latency is None else f"answers in {_ms(vitals.discord_latency)}"
    trouble = vitals.database_trouble
    yield "database", "can be used" if trouble is None else f"cannot be used: {trouble}"
    yield "disk", "unknown" if vitals.disk_free is None else f"{_bytes(vitals.disk_free)} free"
    yield "Easel", f"up for {_ago(vitals.uptime)}, at worst {_ms(vitals.loop_lag_worst)} late"
    if vitals.painter is not None:
        yield (
            "versions",
            " · ".join(f"{name} {version}" for name, version in vitals.painter.versions.items()) or "unknown",
        )


def _painting(vitals: Vitals) -> str:
    if vitals.painting is None or vitals.painting_for is None:
        return "nothing"
    params, step = vitals.painting.params, vitals.step
    place = f"step {step.step} of {step.total}, {step.seconds_per_step:.2g} s each" if step else "no step is done yet"
    return f"a picture of {params.size} in the style {params.style}, for {_ago(vitals.painting_for)}: {place}"


def _queue(vitals: Vitals) -> str:
    if vitals.queue_length is None:
        return f"not known: {vitals.database_trouble or 'the database is busy'}"
    halted = f". Nothing is taken from it: {vitals.halted}" if vitals.halted else ""
    if vitals.queue_length == 0 or vitals.oldest_age is None:
        return f"nothing waits{halted}"
    waits = "1 picture waits" if vitals.queue_length == 1 else f"{vitals.queue_length} pictures wait"
    return f"{waits}, the oldest for {_ago(vitals.oldest_age)}{halted}"


def _painter(vitals: Vitals) -> str:
    if vitals.painter_trouble is not None:
        return f"cannot paint just now: {vitals.painter_trouble}"
    return "is still starting" if vitals.painter is None else "can paint"


def _ago(seconds: float) -> str:
    return humanize.precisedelta(timedelta(seconds=round(seconds)), format="%d")


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _bytes(size: int) -> str:
    return humanize.naturalsize(size, binary=True)
