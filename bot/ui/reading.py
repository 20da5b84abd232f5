"""How a prompt was read: its parts with their weights, and what its flags said."""

import discord

from bot.jobs.job import Job
from bot.ui.text import inert
from generator.wire.params import Params
from generator.wire.prompts import show_scenes
from words.sentence import text

_LIMIT = 450  # characters of a reading: twice as many with escapes, so a field holds it with its flags
_SHORT = 150  # characters of a reading that stands on a picture's card


def add_reading(receipt: discord.Embed, job: Job) -> None:
    """Add how the prompt was read, where that is not simply its words."""
    lines = [inert(show_scenes(job.params.scenes), _LIMIT)] if _has_parts(job.params) else []
    if flags := _flags(job):
        lines.append(text("reading-flags", values=flags))
    if lines:
        receipt.add_field(name=text("field-reading"), value="\n".join(lines), inline=False)


def add_parts(card: discord.Embed, job: Job) -> None:
    """Add the parts of the prompt with their weights to a picture's card, where there are some and they are short."""
    parts = show_scenes(job.params.scenes)
    if _has_parts(job.params) and len(parts) <= _SHORT:
        card.add_field(name=text("field-reading"), value=inert(parts), inline=False)


def _has_parts(params: Params) -> bool:
    """Say whether there is more to the prompt than one text that counts once."""
    return len(params.scenes) > 1 or len(params.scenes[0]) > 1 or show_scenes(params.scenes) != params.scenes[0][0].text


def _flags(job: Job) -> str:
    """Return what the prompt's flags stated: "size 400x224, seed 5"."""
    stated = [name for name, source in job.sources.items() if source == "prompt"]
    return ", ".join(f"{name} {getattr(job.params, name)}" for name in stated if name in Params.model_fields)
