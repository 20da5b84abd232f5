"""The previews of one job, made small beside everything else: the text of its progress waits for none of them."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from bot.delivery.discord_io import Upload
from bot.delivery.encoding import preview

_log = logging.getLogger(__name__)


class Previews:
    """Encodes one preview at a time, the newest that came, in a thread."""

    def __init__(self, limit: Callable[[], int | None], ready: Callable[[], None]) -> None:
        """`limit` tells how many bytes a file may have, None: not known. `ready` is called whenever one is encoded."""
        self._limit = limit
        self._ready = ready
        self._refused: int | None = None  # bytes that were too many
        self._newest: Path | None = None
        self._upload: Upload | None = None
        self._task: asyncio.Task[None] | None = None

    def offer(self, path: Path) -> None:
        """Encode this preview unless a newer one comes first. Returns at once."""
        self._newest = path
        if self._task is None:
            self._task = asyncio.create_task(self._encode(), name="previews")

    def take(self) -> Upload | None:
        """Return the newest that is encoded and was not taken yet."""
        upload, self._upload = self._upload, None
        return upload

    def too_large(self, upload: Upload) -> None:
        """Make smaller ones from now on."""
        self._refused = len(upload.data)

    def stop(self) -> None:
        """Encode no more."""
        self._newest = self._upload = None
        if self._task is not None:
            self._task.cancel()

    async def _encode(self) -> None:
        try:
            while (path := self._newest) is not None:
                self._newest = None
                self._upload = await asyncio.to_thread(_encoded, path, self._most()) or self._upload
                if self._upload is not None:
                    self._ready()
        finally:
            self._task = None

    def _most(self) -> int | None:
        limits = [self._limit(), self._refused and self._refused // 2]
        return min((limit for limit in limits if limit is not None), default=None)


def _encoded(path: Path, limit: int | None) -> Upload | None:
    """Return the preview as it is shown, None where there is none. Blocks."""
    try:
        encoding = preview(path.read_bytes(), limit)
    except FileNotFoundError:  # the job is over, and its previews are gone
        return None
    except Exception as error:  # damaged, in one of many ways
        _log.info("A preview cannot be read: %s.", type(error).__name__)
        return None
    return None if encoding is None else Upload(f"{path.stem}{encoding.suffix}", encoding.data)
