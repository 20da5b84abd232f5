"""The cards of /styles."""

from collections.abc import Sequence

import discord
import humanize

from bot.ui.cards import PROGRESS_BAR
from bot.ui.text import cut
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
    """Return how far the fetching of weights is."""
    embed = discord.Embed(title="Fetching weights", description=f"**{name}**: {doing}")
    if total:
        filled = min(PROGRESS_BAR, PROGRESS_BAR * done // total)
        embed.add_field(
            name="█" * filled + "░" * (PROGRESS_BAR - filled),
            value=f"{done} of {total} steps" if doing == "painting" else _of(done, total),
        )
    return embed


def fetched_card(name: str, said: Sequence[str]) -> discord.Embed:
    """Return what became of it, in the fetcher's own sentences."""
    return discord.Embed(title=f"{name} is here", description=cut("\n".join(said[-8:]), 2000))


def not_fetched_card(name: str, why: str) -> discord.Embed:
    """Return why the weights are not here."""
    return discord.Embed(title=f"{name} was not fetched", description=cut(why, 2000))


def _of(done: int, total: int) -> str:
    return f"{humanize.naturalsize(done)} of {humanize.naturalsize(total)}"
