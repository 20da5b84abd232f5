"""Asks all parts how they are."""

import asyncio
import math
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import discord

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble, NotReady
from bot.monitoring.host import resident_memory
from bot.monitoring.measures import Measures
from bot.monitoring.vitals import Vitals
from bot.monitoring.witness import Witness, WitnessedPainter
from bot.store.database import Database
from bot.store.statements import Row
from generator.wire.protocol import Ready

T = TypeVar("T", bound=discord.Client)

_LAG_INTERVAL = 0.1  # seconds


class Monitor:
    """Knows how Easel is, and how late its event loop is."""

    process: Callable[[], int | None]
    """Returns the painter's process id. Given once there is a supervisor."""
    halted: Callable[[], str | None]
    """Returns why no job is taken, None where jobs are. Given with the queue."""
    latency: Callable[[], float]
    """Returns the gateway's latency in seconds; NaN or infinity before the first heartbeat. Given with the client."""

    def __init__(self, database: Database, data_dir: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._measures = Measures()
        self.witness = Witness(self._measures, clock)
        self.painter = WitnessedPainter(self.witness)
        self.process = lambda: None
        self.halted = lambda: None
        self.latency = lambda: math.nan
        self._database = database
        self._data_dir = data_dir
        self._clock = clock
        self._start = clock()
        self._worst_lag = 0.0

    def traced(self, client: T) -> T:
        """Return the client, with the errors among its requests counted."""
        assert client.http.http_trace is not None
        self.witness.watch(client.http.http_trace)
        return client

    async def watch_loop(self) -> None:
        """Measure for ever how late the loop is: what blocks it shows here first."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LAG_INTERVAL
            await asyncio.sleep(_LAG_INTERVAL)
            lag = max(0.0, loop.time() - due)
            self._worst_lag = max(self._worst_lag, lag)
            self._measures.loop_lag.observe(lag)

    async def vitals(self, *, deadline: Deadline) -> Vitals:
        """Return how everything is now; what the database does not say before the deadline is not known."""
        figures = await self._figures(deadline)
        witness, latency = self.witness, self.latency()
        return Vitals(
            halted=self.halted(),
            uptime=self._clock() - self._start,
            painting=witness.painting,
            painting_for=witness.painting_for,
            step=witness.step,
            queue_length=figures.get("waiting"),
            oldest_age=_age(figures.get("oldest")),
            deliveries_waiting=figures.get("deliveries"),
            painter=self._ready(),
            painter_trouble=self.painter.trouble,
            child_memory=resident_memory(self.process()),
            deaths=witness.deaths,
            last_error=witness.last_error,
            last_error_age=witness.last_error_age,
            discord_latency=latency if math.isfinite(latency) else None,
            loop_lag_worst=self._worst_lag,
            disk_free=await asyncio.to_thread(self._disk_free),
            database_trouble=self._database.trouble,
        )

    async def page(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return self._measures.page(await self.vitals(deadline=Deadline.for_answer()))

    async def _figures(self, deadline: Deadline) -> Row:
        try:
            if self._database.trouble is not None:  # only a write shows whether it is over
                await self._database.one("note_fact", deadline=deadline, key="written", value=str(time.time()))
            return await self._database.one("queue_figures", deadline=deadline) or {}
        except DatabaseTrouble:
            return {}

    def _ready(self) -> Ready | None:
        try:
            return self.painter.known()
        except NotReady:
            return None

    def _disk_free(self) -> int | None:
        try:
            return shutil.disk_usage(self._data_dir).free
        except OSError:
            return None


def _age(moment: float | None) -> float | None:
    return None if moment is None else max(0.0, time.time() - moment)
