"""Delivery as it is, on a real socket: the bot's client and the playground in one loop."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.delivery.client import Client, log_in, make_client, stay_connected
from bot.delivery.courier import Courier
from bot.delivery.discord_io import DiscordIO
from bot.delivery.ends import Ends
from bot.delivery.letters import Letters
from bot.delivery.patience import Patience
from bot.delivery.receipts import Receipts
from bot.jobs.deliveries import Deliveries
from bot.jobs.folders import Folders
from bot.jobs.gallery import Gallery
from bot.jobs.job import Asker, Delivery, Job, Order
from bot.jobs.limits import Limits
from bot.jobs.queue import JobQueue
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from playground import PATIENCE, Config, Playground, World
from playground.guild.messages import Message
from tests.bot.making import READY, finished, order, png
from tests.conftest import WIDE
from tests.playground.contract.check import violations
from tests.waiting import in_time

QUICK = Patience(
    pause=0.02,
    longest_pause=0.1,
    request=PATIENCE,
    identify=0.3,
    changed=0.02,
    letters=0.02,
    provoked=0.02,
    edit=0.02,
)
GIVES_UP = replace(QUICK, request=0.3)  # on a request whose outcome it does not know, in an outage


@pytest.fixture
def config() -> Config:
    return WIDE


@pytest.fixture
def patience() -> Patience:
    return QUICK


@pytest.fixture
async def world(config: Config, socket: Path) -> AsyncIterator[World]:
    playground = Playground(config, socket=socket)
    async with playground:
        yield playground.world
    assert playground.world.tape.unknown_routes == []
    assert violations(playground.world.tape) == []


@pytest.fixture
async def client(world: World, socket: Path, patience: Patience) -> AsyncIterator[Client]:
    """A client that is logged in, as the bot's own is."""
    client = await log_in(lambda: make_client(socket, 0.05, patience), SecretStr(world.config.token), patience)
    yield client
    await client.close()


@pytest.fixture
async def connection(world: World, client: Client, patience: Patience) -> AsyncIterator[asyncio.Task[None]]:
    """Its stay at the gateway, begun. What it raises is for the test to look at."""
    staying = asyncio.create_task(stay_connected(client, patience))
    yield staying
    await client.close()
    await asyncio.gather(staying, return_exceptions=True)


@pytest.fixture
async def io(client: Client, patience: Patience) -> AsyncIterator[DiscordIO]:
    io = DiscordIO(client, patience)
    yield io
    await io.close(grace=PATIENCE)


@pytest.fixture
def deliveries(database) -> Deliveries:
    return Deliveries(database)


@pytest.fixture
def queue(database) -> JobQueue:
    return JobQueue(database, Limits())


@dataclass(frozen=True)
class House:
    """The jobs of this test, and who delivers them."""

    world: World
    queue: JobQueue
    deliveries: Deliveries
    gallery: Gallery
    folders: Folders
    courier: Courier

    def order(self, channel=None, **changes: object) -> Order:
        world, ann = self.world, self.world.people[0]
        place = channel or world.channel
        return replace(order(**changes), asker=Asker(int(world.guild.id), int(place.id), int(ann.id)))

    async def running(self, channel=None) -> Job:
        await self.queue.enqueue(self.order(channel))
        return await self.queue.claim()

    async def painted(self, channel=None, image: bytes | None = None) -> Job:
        return await self.finish(await self.running(channel), image)

    async def finish(self, job: Job, image: bytes | None = None) -> Job:
        kept = self.folders.absolute(f"images/{job.id}.png")
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(image or png(64, 64))
        return await self.queue.finish(job, self.folders.relative(kept), finished(job))

    def posts(self, job: Job) -> list[Message]:
        """The messages that end this job."""
        places = self.world.guild.channels.values()
        return [each for place in places for each in place.messages if each.component(f"easel:same:{job.id}")]

    def invalid(self) -> int:
        """The requests that count against the bot: 10,000 in 10 minutes, and it is banned."""
        return sum(each.status in (401, 403, 429) for each in self.world.tape.exchanges)


@pytest.fixture
def courier(io, queue, deliveries, folders, patience) -> Courier:
    return Courier(io, queue, deliveries, folders, patience, clock=time.time)


@pytest.fixture
def receipts(io, deliveries, queue, database) -> Receipts:
    painter = PainterState()
    painter.up(READY)
    return Receipts(io, deliveries, painter, queue, Paces(database, painter, 60))


@pytest.fixture
def letters(client, io, database, patience) -> Letters:
    return Letters(io, database, client.owners, patience)


@pytest.fixture
def ends(io, queue, deliveries, courier, receipts, letters, patience) -> Ends:
    return Ends(io, queue, deliveries, courier, receipts, letters, patience)


@pytest.fixture
def house(world, queue, deliveries, gallery, folders, courier) -> House:
    return House(world, queue, deliveries, gallery, folders, courier)


async def assert_delivered(house: House, job) -> None:
    """Deliver the job, and see that it is there once."""
    await in_time(house.courier.deliver(job))
    assert len(house.posts(job)) == 1
    told = await house.queue.job(job.id)
    assert (told.delivery, str(told.picture_message_id)) == (Delivery.SENT, house.posts(job)[0].id)
