"""How Easel logs: to stderr, as text or JSON, never a prompt, never a token; the event loop never waits for it.

A line has fields beside its message: those that it is logged with, and those bound for a while, such as the job being
painted (https://www.structlog.org/en/stable/contextvars.html). What logs through the standard library takes the same
way and gets the bound fields too.
"""

import json
import logging
import os
import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import BoundLogger, ExtraAdder, ProcessorFormatter
from structlog.types import EventDict, Processor, WrappedLogger

_STDERR = 2
_MOST_WAITING = 10_000  # lines
_LAST_LINES = 2.0  # seconds that the last lines get to be written


def get_logger(name: str) -> BoundLogger:
    """Return a logger whose methods take fields: `_log.info("The generator is ready.", pid=7)`.

    It goes through the standard library's logger of this name, so its level and handlers hold.
    """
    logger: BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=BoundLogger,
    )
    return logger


def line_formatter(form: str) -> logging.Formatter:
    """Return a formatter that makes a record a line of text or, for "json", a JSON object.

    The object has time (UTC), level, logger and message, then the fields, and the traceback where there is one.
    """
    fields: list[Processor] = [merge_contextvars, ExtraAdder()]
    # A plain traceback: structlog's "rich" one and its dict_tracebacks show local variables, and with them prompts.
    traceback = structlog.processors.format_exc_info
    if form == "json":
        rendering = (_with_heading, structlog.processors.JSONRenderer(ensure_ascii=False, default=str))
        return ProcessorFormatter(foreign_pre_chain=fields, processors=[traceback, *rendering])
    heading = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
    return ProcessorFormatter(foreign_pre_chain=fields, processors=[traceback, _as_text], fmt=heading)


@contextmanager
def logging_to_stderr(level: str, form: str) -> Iterator[None]:
    """Log from `level` on to stderr while the block lasts, in the `form` text or json."""
    handler = _Handler(_MOST_WAITING)
    handler.setFormatter(line_formatter(form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("discord", "aiohttp"):
        # At DEBUG these print message bodies and interaction tokens: people's prompts.
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.INFO))
    before, sys.unraisablehook = sys.unraisablehook, _log_unraisable
    try:
        yield
    finally:
        sys.unraisablehook = before
        # Without any handler the library prints what a thread still logs, and so waits for a log that nobody reads.
        logging.getLogger().addHandler(logging.NullHandler())
        logging.getLogger().removeHandler(handler)
        handler.finish()


def _log_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Log what a finaliser raised. Python would print it, and so wait for a log that nobody reads.

    Only types are named, because the error's own words may quote a prompt.
    """
    logging.getLogger(__name__).warning(
        "A finaliser raised %s: %s.", unraisable.exc_type.__name__, type(unraisable.object).__name__
    )


class _Handler(logging.Handler):
    """Formats a record where it is logged, and hands the line to a thread that writes it. Never waits."""

    def __init__(self, most_waiting: int) -> None:
        super().__init__()
        self.waiting: queue.Queue[str | None] = queue.Queue(most_waiting)
        self._left_out = 0
        # A daemon, and no stream: a log that nobody reads blocks the thread for ever, and must keep nothing else alive.
        self._writer = threading.Thread(target=self._write_all, name="log writer", daemon=True)
        self._writer.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Leave the line out where nobody reads the log."""
        try:
            self.waiting.put_nowait(self.format(record))
        except queue.Full:
            self._left_out += 1
        except Exception:
            self.handleError(record)

    def finish(self) -> None:
        """Write what waits, for a moment."""
        with suppress(queue.Full):
            self.waiting.put(None, timeout=_LAST_LINES)
            self._writer.join(_LAST_LINES)

    def _write_all(self) -> None:
        while (line := self.waiting.get()) is not None:
            left_out, self._left_out = self._left_out, 0
            if left_out:
                note = f"{left_out} lines were left out: the log was not read fast enough."
                _write(self.format(logging.LogRecord(__name__, logging.WARNING, "", 0, note, None, None)))
            _write(line)
            self.waiting.task_done()


def _with_heading(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put first what every line has, and the traceback last."""
    record, message, traceback, fields = _taken_apart(event)
    heading = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": message,
    }
    ending = {"traceback": traceback} if traceback else {}
    return {**heading, **fields, **heading, **ending}


def _as_text(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """Return the message, then the fields as name=value, then the traceback."""
    _, message, traceback, fields = _taken_apart(event)
    told = "".join(f" {name}={json.dumps(value, ensure_ascii=False, default=str)}" for name, value in fields.items())
    return f"{message}{told}" + (f"\n{traceback}" if traceback else "")


def _taken_apart(event: EventDict) -> tuple[logging.LogRecord, str, str | None, EventDict]:
    """Return the record, its message, its traceback, and the fields."""
    fields = {name: value for name, value in event.items() if name not in ("_record", "_from_structlog")}
    return event["_record"], fields.pop("event"), fields.pop("exception", None), fields


def _write(line: str) -> None:
    data = f"{line}\n".encode(errors="replace")
    try:
        while data:
            data = data[os.write(_STDERR, data) :]
    except OSError:
        return  # nobody reads any more
