"""A message that follows something long: its newest state every few seconds, and always its end."""

import time
from collections.abc import AsyncIterable, Callable

import discord

from bot.delivery.discord_io import DiscordIO
from bot.errors import DiscordUnreachable


class Following:
    """Edits a message of the bot's own for as long as it takes. An interaction's token lasts only 15 minutes."""

    def __init__(self, discord_io: DiscordIO, interval: float = 3, clock: Callable[[], float] = time.monotonic) -> None:
        self._io = discord_io
        self._interval = interval
        self._clock = clock

    async def follow(self, channel_id: int, message_id: int, cards: AsyncIterable[discord.Embed]) -> None:
        """Show the cards as they come; skip those that come too fast. Raises what `cards` raises."""
        shown = self._clock()
        async for card in cards:
            if self._clock() - shown >= self._interval:
                shown = self._clock()
                await self._show(channel_id, message_id, card)

    async def end(self, channel_id: int, message_id: int, card: discord.Embed) -> None:
        """Show the last card. Raises DiscordUnreachable."""
        await self._io.close_card(channel_id, message_id, card)

    async def _show(self, channel_id: int, message_id: int, card: discord.Embed) -> None:
        try:
            await self._io.edit(channel_id, message_id, card)
        except DiscordUnreachable:
            return  # the next one will do
