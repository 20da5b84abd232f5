"""Sees what happens to jobs, to the painter and to requests, and counts it."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import aiohttp

from bot.jobs.job import Job
from bot.monitoring.measures import Measures
from generator.wire.protocol import Busy, Progress
from words.sentence import Sentence, say


class Witness:
    """Listens to the worker and to the painter's state. It remembers for /status, and counts for Prometheus."""

    def __init__(self, measures: Measures, clock: Callable[[], float] = time.monotonic) -> None:
        self._measures = measures
        self._clock = clock
        self._since = self._erred = 0.0
        self.painting: Job | None = None
        self.step: Progress | None = None
        self.deaths = 0
        self.last_error: Sentence | None = None

    @property
    def painting_for(self) -> float | None:
        """How long the job has been painted in this turn, in seconds."""
        return None if self.painting is None else self._clock() - self._since

    @property
    def last_error_age(self) -> float | None:
        """How long ago the last error was, in seconds."""
        return None if self.last_error is None else self._clock() - self._erred

    def started(self, job: Job) -> None:
        """Remember what is being painted."""
        self.painting, self.step, self._since = job, None, self._clock()

    def progressed(self, job: Job, event: Busy | Progress) -> None:
        """Count a step."""
        if isinstance(event, Progress):
            self.step = event
            self._measures.step_seconds.observe(event.seconds_per_step)

    def paused(self, job: Job) -> None:
        """Remember that the job is not being painted."""
        self.stopped(job)

    def stopped(self, job: Job) -> None:
        """Count how the job ended, if it did."""
        if self.painting is not None and self.painting.id == job.id:
            self.painting = self.step = None
        if job.outcome is not None:
            self._measures.jobs.labels(job.outcome).inc()
        if job.failure is not None:
            self._note_error(job.failure)

    def painter_failed(self, trouble: Sentence) -> None:
        """Count a painter that died, hung or did not start."""
        self.deaths += 1
        self._measures.deaths.inc()
        self._note_error(say("painter-trouble", trouble=trouble))

    def watch(self, trace: aiohttp.TraceConfig) -> None:
        """Count the errors among the requests of a client's session. Their contents are not looked at."""
        errors = self._measures.discord_errors

        async def ended(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
        ) -> None:
            if end.response.status >= 400:
                errors.labels(end.response.status).inc()

        async def failed(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, failure: aiohttp.TraceRequestExceptionParams
        ) -> None:
            # a 5xx has become an exception before it comes here
            errors.labels(getattr(failure.exception, "status", type(failure.exception).__name__)).inc()

        trace.on_request_end.append(ended)
        trace.on_request_exception.append(failed)

    def _note_error(self, error: Sentence) -> None:
        self.last_error, self._erred = error, self._clock()
