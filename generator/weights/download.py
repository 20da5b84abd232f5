"""Fetch one file over HTTP from the first source that has all of it, and continue where the last attempt stopped.

What has arrived is kept as a `.part` file, with a note of its source and of the server's validator, so that a later
process can continue too (RFC 9110, 13.1.5 If-Range and 14 Range requests). Needs no torch.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import humanize
import urllib3

from generator.wire.errors import Unreachable, WeightsRefused
from words.errors import SpokenError
from words.sentence import Sentence, joined, say
from words.version import VERSION

_CHUNK, _MUCH = 2**18, 2**23  # bytes
_REDIRECTS = 5
_HERE = ("127.0.0.1", "::1", "localhost")
_SPARE = 2**28  # bytes of disk that stay free

BytesReceived = Callable[[int, int | None], None]
"""Called with how many bytes have arrived and how many there will be; None where that is not known."""


class SourceFailed(SpokenError):
    """A source did not deliver the file, but may if it is tried again. Its sentence is a clause that says why."""


class SourceUnusable(SourceFailed):
    """A source does not deliver the file, and will not if it is tried again."""


@dataclass(frozen=True)
class Retries:
    """How many seconds to wait for a source, and how often to try it again when it breaks off."""

    connect: float = 15
    silence: float = 30
    slow_for: float = 60
    least_rate: int = 4096  # bytes a second, over `slow_for`
    tries: int = 5
    pause: float = 2


@dataclass(frozen=True)
class Wanted:
    """What to fetch: its exact size where that is known, the most bytes to read, and whether its hash is known."""

    sources: Sequence[str]
    size: int | None
    most: int
    hashed: bool


class Download:
    """One file on its way to `part`."""

    def __init__(
        self,
        wanted: Wanted,
        part: Path,
        progress: BytesReceived,
        say: Callable[[Sentence], None],
        retries: Retries | None = None,
    ) -> None:
        """`say` is called with a sentence about why a source is given up."""
        self._wanted, self._part, self._progress, self._say = wanted, part, progress, say
        self._retries = retries or Retries()
        self._note = part.with_name(part.name + ".json")
        timeout = urllib3.Timeout(connect=self._retries.connect, read=self._retries.silence)
        self._http = urllib3.PoolManager(timeout=timeout, retries=False)

    def run(self, accept: Callable[[Path], None]) -> None:
        """Fetch until `accept` takes the whole file, which it does by not raising SourceFailed.

        Raises Unreachable, WeightsRefused.
        """
        reasons: list[Sentence] = []
        for source in self._wanted.sources:
            try:
                self._try(source, accept)
            except SourceFailed as failure:
                reasons.append(say("source-failed", host=str(urlsplit(source).hostname), why=failure.sentence))
                self._say(say("source-given-up", reason=reasons[-1]))
            else:
                self._note.unlink(missing_ok=True)
                return
        raise Unreachable("weights-unreachable", reasons=joined(reasons, "; "))

    def _try(self, source: str, accept: Callable[[Path], None]) -> None:
        """Fetch from one source; if what an earlier attempt left does not match it, fetch the whole file."""
        pieced = self._have() > 0
        self._fetch(source)
        try:
            accept(self._part)
        except SourceFailed:
            self.forget()
            if not pieced:
                raise
            self._try(source, accept)

    def forget(self) -> None:
        """Remove what has arrived."""
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _fetch(self, source: str) -> None:
        """Read one source to its end. Try again after a break; tries that bring much do not count."""
        tries = self._retries.tries
        while True:
            before = self._have()
            try:
                return self._receive(source)
            except SourceUnusable:
                raise
            except SourceFailed:
                tries = tries - 1 if self._have() < before + _MUCH else self._retries.tries
                if tries <= 0:
                    raise
                time.sleep(self._retries.pause)

    def _receive(self, source: str) -> None:
        offset = self._offset(source)
        if self._wanted.size and offset == self._wanted.size:
            return
        try:
            response = self._open(source, self._headers(offset))
            try:
                self._read(response, source, offset)
            finally:
                response.close()
                response.release_conn()
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.NameResolutionError):
            raise SourceFailed("source-unreachable") from None
        except urllib3.exceptions.TimeoutError:
            raise SourceFailed("source-silent") from None
        except urllib3.exceptions.HTTPError as error:
            raise SourceFailed("source-broken", kind=type(error).__name__) from None

    def _open(self, url: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        """Return an answer that is not a redirect. Asks over https only, or on this machine over http."""
        local = urlsplit(url).hostname in _HERE  # the admin's own server; other servers may not redirect here
        for _ in range(_REDIRECTS):
            parts = urlsplit(url)
            if parts.scheme != "https" and not (local and parts.scheme == "http" and parts.hostname in _HERE):
                raise SourceUnusable("source-not-https", scheme=parts.scheme or "nowhere")
            response = self._http.request("GET", url, headers=headers, preload_content=False, redirect=False)
            location = response.get_redirect_location()
            if not location:
                return response
            response.close()
            url = urljoin(url, location)
        raise SourceUnusable("source-redirects")

    def _read(self, response: urllib3.BaseHTTPResponse, source: str, offset: int) -> None:
        """Append the answer's body to the part. Raises SourceFailed, WeightsRefused."""
        if response.status == 416 and response.headers.get("Content-Range") == f"bytes */{offset}":
            self._compare(offset)  # the whole file is there already
            return
        if response.status == 416:
            self.forget()
            raise SourceFailed("source-no-rest")
        if response.status not in (200, 206):
            failure = SourceUnusable if response.status < 500 else SourceFailed
            raise failure("source-status", status=str(response.status))
        if "text/html" in response.headers.get("Content-Type", ""):
            raise SourceUnusable("source-web-page")
        if response.status == 200:
            offset = 0
        elif not response.headers.get("Content-Range", "").startswith(f"bytes {offset}-"):
            self.forget()
            raise SourceFailed("source-other-part")
        total = self._total(response, offset)
        self._note.write_text(json.dumps({"source": source, "validator": _validator(response)}))
        with self._part.open("ab" if offset else "wb") as stream:
            self._pour(response, stream.write, offset, total)
            stream.flush()
            os.fsync(stream.fileno())
        if total is not None and self._have() != total:
            raise SourceFailed("source-broke-off", size=humanize.naturalsize(self._have()))

    def _pour(
        self, response: urllib3.BaseHTTPResponse, write: Callable[[bytes], int], offset: int, total: int | None
    ) -> None:
        window, arrived = time.monotonic(), 0
        while chunk := response.read1(_CHUNK):
            offset, arrived = offset + write(chunk), arrived + len(chunk)
            if offset > self._wanted.most:
                self.forget()
                raise SourceUnusable("source-too-long")
            self._progress(offset, total)
            passed = time.monotonic() - window
            if passed > self._retries.slow_for:
                if arrived < passed * self._retries.least_rate:
                    raise SourceUnusable("source-slow")
                window, arrived = time.monotonic(), 0

    def _total(self, response: urllib3.BaseHTTPResponse, offset: int) -> int | None:
        """Return how long the file is, after comparing it with the published size and the free disk."""
        length = response.headers.get("Content-Length", "")
        total = offset + int(length) if length.isdigit() else None
        if total is not None:
            self._compare(total)
        require_disk(self._part.parent, (total or self._wanted.size or 0) - offset)
        return total or self._wanted.size

    def _compare(self, total: int) -> None:
        if self._wanted.size and total != self._wanted.size:
            raise SourceUnusable("source-other-size", found=str(total), wanted=str(self._wanted.size))

    def _headers(self, offset: int) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity", "User-Agent": f"Easel/{VERSION}"}
        if offset:
            validator = self._noted().get("validator")
            headers |= {"Range": f"bytes={offset}-", **({"If-Range": validator} if validator else {})}
        return headers

    def _offset(self, source: str) -> int:
        """Return where to continue. Without a validator only a hash can tell whether two halves fit together."""
        noted = self._noted()
        same = noted.get("source") == source and noted.get("validator")
        if not (same or self._wanted.hashed):
            self.forget()
        elif noted.get("source") != source:
            self._note.unlink(missing_ok=True)  # another server's validator would make this one start again
        return self._have()

    def _noted(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            return dict(json.loads(self._note.read_text()))
        return {}

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0


def require_disk(folder: Path, needed: int) -> None:
    """Raise WeightsRefused if the disk has no room for `needed` more bytes."""
    free = shutil.disk_usage(folder).free - _SPARE
    if free < needed:
        has = humanize.naturalsize(max(free, 0))
        raise WeightsRefused("disk-too-small", free=has, needed=humanize.naturalsize(needed))


def _validator(response: urllib3.BaseHTTPResponse) -> str | None:
    """Return what shows whether the file is still the same: a strong ETag, or else its date."""
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified")
