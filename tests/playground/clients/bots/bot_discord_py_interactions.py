"""The bot of `tests.playground.clients.scenario` in interactions.py."""

import io
import os

import interactions
from interactions.api.http.route import Route

Route.BASE = f"{os.environ['API']}/v10"
bot = interactions.Client(intents=interactions.Intents.DEFAULT)


@interactions.slash_command("card", description="A card")
async def card(ctx: interactions.SlashContext) -> None:
    blue = interactions.ButtonStyle.PRIMARY
    buttons = interactions.ActionRow(
        interactions.Button(style=blue, label="Again", custom_id="again"),
        interactions.Button(style=blue, label="Form", custom_id="form"),
    )
    choice = interactions.StringSelectOption(label="Oil", value="oil")
    menu = interactions.ActionRow(interactions.StringSelectMenu(choice, custom_id="style"))
    await ctx.send("Card", components=[buttons, menu])


@interactions.slash_command("large", description="A large file")
async def large(ctx: interactions.SlashContext) -> None:
    await ctx.defer()
    await ctx.send(file=interactions.File(io.BytesIO(bytes(9 * 2**20)), file_name="large.bin"))


@interactions.component_callback("again")
async def again(ctx: interactions.ComponentContext) -> None:
    await ctx.send("Again.")


@interactions.component_callback("style")
async def style(ctx: interactions.ComponentContext) -> None:
    await ctx.send(f"Style {ctx.values[0]}", ephemeral=True)


@interactions.component_callback("form")
async def form(ctx: interactions.ComponentContext) -> None:
    text = interactions.ShortText(label="Text", custom_id="text")
    await ctx.send_modal(interactions.Modal(text, title="Words", custom_id="words"))


@interactions.modal_callback("words")
async def words(ctx: interactions.ModalContext, text: str) -> None:
    await ctx.send(f"You wrote {text}")


bot.start(os.environ["TOKEN"])
