"""The composition root: the one place that makes the parts and connects them."""

import asyncio
import os
import signal
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import discord
from discord.ext import commands
from filelock import FileLock, Timeout

from bot.cogs.about import About
from bot.cogs.admission import admit_only
from bot.cogs.answers import answer_error, is_outdated
from bot.cogs.imagine import Imagine
from bot.cogs.pictures import Pictures
from bot.cogs.queue import Queue
from bot.cogs.repaints import Repaints
from bot.cogs.settings import Settings as SettingsCog
from bot.cogs.show import Show
from bot.cogs.status import Status
from bot.cogs.styles import Styles
from bot.cogs.upkeep import Upkeep
from bot.delivery.client import Client, log_in, make_client
from bot.delivery.delivery import Delivery
from bot.delivery.following import Following
from bot.delivery.patience import USUAL, Patience
from bot.delivery.registering import Registration
from bot.delivery.showing import Showing
from bot.errors import StartupError
from bot.jobs.folders import Folders
from bot.jobs.gallery import Gallery
from bot.jobs.guild_settings import GuildSettings
from bot.jobs.limits import Limits
from bot.jobs.listener import Listeners
from bot.jobs.queue import JobQueue
from bot.log import get_logger
from bot.monitoring.monitor import Monitor
from bot.monitoring.server import metrics_at
from bot.painter.capacity import Capacities
from bot.painter.paces import Paces
from bot.painter.state import PainterState
from bot.settings import Settings
from bot.store.database import Database, open_database
from bot.ui.buttons import JobButton
from bot.ui.suggestions import PromptButton, WordButton
from bot.worker.environment import child_environment
from bot.worker.fetching import Fetcher
from bot.worker.supervisor import Supervisor
from bot.worker.timings import Timings
from bot.worker.worker import Worker
from words.version import VERSION

_log = get_logger(__name__)

FIRST_READY = 90.0  # seconds that the painter gets before Discord is told: torch alone takes up to 40 from a cold disk
_REQUEST_GRACE = 3.0  # seconds that requests under way get at the end


async def run(settings: Settings, patience: Patience = USUAL) -> None:
    """Run the bot until SIGTERM or SIGINT, which end it in order. Raise StartupError."""
    _ = settings.token  # better said now than when the painter is there
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    serving = asyncio.create_task(_serve(settings, patience), name="serve")
    stopping = asyncio.create_task(stop.wait(), name="wait for a signal")
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


def make_supervisor(settings: Settings, painter: PainterState) -> Supervisor:
    """Return the supervisor of the generator that the settings name."""
    environment = child_environment(os.environ, settings.data_dir, settings.memory_limit_mib)
    return Supervisor(settings.generator_command, environment, painter, make_timings(settings))


def make_timings(settings: Settings) -> Timings:
    """Return the times of the worker and its supervisor."""
    return Timings(time_slice=settings.time_slice)


def make_queue(settings: Settings, database: Database) -> JobQueue:
    """Return the queue, with the limits that the settings name."""
    limits = Limits(
        settings.queue_limit_per_person, settings.queue_limit_per_guild, settings.queue_limit, settings.guilds
    )
    return JobQueue(database, limits)


def make_fetcher(settings: Settings) -> Fetcher:
    """Return what fetches weights, by the generator's command line."""
    return Fetcher(settings.generator_command, child_environment(os.environ, settings.data_dir, None))


def make_bot(settings: Settings, patience: Patience = USUAL) -> Client:
    """Return a client for the Discord that the settings name."""
    client = make_client(settings.discord_socket, settings.guild_ready_timeout, patience)
    client.http.user_agent += f" Easel/{VERSION}"
    return client


def database_path(settings: Settings) -> Path:
    """Return where the database is."""
    return settings.data_dir / "easel.sqlite3"


async def _serve(settings: Settings, patience: Patience) -> None:
    with _only_instance(settings.data_dir):
        async with open_database(database_path(settings)) as database, AsyncExitStack() as stack:
            _log.info("This is Easel.", version=VERSION)
            await _compose(settings, patience, database, stack)


async def _compose(settings: Settings, patience: Patience, database: Database, stack: AsyncExitStack) -> None:
    """Make the parts in the order in which they need each other, and run them; the stack ends them in reverse."""
    painter, folders, gallery = PainterState(), Folders(settings.data_dir), Gallery(database)
    queue, supervisor = make_queue(settings, database), make_supervisor(settings, painter)
    monitor = Monitor(database, queue, painter, lambda: supervisor.pid, settings.data_dir)
    await stack.enter_async_context(metrics_at(settings.metrics_port, monitor))
    await _recover(queue, gallery, folders)
    await _start_generator(supervisor, stack)

    client = await _logged_in(settings, patience, monitor, stack)
    paces = Paces(database, painter, settings.time_slice)
    delivery = Delivery(client, database, queue, folders, painter, paces, patience)
    stack.push_async_callback(delivery.close, _REQUEST_GRACE)
    discord_io, deliveries, receipts = delivery.io, delivery.deliveries, delivery.receipts
    capacities, listeners = Capacities(database, painter), Listeners(*delivery.listeners, monitor.witness)
    guild_settings, fetcher = GuildSettings(database), make_fetcher(settings)
    stack.push_async_callback(fetcher.close)
    _answer_mistakes(client, delivery.registration)
    await _add_cogs(
        client,
        Imagine(queue, guild_settings, painter, capacities, receipts, fetcher),
        SettingsCog(guild_settings, painter, capacities),
        Queue(queue, paces, listeners),
        Pictures(queue, gallery, deliveries, folders, receipts, listeners, delivery.announcer, painter, capacities),
        Repaints(queue, deliveries, receipts, discord_io, delivery.notices, painter, capacities),
        Styles(painter, fetcher, supervisor, Following(discord_io)),
        Show(queue, gallery, Showing(deliveries, folders, patience)),
        About(painter, paces),
        Upkeep(queue, painter),
        Status(monitor, settings.guilds),
    )
    admit_only(settings.guilds, client)
    await delivery.announcer.resume()
    worker = Worker(queue, supervisor, folders, capacities, paces, listeners, make_timings(settings))
    parts = {"worker": worker.run(), "loop's lag": monitor.watch_loop(), **delivery.parts()}
    await _run_together(parts, database)


async def _recover(queue: JobQueue, gallery: Gallery, folders: Folders) -> None:
    """Put back the jobs that the last run left running, and remove the files that no job needs."""
    if orphans := await queue.recover():
        _log.info("Interrupted jobs are back at their places.", jobs=len(orphans))
    await asyncio.to_thread(folders.sweep, await queue.open_ids(), await gallery.ids_without_result())


async def _start_generator(supervisor: Supervisor, stack: AsyncExitStack) -> None:
    """Start the generator before Discord sees the bot online; if that takes too long, connect all the same."""
    stack.push_async_callback(supervisor.recycle)
    starting = asyncio.create_task(supervisor.ready(), name="first start of the generator")
    stack.callback(starting.cancel)
    await asyncio.wait({starting}, timeout=FIRST_READY)


async def _logged_in(settings: Settings, patience: Patience, monitor: Monitor, stack: AsyncExitStack) -> Client:
    def make() -> Client:
        client = make_bot(settings, patience)
        assert client.http.http_trace is not None
        monitor.watch_client(client.http.http_trace, lambda: client.latency)
        return client

    client = await log_in(make, settings.token, patience)
    stack.push_async_callback(client.close)
    return client


async def _add_cogs(client: commands.Bot, *cogs: commands.Cog) -> None:
    for cog in cogs:
        await client.add_cog(cog)
    client.add_dynamic_items(JobButton, WordButton, PromptButton)


def _answer_mistakes(client: commands.Bot, registration: Registration) -> None:
    """Answer what goes wrong in commands; one that is not as Discord has it leads to a look at the registration."""

    @client.tree.error
    async def answer(interaction: discord.Interaction, error: Exception) -> None:
        if is_outdated(error):
            registration.doubt()
        await answer_error(interaction, error)


async def _run_together(parts: Mapping[str, Coroutine[Any, Any, None]], database: Database) -> None:
    """Run the parts until one of them fails, or this is cancelled; then end them all, and raise the first failure."""
    tasks = [asyncio.create_task(part, name=name) for name, part in parts.items()]
    ended: list[asyncio.Task[None]] = []
    for task in tasks:
        task.add_done_callback(ended.append)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        database.hurry()  # before the parts are told to end: none may wait for a full disk or a locked database
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for task in ended:
            if not task.cancelled():
                task.result()


@contextmanager
def _only_instance(data_dir: Path) -> Iterator[None]:
    """Hold the data folder's lock: it makes certain that a running job found at start is an orphan."""
    lock = FileLock(data_dir / "easel.lock")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise StartupError("instance-running", folder=str(data_dir)) from None
    except OSError as error:
        raise StartupError("data-folder-unusable", folder=str(data_dir), why=str(error.strerror)) from None
    try:
        yield
    finally:
        lock.release()
