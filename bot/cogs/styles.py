"""/styles: show the installed styles by what they paint, and fetch more of them."""

import asyncio
from collections.abc import AsyncIterator

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import require_bot_owner
from bot.delivery.following import Following
from bot.delivery.permissions import check_place
from bot.errors import Refused
from bot.painter.state import PainterState
from bot.ui.autocomplete import weights_choices
from bot.ui.fitting import side_by_side
from bot.ui.styles import MOST_CARDS, fetched_card, fetching_card, not_fetched_card, style_card
from bot.ui.text import alt_text
from bot.worker.fetching import Fetcher
from bot.worker.supervisor import Supervisor
from generator.wire.protocol import Style
from words.sentence import Sentence, say, text

_NOT_YOURS = say("refusal-owner-fetches")


class Styles(commands.GroupCog, group_name="styles", group_description=text("command-styles")):
    """The sets of weights that paint here."""

    def __init__(self, painter: PainterState, fetcher: Fetcher, supervisor: Supervisor, following: Following) -> None:
        self._painter = painter
        self._fetcher = fetcher
        self._supervisor = supervisor
        self._following = following

    @app_commands.command(description=text("command-styles-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Answer with a card and a sample for each installed style."""
        await interaction.response.defer(ephemeral=True)
        styles = self._painter.known().styles[:MOST_CARDS]
        shown = await asyncio.to_thread(lambda: [_shown(style) for style in styles])
        embeds, files = side_by_side([card for card, _ in shown]), [file for _, file in shown if file]
        await interaction.edit_original_response(embeds=embeds, attachments=files)

    @app_commands.command(description=text("command-styles-fetch"))
    @app_commands.describe(name=text("option-fetch-name"), yes=text("option-fetch-yes"))
    async def fetch(self, interaction: discord.Interaction, name: str, yes: bool = False) -> None:
        """Fetch and install weights, and show how far it is."""
        require_bot_owner(interaction, _NOT_YOURS)
        check_place(interaction)
        answer = await interaction.response.send_message(embed=fetching_card(name))
        assert interaction.channel_id is not None and answer.message_id is not None
        end = await self._fetch(interaction.channel_id, answer.message_id, name, yes)
        await self._following.end(interaction.channel_id, answer.message_id, end)

    @fetch.autocomplete("name")
    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return weights_choices(self._fetcher.fetchable(), typed)

    async def _fetch(self, channel_id: int, message_id: int, name: str, yes: bool) -> discord.Embed:
        """Fetch in sight of the channel, renew the painter, and return the card that tells how it ended."""
        said: tuple[Sentence, ...] = ()

        async def cards() -> AsyncIterator[discord.Embed]:
            nonlocal said
            async for state in self._fetcher.fetch(name, yes=yes):
                said = state.said
                yield fetching_card(state.name, state.doing, state.done, state.total)

        try:
            await self._following.follow(channel_id, message_id, cards())
        except Refused as refusal:
            return not_fetched_card(name, str(refusal))
        await self._supervisor.renew()
        return fetched_card(name, said)


def _shown(style: Style) -> tuple[discord.Embed, discord.File | None]:
    """Return a style's card, and its sample if it has one. Blocks."""
    if style.sample is None or not style.sample.is_file():
        return style_card(style, None), None
    name = f"{style.name}{style.sample.suffix}"
    return style_card(style, name), discord.File(
        style.sample, name, description=alt_text(text("style-sample", style=style.name))
    )
