"""The slash commands at Discord: registered where they are not what they should be, and looked up now and then."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from typing import Any

import discord
from discord.ext import commands

from bot.delivery.patience import USUAL, Patience
from bot.delivery.retrying import persist
from bot.store.database import Database
from words.sentence import Sentence, say

_log = logging.getLogger(__name__)


class Registration:
    """Keeps the commands registered.

    Discord allows 200 new ones a day, and gives each change a new version:
    https://docs.discord.com/developers/interactions/application-commands
    """

    def __init__(
        self,
        client: commands.Bot,
        database: Database,
        patience: Patience = USUAL,
        refused: Callable[[Sentence], object] = lambda why: None,
    ) -> None:
        """`refused` is told why Discord does not take the commands."""
        self._client = client
        self._database = database
        self._patience = patience
        self._refused = refused
        self._doubted = asyncio.Event()

    def doubt(self) -> None:
        """Look soon: somebody used a command that is not as it is here."""
        self._doubted.set()

    async def keep(self) -> None:
        """Look once the bot can answer, every day, and where there is doubt, but not at once again.

        After a refusal no doubt counts until the next day: people provoke doubts, and each try may use up new commands.
        """
        await self._client.wait_until_ready()
        while True:
            if not await self.look():
                await asyncio.sleep(self._patience.look)
                continue
            self._doubted.clear()
            try:
                async with asyncio.timeout(self._patience.look):
                    await self._doubted.wait()
            except TimeoutError:
                continue
            await asyncio.sleep(self._patience.doubt)

    async def look(self) -> bool:
        """Register the commands if they have changed here or there since the last time. Raises BadToken.

        Return whether Discord has them as they are here.
        """
        tree = [command.to_dict(self._client.tree) for command in self._client.tree.get_commands()]
        known = await self._database.one("fact", key="command_tree")
        try:
            if known is not None and known["value"] == _digest(tree, await self._registered()):
                return True
            await persist(self._client.tree.sync, self._patience)
            value = _digest(tree, await self._registered())
        except discord.HTTPException as error:
            _log.error("Discord does not take the commands: %s", error)
            self._refused(say("owner-commands", code=str(error.code)))
            return False
        await self._database.one("note_fact", key="command_tree", value=value)
        return True

    async def _registered(self) -> list[tuple[str, str]]:
        """Return the id and the version of each command that Discord has."""
        application_id = self._client.application_id
        assert application_id is not None
        there: list[Any] = await persist(lambda: self._client.http.get_global_commands(application_id), self._patience)
        return sorted((each["id"], each["version"]) for each in there)


def _digest(tree: list[dict[str, Any]], registered: list[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps([tree, registered], sort_keys=True).encode()).hexdigest()
