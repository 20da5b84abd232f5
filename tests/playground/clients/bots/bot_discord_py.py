"""The bot of `tests.playground.clients.scenario` in discord.py."""

import io
import os

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = f"{os.environ['API']}/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["API"].replace("http", "ws")).origin()


class Words(discord.ui.Modal, title="Words"):
    text = discord.ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.text.value}")


class Card(discord.ui.View):
    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_message("Again.")

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_modal(Words(custom_id="words"))

    @discord.ui.select(custom_id="style", options=[discord.SelectOption(label="Oil", value="oil")])
    async def style(self, interaction: discord.Interaction, select: discord.ui.Select) -> None:
        await interaction.response.send_message(f"Style {select.values[0]}", ephemeral=True)


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()


bot = Bot()


@bot.tree.command(description="A card")
async def card(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Card", view=Card())


@bot.tree.command(description="A large file")
async def large(interaction: discord.Interaction) -> None:
    await interaction.response.defer()
    await interaction.followup.send(file=discord.File(io.BytesIO(bytes(9 * 2**20)), "large.bin"))


bot.run(os.environ["TOKEN"])
