"""The cards of /styles."""

from collections.abc import Sequence

import discord
import humanize

from bot.ui.fitting import card, listed
from bot.ui.text import escaped, method_title, progress_bar
from generator.wire.protocol import Style
from generator.wire.weights import DOING, Doing
from words.sentence import Sentence, text

# https://docs.discord.com/developers/resources/message#create-message-jsonform-params
MOST_CARDS = 10


@card
def style_card(style: Style, sample: str | None) -> discord.Embed:
    """Return the card of an installed style; `sample` is the attachment's name."""
    embed = discord.Embed(title=style.name, description=style.description)
    defaults = style.by(None).defaults
    embed.add_field(name=text("field-paints-at"), value=str(defaults.get("size") or text("style-any-size")))
    embed.add_field(name="steps", value=str(defaults.get("steps") or text("style-any-steps")))
    embed.add_field(name=text("field-paints-by"), value=", ".join(map(method_title, style.methods)))
    if sample is None:
        return embed.set_footer(text=text("style-no-sample"))
    return embed.set_image(url=f"attachment://{sample}")


@card
def fetching_card(name: str, doing: Doing | None = None, done: int = 0, total: int | None = None) -> discord.Embed:
    """Return the card that shows how far the weights are fetched."""
    shown = text(DOING[doing] if doing else "fetching-begins")
    embed = discord.Embed(title=text("fetching-title"), description=f"**{escaped(name)}**: {shown}")
    if total:
        embed.add_field(name=progress_bar(done, total), value=_counted(doing, done, total))
    return embed


@card
def fetched_card(name: str, said: Sequence[Sentence]) -> discord.Embed:
    """Return the card of weights that are installed, with the fetcher's own sentences."""
    return discord.Embed(title=text("fetching-done", name=name), description=listed(list(map(str, said[-8:]))))


@card
def not_fetched_card(name: str, why: str) -> discord.Embed:
    """Return the card that says why weights were not fetched."""
    return discord.Embed(title=text("fetching-failed", name=escaped(name)), description=why)


def _counted(doing: Doing | None, done: int, total: int) -> str:
    if doing == "painting":
        return text("fetching-steps", done=str(done), total=str(total))
    return text("fetching-bytes", done=humanize.naturalsize(done), total=humanize.naturalsize(total))
