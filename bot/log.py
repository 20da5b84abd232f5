"""How Easel logs: to stderr, as text or JSON, never a prompt, never a token; the loop never waits for it."""

import json
import logging
import os
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener

_STDERR = 2
_MOST_WAITING = 10_000  # lines
_LAST_LINES = 2.0  # seconds that the last lines get to be written

_TEXT = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _Door(QueueHandler):
    """Makes lines where they are logged, and hands them to the thread that writes. It never waits."""

    def __init__(self, lines: queue.Queue[object], formatter: logging.Formatter) -> None:
        super().__init__(lines)
        self.setFormatter(formatter)
        self.left_out = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        """Leave the line out where nobody reads the log."""
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.left_out += 1


class _Stderr(logging.Handler):
    """Writes finished lines to the descriptor itself: a stream's lock in a blocked thread would hold up the end."""

    def __init__(self, door: _Door) -> None:
        super().__init__()
        self._door = door

    def createLock(self) -> None:
        """Have none: one thread writes, and logging's own end would wait for it in a blocked pipe."""
        self.lock = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, and how many were left out before it."""
        left_out, self._door.left_out = self._door.left_out, 0
        if left_out:
            note = f"{left_out} lines were left out: the log was not read fast enough."
            _write(self._door.format(logging.LogRecord(__name__, logging.WARNING, "", 0, note, None, None)))
        _write(record.getMessage())


class _Writer(QueueListener):
    """The thread that writes. It is a daemon: a log that nobody reads keeps nothing alive."""

    def enqueue_sentinel(self) -> None:
        """Tell it to end, once there is room to tell it anything. Raises queue.Full where none comes."""
        self.queue.put(self._sentinel, timeout=_LAST_LINES)  # type: ignore[attr-defined]

    def stop(self) -> None:
        """Let it write what waits, for a moment."""
        thread, self._thread = self._thread, None
        try:
            self.enqueue_sentinel()
        except queue.Full:
            return
        if thread is not None:
            thread.join(_LAST_LINES)


@contextmanager
def logging_to_stderr(level: str, form: str) -> Iterator[None]:
    """Log from `level` on to stderr while the block lasts, in the `form` text or json."""
    lines: queue.Queue[object] = queue.Queue(_MOST_WAITING)
    door = _Door(lines, JsonFormatter() if form == "json" else _TEXT)
    writer = _Writer(lines, _Stderr(door))
    logging.basicConfig(level=level, handlers=[door], force=True)
    for name in ("discord", "aiohttp"):
        # At DEBUG these print message bodies, interaction tokens and SQL parameters: people's prompts.
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.INFO))
    writer.start()
    try:
        yield
    finally:
        logging.getLogger().removeHandler(door)
        writer.stop()


def _write(line: str) -> None:
    data = f"{line}\n".encode(errors="replace")
    try:
        while data:
            data = data[os.write(_STDERR, data) :]
    except OSError:
        return  # nobody reads any more
