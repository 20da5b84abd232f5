"""The second composition root: the bot of the same parts, which can be killed at named points.

Nothing of it is in the product. Long times that nobody is to wait for are a sixtieth of the product's own: the pauses
between tries and what decides them. Hang limits and the graces of kills are the product's.

    python -m tests.chaos.root easel|naive|nonce
"""

import asyncio
import inspect
import mmap
import re
import secrets
import struct
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import asdict
from functools import partial, wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import discord.backoff
import discord.client
import discord.http

from bot import app, store
from bot.delivery.courier import Courier
from bot.delivery.discord_io import DiscordIO
from bot.delivery.patience import USUAL, Patience
from bot.errors import EaselError, StartupError
from bot.log import logging_to_stderr
from bot.settings import Settings, load_settings
from bot.store.commit import Work
from bot.store.database import Database, open_database
from bot.store.statements import Statements
from bot.worker.timings import Timings
from tests.chaos.points import Points
from tests.lateness import lateness

SHORTER = 60
PROTOCOLS = ("easel", "naive", "nonce")
ASLEEP = "asleep in a rate limit"
_LAG = struct.Struct("<dQQ")  # the worst lag in seconds; how many looks; how many of them saw over 250 ms

# Moves that nothing in a run asks for.
_UNUSED = {"set_guild_setting", "reset_guild_setting", "forget_image", "note_impossible"}


def moves() -> list[str]:
    """The named statements that change something."""
    text = Path(store.__file__).with_name("queries.sql").read_text()
    found = re.findall(r"^-- name: (\w+)\^?\n(?:--.*\n)*(?:INSERT|UPDATE|DELETE)", text, re.MULTILINE)
    return [name for name in found if name not in _UNUSED]


def requests() -> list[str]:
    """What the door to Discord offers; a message by what it is, told by its nonce."""
    names = [name for name, _ in _doors() if name != "send"]
    return [*names, "send receipt", "send progress", "send end"]


def points() -> list[str]:
    """Every point at which this bot can be killed."""
    commits = [f"{name}, {when} its commit" for name in moves() for when in ("before", "after")]
    sent = [f"{name}, {when}" for name in requests() for when in ("before it", "after its answer")]
    return [*commits, *sent, ASLEEP]


def _doors() -> Iterator[tuple[str, Callable[..., Awaitable[Any]]]]:
    for name, method in vars(DiscordIO).items():
        if inspect.iscoroutinefunction(method) and not name.startswith("_") and name != "close":
            yield name, method


class _Killable:
    """The database, which can be killed around each commit."""

    def __init__(self, database: Database, points: Points) -> None:
        self._database = database
        self._points = points

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    async def one(self, name: str, /, **values: Any) -> Any:
        how = _how(values)
        return await self.transaction(lambda sql: sql.one(name, **values), **how)

    async def all(self, name: str, /, **values: Any) -> Any:
        how = _how(values)
        return await self.transaction(lambda sql: sql.all(name, **values), **how)

    async def transaction(self, work: Work[Any], **how: Any) -> Any:
        told = _Told()

        def killable(sql: Statements) -> Any:
            result = work(told.of(sql))
            for name in told.names:
                self._points.here(f"{name}, before its commit")
            return result

        result = await self._database.transaction(killable, **how)
        for name in told.names:
            self._points.here(f"{name}, after its commit")
        return result


def _how(values: dict[str, Any]) -> dict[str, Any]:
    """Take what says how to do a transaction from the values of its statement."""
    return {"patience": values.pop("patience")} if "patience" in values else {}


class _Told:
    """The statements, which tell what is asked of them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._sql: Any = None

    def of(self, sql: Statements) -> Any:
        self._sql = sql
        self.names.clear()  # it is tried again
        return self

    def one(self, name: str, /, **values: Any) -> Any:
        self.names.append(name)
        return self._sql.one(name, **values)

    def all(self, name: str, /, **values: Any) -> Any:
        self.names.append(name)
        return self._sql.all(name, **values)


def _killable_door(points: Points, door: type[DiscordIO]) -> type[DiscordIO]:
    """The door to Discord, which can be killed before each request and between an answer and what is made of it."""
    return type("KillableIO", (door,), {name: _around(points, name, getattr(door, name)) for name, _ in _doors()})


def _around(points: Points, name: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(method)
    async def around(self: DiscordIO, *given: Any, **named: Any) -> Any:
        nonce = named.get("nonce") or (given[2] if name == "send" else "")
        which = f"send {re.split('[-:]', nonce)[1] if '-' in nonce else 'end'}" if name == "send" else name
        points.here(f"{which}, before it")
        answer = await method(self, *given, **named)
        points.here(f"{which}, after its answer")
        return answer

    return around


class _Asyncio:
    """What discord.http sees of asyncio: its sleeps can be killed, and those between two tries are shorter."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, delay: float) -> None:
        # After a 5xx it sleeps for whole seconds; rate limits are what the other side says.
        seconds = delay / SHORTER if isinstance(delay, int) else delay
        await asyncio.sleep(seconds / 2)
        self._points.here(ASLEEP)
        await asyncio.sleep(seconds / 2)


class NaiveCourier(Courier):
    """Sends, then marks. What is not marked it sends again without a look: the bot that the harness must catch."""

    async def _post(self, job: Any, *, look_first: bool) -> None:
        await super()._post(job, look_first=False)


class NaiveIO(DiscordIO):
    """A door that forgets a job's nonce."""

    async def send(self, channel_id: int, message: Any, nonce: str) -> Any:
        return await super().send(channel_id, message, secrets.token_hex(8))


@asynccontextmanager
async def _killable_database(points: Points, path: Path):
    async with open_database(path) as database:
        yield _Killable(database, points)


def arrange(stack: ExitStack, points: Points, protocol: str) -> None:
    """Put the killable parts into the composition root, and the shorter times into the parts."""
    door = _killable_door(points, DiscordIO)
    if protocol != "easel":
        stack.enter_context(patch.object(app, "Courier", NaiveCourier))
    if protocol == "naive":
        door = _killable_door(points, NaiveIO)
    stack.enter_context(patch.object(app, "DiscordIO", door))
    stack.enter_context(patch.object(app, "open_database", partial(_killable_database, points)))
    restarts = tuple(pause / SHORTER for pause in Timings().restarts)
    stack.enter_context(patch.object(app, "Timings", partial(Timings, restarts=restarts)))
    stack.enter_context(patch.object(discord.http, "asyncio", _Asyncio(points)))
    backoff = partial(discord.backoff.ExponentialBackoff, 1 / SHORTER)
    stack.enter_context(patch.object(discord.client, "ExponentialBackoff", backoff))


def shorter() -> Patience:
    """The product's patience, each of its times a sixtieth, but for what tells whether a connection lives."""
    times = asdict(USUAL)
    return Patience(**{name: time if name == "heartbeat" else time / SHORTER for name, time in times.items()})


async def _watched(settings: Settings, lag: Path) -> None:
    """Run the bot, and note in a file that outlives it how late its loop comes to what is due."""
    with lag.open("r+b") as file, mmap.mmap(file.fileno(), _LAG.size) as notes:
        watching = asyncio.create_task(_watch(notes))
        try:
            await app.run(settings, shorter())
        finally:
            watching.cancel()


async def _watch(notes: mmap.mmap) -> None:
    async for late in lateness():
        worst, looks, bad = _LAG.unpack(notes[:])
        notes[:] = _LAG.pack(max(worst, late), looks + 1, bad + (late > 0.25))


def make_lag(path: Path) -> None:
    """Make the file that the lag is noted in."""
    path.write_bytes(_LAG.pack(0.0, 0, 0))


def read_lag(path: Path) -> tuple[float, int, int]:
    """Return the worst lag in seconds, the number of looks, and how many of them saw over 250 ms."""
    return _LAG.unpack(path.read_bytes())


def main(protocol: str) -> int:
    """As `python -m bot`."""
    try:
        settings = load_settings()
        folder = settings.data_dir.parent / "chaos"
        with logging_to_stderr(settings.log_level, settings.log_format), ExitStack() as stack:
            arrange(stack, Points(folder, "bot"), protocol)
            asyncio.run(_watched(settings, folder / "lag"))
    except EaselError as error:
        print(error, file=sys.stderr)
        return error.exit_code if isinstance(error, StartupError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
