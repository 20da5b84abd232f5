"""The cards of /styles."""

from collections.abc import Sequence

import discord
import humanize

from bot.ui.text import cut, progress_bar
from generator.wire.protocol import Style

# https://docs.discord.com/developers/resources/message#create-message-jsonform-params
MOST_CARDS = 10


def style_card(style: Style, sample: str | None) -> discord.Embed:
    """Return the card of an installed style; `sample` is the attachment's name."""
    embed = discord.Embed(title=style.name, description=cut(style.description, 1000))
    embed.add_field(name="paints at", value=str(style.by(None).defaults.get("size", "any size")))
    embed.add_field(name="steps", value=str(style.by(None).defaults.get("steps", "any")))
    if sample is None:
        return embed.set_footer(text="no sample was painted")
    return embed.set_image(url=f"attachment://{sample}")


def fetching_card(name: str, doing: str, done: int, total: int | None) -> discord.Embed:
    """Return the card that shows how far the weights are fetched."""
    embed = discord.Embed(title="Fetching weights", description=f"**{name}**: {doing}")
    if total:
        counted = f"{done} of {total} steps" if doing == "painting" else _of(done, total)
        embed.add_field(name=progress_bar(done, total), value=counted)
    return embed


def fetched_card(name: str, said: Sequence[str]) -> discord.Embed:
    """Return the card of weights that are installed, with the fetcher's own sentences."""
    return discord.Embed(title=f"{name} is here", description=cut("\n".join(said[-8:]), 2000))


def not_fetched_card(name: str, why: str) -> discord.Embed:
    """Return the card that says why weights were not fetched."""
    return discord.Embed(title=f"{name} was not fetched", description=cut(why, 2000))


def _of(done: int, total: int) -> str:
    return f"{humanize.naturalsize(done)} of {humanize.naturalsize(total)}"
