"""The bot of `tests.playground.clients.scenario` in hikari."""

import os

import hikari

bot = hikari.GatewayBot(os.environ["TOKEN"], rest_url=f"{os.environ['API']}/v10", banner=None)


@bot.listen()
async def register(_: hikari.StartingEvent) -> None:
    application = await bot.rest.fetch_application()
    names = {"card": "A card", "large": "A large file"}
    wanted = [bot.rest.slash_command_builder(name, about) for name, about in names.items()]
    await bot.rest.set_application_commands(application, wanted)


@bot.listen()
async def answer(event: hikari.InteractionCreateEvent) -> None:
    interaction = event.interaction
    if isinstance(interaction, hikari.CommandInteraction):
        await (card if interaction.command_name == "card" else large)(interaction)
    elif isinstance(interaction, hikari.ComponentInteraction):
        await component(interaction)
    elif isinstance(interaction, hikari.ModalInteraction):
        text = interaction.components[0].components[0].value
        await interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, f"You wrote {text}")


async def card(interaction: hikari.CommandInteraction) -> None:
    buttons = bot.rest.build_message_action_row()
    buttons.add_interactive_button(hikari.ButtonStyle.PRIMARY, "again", label="Again")
    buttons.add_interactive_button(hikari.ButtonStyle.PRIMARY, "form", label="Form")
    menu = bot.rest.build_message_action_row()
    menu.add_text_menu("style").add_option("Oil", "oil")
    kind = hikari.ResponseType.MESSAGE_CREATE
    await interaction.create_initial_response(kind, "Card", components=[buttons, menu])


async def large(interaction: hikari.CommandInteraction) -> None:
    await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
    await interaction.edit_initial_response(attachment=hikari.Bytes(bytes(9 * 2**20), "large.bin"))


async def component(interaction: hikari.ComponentInteraction) -> None:
    kind = hikari.ResponseType.MESSAGE_CREATE
    if interaction.custom_id == "again":
        await interaction.create_initial_response(kind, "Again.")
    elif interaction.custom_id == "style":
        text, hidden = f"Style {interaction.values[0]}", hikari.MessageFlag.EPHEMERAL
        await interaction.create_initial_response(kind, text, flags=hidden)
    else:
        row = bot.rest.build_modal_action_row().add_text_input("text", "Text")
        await interaction.create_modal_response("Words", "words", components=[row])


bot.run()
