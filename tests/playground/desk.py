"""A bot with a command of every kind, a menu of every kind, and a form with every kind of field."""

from pathlib import Path

import discord
from discord import app_commands

from tests.playground.client import PaintBot


class Survey(discord.ui.Modal, title="Survey"):
    intro = discord.ui.TextDisplay("Tell us.")
    style = discord.ui.Label(
        text="Style",
        component=discord.ui.Select(
            custom_id="style",
            required=False,
            options=[discord.SelectOption(label="Oil", value="oil", default=True), discord.SelectOption(label="Ink")],
        ),
    )
    friend = discord.ui.Label(
        text="Friend", component=discord.ui.UserSelect(custom_id="friend", required=True, max_values=2)
    )
    files = discord.ui.Label(
        text="Sketches", component=discord.ui.FileUpload(custom_id="files", required=False, min_values=0, max_values=2)
    )
    words = discord.ui.Label(
        text="Words", component=discord.ui.TextInput(custom_id="words", required=False, default="none")
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        sizes = [len(await each.read()) for each in self.files.component.values]
        friends = [each.display_name for each in self.friend.component.values]
        said = f"{self.style.component.values} {friends} {sizes} {self.words.component.value}"
        await interaction.response.send_message(said, ephemeral=True)


class Menus(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="user", max_values=2)
    async def user(self, interaction: discord.Interaction, menu: discord.ui.UserSelect) -> None:
        await interaction.response.send_message(", ".join(each.display_name for each in menu.values))

    @discord.ui.select(cls=discord.ui.RoleSelect, custom_id="role")
    async def role(self, interaction: discord.Interaction, menu: discord.ui.RoleSelect) -> None:
        await interaction.response.send_message(menu.values[0].name)

    @discord.ui.select(cls=discord.ui.MentionableSelect, custom_id="anyone", min_values=0, max_values=2)
    async def anyone(self, interaction: discord.Interaction, menu: discord.ui.MentionableSelect) -> None:
        await interaction.response.send_message(", ".join(type(each).__name__ for each in menu.values) or "nobody")

    @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="channel", channel_types=[discord.ChannelType.voice])
    async def channel(self, interaction: discord.Interaction, menu: discord.ui.ChannelSelect) -> None:
        await interaction.response.send_message(f"{menu.values[0].name} {menu.values[0].permissions.send_messages}")


class DeskBot(PaintBot):
    """Answers with what it was given."""

    def __init__(self, socket: Path) -> None:
        super().__init__(socket)
        _add_menus(self.tree)
        _add_entities(self.tree)
        _add_contexts(self.tree)


def _add_menus(tree: app_commands.CommandTree) -> None:
    @tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hello, {member.display_name}")

    @tree.context_menu(name="Quote it")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{message.author.display_name}: {message.content}", ephemeral=True)

    @tree.command(description="Menus")
    async def menus(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Choose", view=Menus())

    @tree.command(description="A survey")
    async def survey(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Survey(custom_id="survey"))


def _add_entities(tree: app_commands.CommandTree) -> None:
    @tree.command(description="Name a channel")
    async def where(interaction: discord.Interaction, room: discord.TextChannel | discord.Thread) -> None:
        await interaction.response.send_message(f"{room.name} {room.permissions_for(interaction.user).send_messages}")

    @tree.command(description="Name anyone")
    async def whom(interaction: discord.Interaction, anyone: discord.Member | discord.Role) -> None:
        await interaction.response.send_message(f"{type(anyone).__name__} {anyone.name}")


def _add_contexts(tree: app_commands.CommandTree) -> None:
    @tree.command(description="Only in servers")
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"In {interaction.guild_id}")

    @tree.command(description="Only in direct messages")
    @app_commands.dm_only()
    async def alone(interaction: discord.Interaction, file: discord.Attachment | None = None) -> None:
        size = len(await file.read()) if file else 0
        said = (
            f"{interaction.context.dm_channel} {interaction.guild} {interaction.app_permissions.send_messages} {size}"
        )
        await interaction.response.send_message(said)
        await interaction.followup.send("And more")

    @tree.command(description="For those who installed it")
    @app_commands.user_install()
    async def mine(interaction: discord.Interaction) -> None:
        installed = interaction.is_user_integration(), interaction.is_guild_integration()
        await interaction.response.send_message(f"{installed}", ephemeral=True)
