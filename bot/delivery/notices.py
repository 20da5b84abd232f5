"""Sentences for one person where Discord has no private answer: in answer to a reaction."""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import suppress

from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.lanes import Lane
from bot.delivery.patience import USUAL, Patience
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.jobs.cooldown import CoolDown
from bot.ui.cards import notice_card


class Notices:
    """Posts them where all can see them, but few: one in a channel at a time, and to each person one in a while.

    Each is deleted after a short time. What comes meanwhile is said in the channel's next.
    """

    def __init__(
        self, discord_io: DiscordIO, patience: Patience = USUAL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._io = discord_io
        self._stay = patience.notice
        self._told = CoolDown(patience.next_notice, clock)
        self._said: dict[int, list[tuple[int, str]]] = {}  # by channel, as long as one is shown there
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()

    def say(self, channel_id: int, user_id: int, sentence: str) -> None:
        """Tell a person something, unless they were told something a short while ago. Returns at once."""
        if self._closing.is_set() or not self._told.take(user_id):
            return
        if channel_id in self._said:
            self._said[channel_id].append((user_id, sentence))
            return
        self._said[channel_id] = [(user_id, sentence)]
        task = asyncio.create_task(self._serve(channel_id), name="notices of a channel")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, grace: float) -> None:
        """Delete what is shown, within `grace` seconds, and say no more. Requests under way are the door's to end."""
        self._closing.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, channel_id: int) -> None:
        try:
            while (said := self._said[channel_id]) and not self._closing.is_set():
                self._said[channel_id] = []
                with suppress(DiscordUnreachable):
                    await self._show(channel_id, said)
        finally:
            del self._said[channel_id]

    async def _show(self, channel_id: int, said: list[tuple[int, str]]) -> None:
        card = Outgoing(notice_card(said))
        shown = await self._io.send(channel_id, card, nonce=secrets.token_hex(8), lane=Lane.NOTICE)
        if isinstance(shown, Refusal):
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self._stay):
                await self._closing.wait()
        await self._io.delete(channel_id, shown)
