"""Direct messages: to the bot's owner, and to people whom nothing else reaches."""

import asyncio
import json
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

_UNSAID = "letters unsaid"  # the fact: JSON, by person the sentences

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
        """Write what there is to say, also what was left unsaid by the last run, for as long as the bot runs."""
        await self._take_up()
        while True:
            if not self._unsaid:
                await self._came.wait()
            await self._pause()
            for user_id in list(self._unsaid):
                if await self._may_write(user_id):
                    await self._write(user_id)
                    break

    async def _pause(self) -> None:
        """Wait until the next letter may be written. What there is to say meanwhile is recorded as it comes."""
        loop = asyncio.get_running_loop()
        over = loop.time() + self._patience.letters
        while True:
            try:
                async with asyncio.timeout_at(over):
                    await self._came.wait()
            except TimeoutError:
                return
            self._came.clear()
            await self._record()

    async def _take_up(self) -> None:
        if kept := await self._database.one("fact", key=_UNSAID):
            for user_id, lines in json.loads(kept["value"]).items():
                self._unsaid[int(user_id)] = dict.fromkeys(lines) | self._unsaid.get(int(user_id), {})

    async def _record(self) -> None:
        unsaid = {user_id: list(lines) for user_id, lines in self._unsaid.items()}
        await self._database.one("note_fact", key=_UNSAID, value=json.dumps(unsaid, ensure_ascii=False))

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
        await self._record()
        await self._database.one("note_fact", key=_key(user_id), value=str(self._clock()))


def _key(user_id: int) -> str:
    return f"letter to {user_id}"
