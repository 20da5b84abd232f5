"""The second composition root: a bot of the same parts that can be killed at named points.

None of it is in the product. The pauses between tries, and the times that decide them, are a sixtieth of the product's.
Time limits for hangs, and the time between SIGTERM and SIGKILL, are the product's own.

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
from bot.delivery import delivery
from bot.delivery.courier import Courier
from bot.delivery.discord_io import DiscordIO
from bot.delivery.lanes import Lane
from bot.delivery.patience import USUAL, Patience
from bot.errors import EaselError, StartupError
from bot.log import logging_to_stderr
from bot.settings import Settings, find_settings
from bot.store.commit import Work
from bot.store.database import Database, open_database
from bot.store.statements import Statements
from bot.worker.timings import Timings
from tests.chaos.points import Points
from tests.lateness import lateness

SHORTER = 60
PROTOCOLS = ("easel", "naive", "nonce")
ASLEEP = "asleep in a rate limit"
_LAG = struct.Struct("<dQQ")  # the worst lag in seconds; the number of looks; the number that saw over 250 ms

# moves that no run makes
_UNUSED = {"set_guild_setting", "reset_guild_setting", "forget_result", "note_impossible", "give_up_refused"}


def moves() -> list[str]:
    """Return the names of the statements that change something."""
    text = Path(store.__file__).with_name("queries.sql").read_text()
    found = re.findall(r"^-- name: (\w+)\n(?:--.*\n)*(?:INSERT|UPDATE|DELETE)", text, re.MULTILINE)
    return [name for name in found if name not in _UNUSED]


def requests() -> list[str]:
    """Return the requests to Discord; messages by their kind, which the nonce tells."""
    names = [name for name, _ in _doors() if name != "send"]
    return [*names, "send receipt", "send progress", "send end"]


def points() -> list[str]:
    """Return every point at which this bot can be killed."""
    commits = [f"{name}, {when} its commit" for name in moves() for when in ("before", "after")]
    sent = [f"{name}, {when}" for name in requests() for when in ("before it", "after its answer")]
    return [*commits, *sent, ASLEEP]


def _doors() -> Iterator[tuple[str, Callable[..., Awaitable[Any]]]]:
    for name, method in vars(DiscordIO).items():
        if inspect.iscoroutinefunction(method) and not name.startswith("_") and name != "close":
            yield name, method


class _Killable:
    """A database where the bot can be killed before and after each commit."""

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
    """Take the transaction's own arguments from the values of its statement."""
    return {"deadline": values.pop("deadline")} if "deadline" in values else {}


class _Told:
    """The statements, with a record of their names."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._sql: Any = None

    def of(self, sql: Statements) -> Any:
        self._sql = sql
        self.names.clear()  # the transaction is tried again
        return self

    def one(self, name: str, /, **values: Any) -> Any:
        self.names.append(name)
        return self._sql.one(name, **values)

    def all(self, name: str, /, **values: Any) -> Any:
        self.names.append(name)
        return self._sql.all(name, **values)


def _killable_door(points: Points, door: type[DiscordIO]) -> type[DiscordIO]:
    """Return a door to Discord where the bot can be killed before each request and after its answer."""
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
    """asyncio for discord.http: the bot can be killed in its sleeps, and those between tries are shorter."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, delay: float) -> None:
        # after a 5xx it sleeps for whole seconds; the server gives those of rate limits, and they stay
        seconds = delay / SHORTER if isinstance(delay, int) else delay
        await asyncio.sleep(seconds / 2)
        self._points.here(ASLEEP)
        await asyncio.sleep(seconds / 2)


class NaiveCourier(Courier):
    """Sends, then marks, and sends again without a look what is not marked: the harness must catch it."""

    async def _post(self, job_id: Any, *, look_first: bool) -> None:
        await super()._post(job_id, look_first=False)


class NaiveIO(DiscordIO):
    """A door that uses a random nonce instead of the job's."""

    async def send(self, channel_id: int, message: Any, nonce: str, lane: Lane = Lane.END) -> Any:
        return await super().send(channel_id, message, secrets.token_hex(8), lane)


@asynccontextmanager
async def _killable_database(points: Points, path: Path):
    async with open_database(path) as database:
        yield _Killable(database, points)


def arrange(stack: ExitStack, points: Points, protocol: str) -> None:
    """Patch the killable parts in where they are put together, and the shorter times into the parts."""
    door = _killable_door(points, DiscordIO)
    if protocol != "easel":
        stack.enter_context(patch.object(delivery, "Courier", NaiveCourier))
    if protocol == "naive":
        door = _killable_door(points, NaiveIO)
    stack.enter_context(patch.object(delivery, "DiscordIO", door))
    stack.enter_context(patch.object(app, "open_database", partial(_killable_database, points)))
    restarts = tuple(pause / SHORTER for pause in Timings().restarts)
    stack.enter_context(patch.object(app, "Timings", partial(Timings, restarts=restarts)))
    stack.enter_context(patch.object(discord.http, "asyncio", _Asyncio(points)))
    backoff = partial(discord.backoff.ExponentialBackoff, 1 / SHORTER)
    stack.enter_context(patch.object(discord.client, "ExponentialBackoff", backoff))


def shorter() -> Patience:
    """Return the product's patience with each time a sixtieth, except the heartbeat."""
    times = asdict(USUAL)
    return Patience(**{name: time if name == "heartbeat" else time / SHORTER for name, time in times.items()})


async def _watched(settings: Settings, lag: Path) -> None:
    """Run the bot, and record its loop's lag in a file that outlives it."""
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
    """Make the file for the lag."""
    path.write_bytes(_LAG.pack(0.0, 0, 0))


def read_lag(path: Path) -> tuple[float, int, int]:
    """Return the worst lag in seconds, the number of looks, and the number that saw over 250 ms."""
    return _LAG.unpack(path.read_bytes())


def main(protocol: str) -> int:
    """Run as `python -m bot` does, and return the exit code."""
    try:
        settings = find_settings().require_right()
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
