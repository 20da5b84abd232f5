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
from generator.step import State
from generator.wire.errors import ForeignState, GeneratorError, MissingWeights
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


def listen(requests: BinaryIO, inbox: Inbox, complain: Callable[[str], None]) -> None:
    """Put each request into the inbox; at end of file put None, and leave even if painting does not stop.

    Runs in a thread of its own, since painting holds the main one. Nothing is lost by leaving at once: files are
    written whole or not at all, and whoever hears the events is gone.
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
    """Answers requests from an inbox with events, until the inbox says None."""

    def __init__(self, engine: Engine, inbox: Inbox, events: BinaryIO) -> None:
        self._engine, self._inbox, self._events = engine, inbox, events

    def run(self) -> None:
        """Say Ready, then serve. A pause or cancel that finds no job running came too late, and means nothing."""
        self._tell(self._engine.describe())
        while request := self._inbox.get():
            if isinstance(request, Paint):
                last = self._last_event(request)
                gc.collect()  # a failed job's frames hold its tensors until now
                if last is None:
                    return
                self._tell(last.model_copy(update={"held_memory": self._held_memory(last)}))

    def _last_event(self, request: Paint) -> LastEvent | None:
        """Paint, and say how it ended; None means that the parent went away."""
        try:
            return self._paint(request)
        except MissingWeights as error:
            return Failed(job_id=request.job_id, kind="missing_weights", why=error.sentence)
        except GeneratorError as error:
            return Failed(job_id=request.job_id, kind="bad_input", why=error.sentence)
        except Exception as error:
            if is_out_of_memory(error):
                return Failed(job_id=request.job_id, kind="out_of_memory", why=say("out-of-memory"))
            # Neither here nor there the error's own words: they may quote what somebody typed.
            sys.stderr.writelines([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"])
            why = say("painter-error", kind=type(error).__name__)
            return Failed(job_id=request.job_id, kind="internal", why=why)

    def _held_memory(self, last: LastEvent) -> int | None:
        """Return what is held after a job. After a failure a card may answer nothing more, and is not asked."""
        return None if isinstance(last, Failed) else self._engine.held_memory()

    def _paint(self, request: Paint) -> LastEvent | None:
        started = time.monotonic()
        places = Places(
            image=request.folder / "picture.png",
            previews=request.folder,
            checkpoint=request.resume_from or request.folder / "checkpoint.safetensors",
        )
        painting = Painting(self._engine, request.params, request.plan, places)
        for report in painting.reports(_resume(painting, request), self._busy(request)):
            if report.sha256:
                return self._finished(request, places, report, time.monotonic() - started)
            self._tell(_progress(request, report))
            stopped, event = self._stopped(request, painting)
            if stopped:
                return event
        raise AssertionError("a painting reports its picture")

    def _stopped(self, request: Paint, painting: Painting) -> tuple[bool, LastEvent | None]:
        """Look, between two steps, whether this job should stop, and how that is told."""
        while not self._inbox.empty():
            match self._inbox.get():
                case None:
                    return True, None
                case Cancel(job_id=request.job_id):
                    return True, Cancelled(job_id=request.job_id)
                case Pause(job_id=request.job_id) if written := painting.save_state():
                    return True, Paused(job_id=request.job_id, checkpoint=written)
        return False, None

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


def _resume(painting: Painting, request: Paint) -> State | None:
    """Load the job's state where one is asked for and still fits; else the job begins again, to the same end."""
    try:
        return painting.saved_state() if request.resume_from else None
    except ForeignState:
        return None


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
