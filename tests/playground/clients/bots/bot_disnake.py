"""The bot of `tests.playground.clients.scenario` in disnake."""

import io
import os

import disnake
from disnake.ext import commands

disnake.http.Route.BASE = f"{os.environ['API']}/v10"


class Words(disnake.ui.Modal):
    def __init__(self) -> None:
        text = disnake.ui.TextInput(label="Text", custom_id="text")
        super().__init__(title="Words", custom_id="words", components=[text])

    async def callback(self, interaction: disnake.ModalInteraction) -> None:
        await interaction.response.send_message(f"You wrote {interaction.text_values['text']}")


class Card(disnake.ui.View):
    @disnake.ui.button(label="Again", custom_id="again")
    async def again(self, _: disnake.ui.Button, interaction: disnake.MessageInteraction) -> None:
        await interaction.response.send_message("Again.")

    @disnake.ui.button(label="Form", custom_id="form")
    async def form(self, _: disnake.ui.Button, interaction: disnake.MessageInteraction) -> None:
        await interaction.response.send_modal(Words())

    @disnake.ui.string_select(custom_id="style", options=[disnake.SelectOption(label="Oil", value="oil")])
    async def style(self, select: disnake.ui.StringSelect, interaction: disnake.MessageInteraction) -> None:
        await interaction.response.send_message(f"Style {select.values[0]}", ephemeral=True)


bot = commands.InteractionBot()


@bot.slash_command(description="A card")
async def card(interaction: disnake.CommandInteraction) -> None:
    await interaction.response.send_message("Card", view=Card())


@bot.slash_command(description="A large file")
async def large(interaction: disnake.CommandInteraction) -> None:
    await interaction.response.defer()
    await interaction.followup.send(file=disnake.File(io.BytesIO(bytes(9 * 2**20)), "large.bin"))


bot.run(os.environ["TOKEN"])
