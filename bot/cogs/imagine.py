"""/imagine: order a picture."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import answer_error, asker_of, guild_of, is_bot_owner, unless_trouble
from bot.deadline import Deadline
from bot.delivery.permissions import check_place
from bot.delivery.receipts import Receipts
from bot.errors import Refused
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.job import Order
from bot.jobs.orders import settle_params, stated_flags
from bot.jobs.queue import JobQueue
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from bot.ui.autocomplete import size_choices, style_choices
from bot.ui.suggestions import prompt_buttons
from bot.worker.fetching import Fetcher
from generator.wire.errors import NothingKnown
from generator.wire.flags import read_typed
from generator.wire.offers import offers
from generator.wire.params import MAX_SEED, Params
from generator.wire.vocabulary import check_known, near_prompts
from words.sentence import text

_OPTIONS = ("prompt", "size", "steps", "seed", "style", "method")


class Imagine(commands.Cog):
    """Orders pictures."""

    def __init__(
        self,
        queue: JobQueue,
        settings: GuildSettings,
        painter: PainterState,
        capacities: Capacities,
        receipts: Receipts,
        fetcher: Fetcher,
    ) -> None:
        self._queue = queue
        self._settings = settings
        self._painter = painter
        self._capacities = capacities
        self._receipts = receipts
        self._fetcher = fetcher

    @app_commands.command(description=text("command-imagine"))
    @app_commands.describe(**{name: str(Params.model_fields[name].description) for name in _OPTIONS})
    @app_commands.choices(method=[app_commands.Choice(name=name, value=name) for name in offers()])
    async def imagine(
        self,
        interaction: discord.Interaction,
        prompt: app_commands.Range[str, 1, 1000],
        size: str | None = None,
        steps: app_commands.Range[int, 1, 10_000] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
        style: str | None = None,
        method: str | None = None,
    ) -> None:
        """Order a picture; what is left out comes from the server, the style or the method."""
        typed = {"prompt": prompt, "size": size, "steps": steps, "seed": seed, "style": style, "method": method}
        await self._order(interaction, typed)

    @commands.Cog.listener()
    async def on_prompt_button(self, interaction: discord.Interaction, typed: str) -> None:
        """Order the prompt on a button, as if it was typed."""
        try:
            await self._order(interaction, {"prompt": typed})
        except Exception as error:
            await answer_error(interaction, error)

    @imagine.autocomplete("size")
    async def _sizes(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        asked = interaction.namespace
        capacity = self._capacities.of(asked.style, asked.method, deadline=Deadline.for_answer())
        return size_choices(typed, await unless_trouble(capacity, None))

    @imagine.autocomplete("style")
    async def _styles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        largest = await unless_trouble(self._capacities.largest(deadline=Deadline.for_answer()), None)
        fetchable = self._fetcher.fetchable() if is_bot_owner(interaction) else ()
        return style_choices(self._painter.styles(), typed, fetchable, largest)

    async def _order(self, interaction: discord.Interaction, typed: Mapping[str, Any]) -> None:
        check_place(interaction)
        deadline = Deadline.for_answer()
        self._require_installed(interaction, typed)
        server = await self._settings.of(guild_of(interaction), deadline=deadline)
        styles = self._painter.known().styles
        params, sources = settle_params(typed, server, styles)
        await self._capacities.check(params, sources["size"], deadline=deadline)
        style = next(each for each in styles if each.name == params.style)
        try:
            check_known(style, params)
        except NothingKnown:
            near = prompt_buttons(near_prompts(style, params), stated_flags(params, sources))
            said = text("answer-nothing-known", style=style.name)
            await interaction.response.send_message(said, view=near, ephemeral=True)
            return
        order = Order(asker_of(interaction), params, sources)
        await self._receipts.answer(interaction, await self._queue.enqueue(order, deadline=deadline))

    def _require_installed(self, interaction: discord.Interaction, typed: Mapping[str, Any]) -> None:
        """Raise Refused for a style that could be fetched, with what this person can do about it. Raises NotReady."""
        style = read_typed(typed).get("style")
        installed = [each.name for each in self._painter.known().styles]
        if style is None or style in installed or style not in [name for name, *_ in self._fetcher.fetchable()]:
            return
        if is_bot_owner(interaction):
            raise Refused("style-to-fetch", style=style)
        if installed:
            raise Refused("style-not-here", style=style, names=", ".join(installed))
