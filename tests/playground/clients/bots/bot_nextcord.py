"""The bot of `tests.playground.clients.scenario` in nextcord."""

import io
import os

import nextcord

nextcord.http.Route.BASE = f"{os.environ['API']}/v10"


class Words(nextcord.ui.Modal):
    def __init__(self) -> None:
        super().__init__("Words", custom_id="words")
        self.text = nextcord.ui.TextInput(label="Text", custom_id="text")
        self.add_item(self.text)

    async def callback(self, interaction: nextcord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.text.value}")


class Card(nextcord.ui.View):
    @nextcord.ui.button(label="Again", custom_id="again")
    async def again(self, _: nextcord.ui.Button, interaction: nextcord.Interaction) -> None:
        await interaction.response.send_message("Again.")

    @nextcord.ui.button(label="Form", custom_id="form")
    async def form(self, _: nextcord.ui.Button, interaction: nextcord.Interaction) -> None:
        await interaction.response.send_modal(Words())

    @nextcord.ui.select(custom_id="style", options=[nextcord.SelectOption(label="Oil", value="oil")])
    async def style(self, select: nextcord.ui.Select, interaction: nextcord.Interaction) -> None:
        await interaction.response.send_message(f"Style {select.values[0]}", ephemeral=True)


bot = nextcord.Client(intents=nextcord.Intents.default())


@bot.slash_command(description="A card")
async def card(interaction: nextcord.Interaction) -> None:
    await interaction.response.send_message("Card", view=Card())


@bot.slash_command(description="A large file")
async def large(interaction: nextcord.Interaction) -> None:
    await interaction.response.defer()
    await interaction.followup.send(file=nextcord.File(io.BytesIO(bytes(9 * 2**20)), "large.bin"))


bot.run(os.environ["TOKEN"])
