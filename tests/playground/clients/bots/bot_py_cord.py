"""The bot of `tests.playground.clients.scenario` in py-cord."""

import io
import os

import discord

discord.http.Route.API_BASE_URL = os.environ["API"] + "/v{API_VERSION}"


class Words(discord.ui.Modal):
    def __init__(self) -> None:
        super().__init__(discord.ui.InputText(label="Text", custom_id="text"), title="Words", custom_id="words")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.children[0].value}")


class Card(discord.ui.View):
    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, _: discord.ui.Button, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Again.")

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, _: discord.ui.Button, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Words())

    @discord.ui.select(custom_id="style", options=[discord.SelectOption(label="Oil", value="oil")])
    async def style(self, select: discord.ui.Select, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Style {select.values[0]}", ephemeral=True)


bot = discord.Bot(intents=discord.Intents.default())


@bot.slash_command(description="A card")
async def card(ctx: discord.ApplicationContext) -> None:
    await ctx.respond("Card", view=Card())


@bot.slash_command(description="A large file")
async def large(ctx: discord.ApplicationContext) -> None:
    await ctx.defer()
    await ctx.followup.send(file=discord.File(io.BytesIO(bytes(9 * 2**20)), "large.bin"))


bot.run(os.environ["TOKEN"])
