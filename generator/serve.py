"""The child's life: read requests, paint one job at a time, write events."""

import gc
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

from generator.device import is_out_of_memory
from generator.engine import Engine
from generator.painting import Painting, Places, Report
from generator.wire.errors import GeneratorError, MissingWeights
from generator.wire.protocol import (
    Busy,
    Cancel,
    Cancelled,
    Failed,
    Finished,
    LastEvent,
    Message,
    Paint,
    Pause,
    Paused,
    Progress,
    Request,
    Result,
    decode_request,
    encode,
)
from words.sentence import Sentence, say

GOING_AWAY = 5.0  # seconds that a step may still take once the parent is gone

Inbox = queue.SimpleQueue[Request | None]
"""The requests that have arrived; None follows the last one, when the parent is gone."""


class _ParentGone(Exception):
    """Nobody reads the events any more."""


def listen(requests: BinaryIO, inbox: Inbox, complain: Callable[[str], None]) -> None:
    """Put each request into the inbox. At end of file put None, then exit even if painting does not stop.

    Runs in a thread of its own, because painting occupies the main one. Exiting at once loses nothing: files are
    written whole or not at all, and nobody reads the events any more.
    """
    for line in requests:
        try:
            inbox.put(decode_request(line))
        except ValueError as error:
            complain(f"A request could not be read: {str(error).splitlines()[0]}.")
    inbox.put(None)
    time.sleep(GOING_AWAY)
    os._exit(0)


class Server:
    """Answers requests from an inbox with events, until the parent is gone."""

    def __init__(self, engine: Engine, inbox: Inbox, events: BinaryIO) -> None:
        self._engine, self._inbox, self._events = engine, inbox, events

    def run(self) -> None:
        """Say Ready, then serve. A pause or cancel that arrives when no job is running is too late and does nothing."""
        self._tell(self._engine.describe())
        while request := self._inbox.get():
            if isinstance(request, Paint):
                try:
                    last = self._last_event(request)
                except _ParentGone:
                    return
                gc.collect()  # a failed job's frames hold its tensors until now
                self._tell(last.model_copy(update={"held_memory": self._held_memory(last)}))

    def _last_event(self, request: Paint) -> LastEvent:
        """Paint, and return how it ended. Raises _ParentGone."""
        try:
            return self._paint(request)
        except _ParentGone:
            raise
        except MissingWeights as error:
            return Failed(job_id=request.job_id, kind="missing_weights", why=error.sentence)
        except GeneratorError as error:
            return Failed(job_id=request.job_id, kind="bad_input", why=error.sentence)
        except Exception as error:
            if is_out_of_memory(error):
                return Failed(job_id=request.job_id, kind="out_of_memory", why=say("out-of-memory"))
            # The error's own words go neither to the log nor to people: they may quote a prompt.
            sys.stderr.writelines([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"])
            why = say("painter-error", kind=type(error).__name__)
            return Failed(job_id=request.job_id, kind="internal", why=why)

    def _held_memory(self, last: LastEvent) -> int | None:
        """Return what is held after a job; None after a failure, since a card may not answer any more."""
        return None if isinstance(last, Failed) else self._engine.held_memory()

    def _paint(self, request: Paint) -> LastEvent:
        started = time.monotonic()
        checkpoint = request.resume_from or request.folder / "checkpoint.safetensors"
        places = Places(request.folder / "picture.png", request.folder, checkpoint, request.resume_from)
        painting = Painting(self._engine, request.params, request.plan, places)
        for report in painting.reports(self._busy(request), restart=True):
            if report.sha256:
                return self._finished(request, places, report, time.monotonic() - started)
            self._tell(_progress(request, report))
            match self._stop_request(request.job_id):
                case Cancel():
                    return Cancelled(job_id=request.job_id)
                case Pause():
                    painting.save_state()
                    return Paused(job_id=request.job_id, checkpoint=checkpoint)
        raise AssertionError("a painting reports its picture")

    def _stop_request(self, job_id: str) -> Cancel | Pause | None:
        """Return the request to stop this job that has arrived since the last step, if any. Raises _ParentGone."""
        while not self._inbox.empty():
            request = self._inbox.get()
            if request is None:
                raise _ParentGone
            if isinstance(request, Cancel | Pause) and request.job_id == job_id:
                return request
        return None

    def _finished(self, request: Paint, places: Places, report: Report, seconds: float) -> Finished:
        assert report.sha256 is not None
        return Finished(
            job_id=request.job_id,
            result=Result(kind="picture", file=places.image, mime="image/png", sha256=report.sha256),
            seconds=seconds,
            peak_memory=self._engine.peak_memory(),
            notes=report.notes,
        )

    def _busy(self, request: Paint) -> Callable[[Sentence], None]:
        return lambda doing: self._tell(Busy(job_id=request.job_id, doing=doing))

    def _tell(self, message: Message) -> None:
        self._events.write(encode(message))
        self._events.flush()


def _progress(request: Paint, report: Report) -> Progress:
    return Progress(
        job_id=request.job_id,
        step=report.step,
        total=request.params.steps,
        seconds_per_step=report.seconds_per_step,
        preview=report.preview,
        checkpoint=report.checkpoint,
    )


def start_listening(requests: BinaryIO, inbox: Inbox, complain: Callable[[str], None]) -> None:
    """Listen in a thread that does not keep the process alive."""
    threading.Thread(target=listen, args=(requests, inbox, complain), daemon=True).start()
