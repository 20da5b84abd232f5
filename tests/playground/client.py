"""A small bot on a stock discord.py: one command of each kind, and a record of what it saw."""

import asyncio
import io
import os
import signal
import zlib
from pathlib import Path

import aiohttp
import discord
from discord import app_commands


def png(width: int = 4, height: int = 4, shade: int = 0) -> bytes:
    """Return a grey PNG, made by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    rows = (b"\0" + bytes([shade]) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(name: str, shade: int = 0) -> discord.File:
    return discord.File(io.BytesIO(png(shade=shade)), name)


def embed(text: str, image: str | None = None) -> discord.Embed:
    card = discord.Embed(title="Painting", description=text)
    return card.set_image(url=f"attachment://{image}") if image else card


class Form(discord.ui.Modal, title="Change it"):
    words = discord.ui.TextInput(label="Words", custom_id="words", min_length=3, max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.words.value}", ephemeral=True)


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Same seed", emoji="🔁", custom_id="again")
    async def again(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_message("Again.")

    @discord.ui.button(label="Cancel", custom_id="cancel")
    async def cancel(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="Cancelled.", view=None)

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Later it is.")

    @discord.ui.button(label="Change", custom_id="change")
    async def change(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_modal(Form(custom_id="form"))

    @discord.ui.select(
        custom_id="style", options=[discord.SelectOption(label="Oil", value="oil"), discord.SelectOption(label="Ink")]
    )
    async def style(self, interaction: discord.Interaction, select: discord.ui.Select) -> None:
        await interaction.response.send_message(f"Style {select.values[0]}", ephemeral=True)


class PaintBot(discord.Client):
    """Paints nothing, but answers as a real bot would."""

    def __init__(self, socket: Path, **options: object) -> None:
        intents = discord.Intents.default()
        connector = aiohttp.UnixConnector(path=str(socket), limit=0)
        options = {"allowed_mentions": discord.AllowedMentions.none(), **options}
        super().__init__(intents=intents, connector=connector, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.errors: list[BaseException] = []
        self.reactions: list[discord.RawReactionActionEvent] = []
        self.resumed = asyncio.Event()
        self._synced = asyncio.Event()
        add_commands(self.tree)

        @self.tree.error
        async def on_error(_: discord.Interaction, error: app_commands.AppCommandError) -> None:
            self.errors.append(error.__cause__ or error)

    async def setup_hook(self) -> None:
        self.add_view(Buttons())
        await self.tree.sync()

    async def on_ready(self) -> None:
        self._synced.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.reactions.append(event)
        if event.user_id != self.user.id and event.emoji.name == "🔁":
            await self.get_partial_messageable(event.channel_id).send(f"<@{event.user_id}> wants it again.")

    async def wait_until_synced(self) -> None:
        await self._synced.wait()

    def room(self, channel_id: str) -> discord.PartialMessageable:
        return self.get_partial_messageable(int(channel_id))


def add_commands(tree: app_commands.CommandTree) -> None:
    _add_painting(tree)
    _add_answers(tree)
    _add_settings(tree)


def _add_painting(tree: app_commands.CommandTree) -> None:
    @tree.command(description="Paint a picture")
    @app_commands.choices(size=[app_commands.Choice(name="small", value=1), app_commands.Choice(name="large", value=2)])
    async def imagine(
        interaction: discord.Interaction,
        prompt: app_commands.Range[str, 1, 200],
        steps: app_commands.Range[int, 1, 500] = 50,
        size: app_commands.Choice[int] | None = None,
        style: str = "toy",
        seed: int | None = None,
    ) -> None:
        if prompt == "crash":
            os._exit(3)
        if prompt == "refuse":
            await interaction.response.send_message("Not this one.", ephemeral=True)
            return
        await interaction.response.send_message(embed=embed(f"{prompt}, {steps} steps"), view=Buttons())
        room = interaction.client.get_partial_messageable(interaction.channel_id)
        progress = await room.send(embed=embed("step 0"))
        for step in (1, 2):
            name = f"preview-{step}.png"
            await progress.edit(embed=embed(f"step {step}", name), attachments=[picture(name, step)])
        owner = discord.AllowedMentions(users=[interaction.user])
        if prompt == "fail":
            await room.send(f"{interaction.user.mention} There is no memory left.", allowed_mentions=owner)
            return
        done = await room.send(interaction.user.mention, file=picture("final.png", 9), allowed_mentions=owner)
        await done.add_reaction("🔁")

    @imagine.autocomplete("style")
    async def styles(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in ("toy", "ink") if current in name]


def _add_answers(tree: app_commands.CommandTree) -> None:
    @tree.command(description="Think for a while")
    async def think(interaction: discord.Interaction, secret: bool = False) -> None:
        await interaction.response.defer(ephemeral=secret, thinking=True)
        await interaction.followup.send(f"Thought, {interaction.user.mention}.")
        await interaction.followup.send("And again.", ephemeral=True)

    @tree.command(description="Fill in a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form(custom_id="form"))

    @tree.command(description="Look at a file and a person")
    async def look(interaction: discord.Interaction, file: discord.Attachment, person: discord.Member) -> None:
        data = await file.read()
        await interaction.response.send_message(f"{person.display_name}: {len(data)} bytes in {file.filename}")

    @tree.command(description="Say nothing")
    async def silence(interaction: discord.Interaction) -> None:
        pass

    @tree.command(description="Answer twice")
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("One.")
        interaction.response._response_type = None
        await interaction.response.send_message("Two.")


def _add_settings(tree: app_commands.CommandTree) -> None:
    settings = app_commands.Group(
        name="settings", description="Settings", default_permissions=discord.Permissions(manage_guild=True)
    )

    @settings.command(description="The size")
    async def size(interaction: discord.Interaction, value: str) -> None:
        allowed = interaction.permissions.manage_guild
        await interaction.response.send_message(f"Size {value}" if allowed else "Not you.", ephemeral=True)

    tree.add_command(settings)


async def run(socket: Path, token: str) -> None:
    """Run as a process until SIGTERM."""
    bot = PaintBot(socket)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
    async with bot:
        await bot.start(token)


if __name__ == "__main__":
    asyncio.run(run(Path(os.environ["DISCORD_SOCKET"]), os.environ["DISCORD_TOKEN"]))
