"""Direct messages: to the bot's owner, and to people whom nothing else reaches."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable

from bot.delivery.discord_io import DiscordIO, Outgoing
from bot.delivery.patience import USUAL, Patience
from bot.delivery.verdicts import Refusal
from bot.errors import DiscordUnreachable
from bot.store.database import Database
from bot.ui.cards import letter_card
from words.sentence import Sentence

_log = logging.getLogger(__name__)


class Letters:
    """Writes few: one at a time, and to each person one in a while, which says all that there was to say meanwhile."""

    def __init__(
        self,
        discord_io: DiscordIO,
        database: Database,
        owners: Callable[[], Iterable[int]],
        patience: Patience = USUAL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`owners` returns the ids of the people who own the bot."""
        self._io = discord_io
        self._database = database
        self._owners = owners
        self._patience = patience
        self._clock = clock
        self._unsaid: dict[int, dict[str, None]] = {}  # by person, the sentences in their order
        self._nonces: dict[int, str] = {}  # by person, of a letter that may be on its way
        self._came = asyncio.Event()

    def to_owner(self, why: Sentence) -> None:
        """Tell the bot's owners something that they alone can mend. Returns at once."""
        for owner in self._owners():
            self.write(owner, why)

    def write(self, user_id: int, why: Sentence) -> None:
        """Tell a person something. Returns at once."""
        self._unsaid.setdefault(user_id, {})[str(why)] = None
        self._came.set()

    async def keep(self) -> None:
        """Write what there is to say, for as long as the bot runs."""
        while True:
            await self._came.wait()
            await asyncio.sleep(self._patience.letters)
            for user_id in list(self._unsaid):
                if await self._may_write(user_id):
                    await self._write(user_id)
                    break
            if not self._unsaid:
                self._came.clear()

    async def _may_write(self, user_id: int) -> bool:
        last = await self._database.one("fact", key=_key(user_id))
        return last is None or self._clock() - float(last["value"]) >= self._patience.letter

    async def _write(self, user_id: int) -> None:
        lines = self._unsaid.pop(user_id)
        nonce = self._nonces.setdefault(user_id, secrets.token_hex(8))
        try:
            answer = await self._io.write_to(user_id, Outgoing(letter_card(list(lines))), nonce)
        except DiscordUnreachable:
            self._unsaid[user_id] = lines | self._unsaid.get(user_id, {})
            return
        del self._nonces[user_id]
        if isinstance(answer, Refusal):
            _log.info("Somebody takes no direct messages of the bot, and so was not told: code %d.", answer.code)
        await self._database.one("note_fact", key=_key(user_id), value=str(self._clock()))


def _key(user_id: int) -> str:
    return f"letter to {user_id}"
