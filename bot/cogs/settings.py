"""/settings: what a server wants where its members do not say."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import guild_of, require_manager, whisper
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.orders import settle_params
from bot.painter.state import PainterState
from bot.ui.autocomplete import size_choices, style_choices
from bot.ui.overviews import settings_card

_ANY_PROMPT = "anything"


@app_commands.guild_only()
@app_commands.guild_install()
class Settings(commands.GroupCog, group_name="settings"):
    """What a server wants where its members do not say."""

    def __init__(self, settings: GuildSettings, painter: PainterState) -> None:
        self._settings = settings
        self._painter = painter

    @app_commands.command()
    @app_commands.describe(size="width x height in pixels; leave it out for the style's own")
    async def size(self, interaction: discord.Interaction, size: str | None = None) -> None:
        """Set the size of this server's pictures (Manage Server)."""
        await self._change(interaction, "size", size)

    @app_commands.command()
    @app_commands.describe(steps="how many steps to paint; leave it out for the style's own")
    async def steps(
        self, interaction: discord.Interaction, steps: app_commands.Range[int, 1, 10_000] | None = None
    ) -> None:
        """Set how many steps this server's pictures are painted (Manage Server)."""
        await self._change(interaction, "steps", steps)

    @app_commands.command()
    @app_commands.describe(style="the set of weights; leave it out for the first one")
    async def style(self, interaction: discord.Interaction, style: str | None = None) -> None:
        """Set the style of this server's pictures (Manage Server)."""
        await self._change(interaction, "style", style)

    @app_commands.command()
    @app_commands.describe(
        role="the highest of a member's roles that has a limit counts",
        limit="how many pictures such a member may have waiting; leave it out for everybody's limit",
    )
    async def role_limit(
        self,
        interaction: discord.Interaction,
        role: discord.Role,
        limit: app_commands.Range[int, 0, 1000] | None = None,
    ) -> None:
        """Set how many pictures members with a role may have waiting (Manage Server)."""
        require_manager(interaction)
        await self._settings.put_role_limit(guild_of(interaction), role.id, limit)
        many = "as many as everybody" if limit is None else str(limit)
        await whisper(interaction, f"Members with {role.mention} may now have {many} waiting.")

    @app_commands.command()
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is set in this server, and where each value comes from."""
        server = await self._settings.of(guild_of(interaction))
        params, sources = settle_params({"prompt": _ANY_PROMPT}, server, self._painter.known().styles)
        limits = await self._settings.role_limits(guild_of(interaction))
        await interaction.response.send_message(embed=settings_card(params, sources, limits), ephemeral=True)

    @size.autocomplete("size")
    async def _sizes(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return size_choices(typed)

    @style.autocomplete("style")
    async def _styles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return style_choices(self._painter.styles(), typed)

    async def _change(self, interaction: discord.Interaction, name: str, value: object | None) -> None:
        require_manager(interaction)
        others = {key: kept for key, kept in (await self._settings.of(guild_of(interaction))).items() if key != name}
        params, _ = settle_params({"prompt": _ANY_PROMPT, name: value}, others, self._painter.known().styles)
        if value is None:
            await self._settings.put(guild_of(interaction), name, None)
            await whisper(interaction, f"{name} is the style's default again in this server.")
        else:
            await self._settings.put(guild_of(interaction), name, getattr(params, name))
            await whisper(interaction, f"{name} is now {getattr(params, name)} in this server.")
