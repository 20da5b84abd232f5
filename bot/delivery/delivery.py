"""All that speaks to Discord, made together."""

from collections.abc import Coroutine
from typing import Any

from bot.delivery.access import Access
from bot.delivery.announcer import Announcer
from bot.delivery.client import Client, stay_connected
from bot.delivery.courier import Courier
from bot.delivery.discord_io import DiscordIO
from bot.delivery.ends import Ends
from bot.delivery.letters import Letters
from bot.delivery.notices import Notices
from bot.delivery.patience import Patience
from bot.delivery.places import Places
from bot.delivery.receipts import Receipts
from bot.delivery.registering import Registration
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.queue import JobQueue
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from bot.store.database import Database


class Delivery:
    """Makes the parts in the order in which they need each other, and ends them in reverse."""

    def __init__(
        self,
        client: Client,
        database: Database,
        queue: JobQueue,
        folders: Folders,
        painter: PainterState,
        paces: Paces,
        patience: Patience,
    ) -> None:
        """Speak through this client, which outlives all of it."""
        self._client, self._patience = client, patience
        self.io, self.deliveries = DiscordIO(client, patience), Deliveries(database)
        self.notices = Notices(self.io, patience)
        self.receipts = Receipts(self.io, self.deliveries, painter, queue, paces)
        self._letters = Letters(self.io, database, client.owners, patience)
        self.registration = Registration(client, database, patience, self._letters.to_owner)
        courier = Courier(self.io, queue, self.deliveries, folders, patience)
        ends = Ends(self.io, queue, self.deliveries, courier, self.receipts, self._letters, patience)
        self.announcer, self._places = (
            Announcer(self.io, self.deliveries, ends, patience),
            Places(self.receipts, patience),
        )
        self._access = Access(client, self.io, self.deliveries, ends, patience)
        self.listeners = (self.announcer, self._places)

    def parts(self) -> dict[str, Coroutine[Any, Any, None]]:
        """Return what runs as long as the bot does."""
        return {
            "gateway": stay_connected(self._client, self._patience),
            "token": self.io.watch_token(),
            "commands": self.registration.keep(),
            "receipts": self._places.run(),
            "access": self._access.keep(),
            "letters": self._letters.keep(),
        }

    async def close(self, grace: float) -> None:
        """End, after `grace` seconds at most for the requests under way."""
        await self.announcer.close()
        await self.notices.close(grace)
        await self.io.close(grace)
