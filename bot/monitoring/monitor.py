"""Asks all parts of Easel how they are."""

import asyncio
import math
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
import psutil

from bot.deadline import Deadline
from bot.errors import DatabaseTrouble, NotReady
from bot.jobs.queue import JobQueue
from bot.monitoring.measures import Measures
from bot.monitoring.vitals import Vitals
from bot.monitoring.witness import Witness
from bot.painter.state import PainterState
from bot.store.database import Database
from bot.store.statements import Row
from generator.wire.protocol import Ready

_LAG_INTERVAL = 0.1  # seconds


class Monitor:
    """Knows how Easel is, and how late its event loop is."""

    def __init__(
        self,
        database: Database,
        queue: JobQueue,
        painter: PainterState,
        process: Callable[[], int | None],
        data_dir: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`process` returns the id of the painter's process, None where there is none."""
        self._measures = Measures()
        self.witness = Witness(self._measures, clock)
        painter.subscribe(self.witness.painter_failed)
        self._database = database
        self._queue = queue
        self._painter = painter
        self._process = process
        self._gateway_latency: Callable[[], float] = lambda: math.nan
        self._data_dir = data_dir
        self._clock = clock
        self._start = clock()
        self._worst_lag = 0.0

    def watch_client(self, requests: aiohttp.TraceConfig, latency: Callable[[], float]) -> None:
        """From now on count the errors among these requests of a client, and tell its latency.

        `latency` returns that of the gateway in seconds; NaN or infinity before the first heartbeat.
        """
        self.witness.watch(requests)
        self._gateway_latency = latency

    async def watch_loop(self) -> None:
        """Measure for ever how late the event loop is: whatever blocks it shows here first."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LAG_INTERVAL
            await asyncio.sleep(_LAG_INTERVAL)
            lag = max(0.0, loop.time() - due)
            self._worst_lag = max(self._worst_lag, lag)
            self._measures.loop_lag.observe(lag)

    async def vitals(self, *, deadline: Deadline) -> Vitals:
        """Return how everything is now; what the database does not say before the deadline is not known."""
        figures, witness = await self._figures(deadline), self.witness
        return Vitals(
            halted=self._queue.halted,
            uptime=self._clock() - self._start,
            painting=witness.painting,
            painting_for=witness.painting_for,
            step=witness.step,
            queue_length=figures.get("waiting"),
            oldest_age=_age(figures.get("oldest")),
            deliveries_waiting=figures.get("deliveries"),
            painter=self._ready(),
            painter_trouble=self._painter.trouble,
            child_memory=_resident_memory(self._process()),
            deaths=witness.deaths,
            last_error=witness.last_error,
            last_error_age=witness.last_error_age,
            discord_latency=self._latency(),
            loop_lag_worst=self._worst_lag,
            disk_free=await asyncio.to_thread(self._disk_free),
            database_trouble=self._database.trouble,
        )

    async def page(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return self._measures.page(await self.vitals(deadline=Deadline.for_answer()))

    async def _figures(self, deadline: Deadline) -> Row:
        try:
            if self._database.trouble is not None:  # only a write shows whether that is over
                await self._database.one("note_fact", deadline=deadline, key="written", value=str(time.time()))
            return await self._database.one("queue_figures", deadline=deadline) or {}
        except DatabaseTrouble:
            return {}

    def _ready(self) -> Ready | None:
        try:
            return self._painter.known()
        except NotReady:
            return None

    def _latency(self) -> float | None:
        """Return the gateway's latency in seconds, None before the first heartbeat."""
        latency = self._gateway_latency()
        return latency if math.isfinite(latency) else None

    def _disk_free(self) -> int | None:
        try:
            return shutil.disk_usage(self._data_dir).free
        except OSError:
            return None


def _resident_memory(pid: int | None) -> int | None:
    """Return the bytes of memory that a process has, None where it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss) if pid else None
    except psutil.Error:
        return None


def _age(moment: float | None) -> float | None:
    return None if moment is None else max(0.0, time.time() - moment)
