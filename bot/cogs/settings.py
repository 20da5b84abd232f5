"""/settings: what a server wants where its members do not say."""

from collections.abc import Iterable

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import guild_of, require_manager, unless_trouble, whisper
from bot.deadline import Deadline
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.orders import settle_params, unable_by_default
from bot.painter.capacity import Capacities
from bot.painter.state import PainterState
from bot.ui.autocomplete import size_choices, style_choices
from bot.ui.fitting import cut
from bot.ui.overviews import settings_card
from generator.wire.capacity import Capacity
from generator.wire.params import Params
from words.sentence import text

_LONGEST_LIST = 1000


class Settings(commands.GroupCog, group_name="settings", group_description=text("command-settings")):
    """What a server wants where its members do not say."""

    def __init__(self, settings: GuildSettings, painter: PainterState, capacities: Capacities) -> None:
        self._settings = settings
        self._painter = painter
        self._capacities = capacities

    @app_commands.command(description=text("command-settings-size"))
    @app_commands.describe(size=text("option-settings-size"))
    async def size(self, interaction: discord.Interaction, size: str | None = None) -> None:
        """Set or reset the size."""
        await self._change(interaction, "size", size)

    @app_commands.command(description=text("command-settings-steps"))
    @app_commands.describe(steps=text("option-settings-steps"))
    async def steps(
        self, interaction: discord.Interaction, steps: app_commands.Range[int, 1, 10_000] | None = None
    ) -> None:
        """Set or reset the number of steps."""
        await self._change(interaction, "steps", steps)

    @app_commands.command(description=text("command-settings-style"))
    @app_commands.describe(style=text("option-settings-style"))
    async def style(self, interaction: discord.Interaction, style: str | None = None) -> None:
        """Set or reset the style."""
        await self._change(interaction, "style", style)

    @app_commands.command(description=text("command-settings-role-limit"))
    @app_commands.describe(role=text("option-limit-role"), limit=text("option-limit-limit"))
    async def role_limit(
        self,
        interaction: discord.Interaction,
        role: discord.Role,
        limit: app_commands.Range[int, 0, 1000] | None = None,
    ) -> None:
        """Set or reset the limit of a role."""
        require_manager(interaction)
        deadline = Deadline.for_answer()
        await self._settings.put_role_limit(guild_of(interaction), role.id, limit, deadline=deadline)
        if limit is None:
            answer = text("answer-role-limit-reset", role=role.mention)
        else:
            answer = text("answer-role-limit", role=role.mention, limit=limit)
        await whisper(interaction, answer)

    @app_commands.command(description=text("command-settings-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Answer with the card of this server's settings."""
        deadline = Deadline.for_answer()
        server = await self._settings.of(guild_of(interaction), deadline=deadline)
        params, sources = self._settled(server)
        limits = await self._settings.role_limits(guild_of(interaction), deadline=deadline)
        await interaction.response.send_message(embed=settings_card(params, sources, limits), ephemeral=True)

    @size.autocomplete("size")
    async def _sizes(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return size_choices(typed, await unless_trouble(self._capacity(interaction, Deadline.for_answer()), None))

    @style.autocomplete("style")
    async def _styles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return style_choices(self._painter.styles(), typed)

    async def _change(self, interaction: discord.Interaction, name: str, value: object | None) -> None:
        """Set a value, or reset it for None. Raises Refused where pictures of the new size or style do not fit."""
        require_manager(interaction)
        deadline, guild_id = Deadline.for_answer(), guild_of(interaction)
        server = await self._settings.of(guild_id, deadline=deadline)
        params, _ = self._settled({key: kept for key, kept in server.items() if key != name}, **{name: value})
        if name != "steps":
            await self._capacities.check(params, deadline=deadline)
        new = None if value is None else getattr(params, name)
        await self._settings.put(guild_id, name, new, deadline=deadline)
        if new is None:
            answer = text("answer-setting-reset", name=name)
        else:
            left_out = await self._left_out(name, params, {**server, name: str(new)}, deadline)
            answer = text("answer-setting", name=name, value=str(new)) + left_out
        await whisper(interaction, answer)

    async def _left_out(self, name: str, params: Params, server: dict[str, str], deadline: Deadline) -> str:
        """Return what to add to an answer: which styles and methods cannot paint with the new value."""
        if name == "size" and (unable := await self._capacities.too_small_for(params.size, deadline=deadline)):
            return " " + text("answer-setting-too-large", names=_listed(unable))
        if name == "steps" and (unable := unable_by_default(server, self._painter.styles())):
            return " " + text("answer-setting-steps-unable", names=_listed(unable))
        return ""

    async def _capacity(self, interaction: discord.Interaction, deadline: Deadline) -> Capacity | None:
        """Return the room for pictures of the server's style, None while the painter is not known."""
        if not self._painter.styles():
            return None
        server = await self._settings.of(guild_of(interaction), deadline=deadline)
        params, _ = self._settled({key: kept for key, kept in server.items() if key == "style"})
        return await self._capacities.of(params.style, params.method, deadline=deadline)

    def _settled(self, server: dict[str, str], **typed: object) -> tuple[Params, dict[str, str]]:
        """Return what an order gets here, and where each value comes from."""
        return settle_params({"prompt": "anything", **typed}, server, self._painter.known().styles)


def _listed(unable: Iterable[tuple[str, str]]) -> str:
    listed = ", ".join(text("style-by-method", style=style, method=method) for style, method in unable)
    return cut(listed, _LONGEST_LIST)
