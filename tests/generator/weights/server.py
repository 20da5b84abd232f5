"""A web server on 127.0.0.1 that serves files as badly as asked."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class File:
    """One address. `cuts` are how many bytes each answer holds before it breaks off; None: all of it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = '"1"'
    cuts: list[int | None] = field(default_factory=list)
    length: int | None = None  # what it says of its length, where that is not true
    ranges: bool = True
    drips: threading.Event | None = None  # says nothing more until this is set
    pace: float | None = None  # seconds from one byte to the next


class Web:
    """What is served, and what was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.files: dict[str, File] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, **file) -> str:
        """Serve a file and return its address."""
        self.files[path] = File(**file)
        return f"http://127.0.0.1:{self.port}{path}"

    def ranges(self) -> list[str | None]:
        """The parts that were asked for, in order."""
        return [headers.get("Range") for _, headers in self.asked]


@contextmanager
def serving() -> Iterator[Web]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.web = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        web: Web = self.server.web
        web.asked.append((self.path, dict(self.headers)))
        file = web.files.get(self.path) or File(status=404)
        self.close_connection = True
        start = self._start(file)
        if start and start == len(file.body):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{start}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = file.body[start:]
        self.send_response(206 if start else file.status)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(file.body) - 1}/{len(file.body)}")
        if file.etag:
            self.send_header("ETag", file.etag)
        for name, value in file.headers.items():
            self.send_header(name, value)
        if file.length != -1:
            self.send_header("Content-Length", str(len(body) if file.length is None else file.length))
        self.send_header("Connection", "close")
        self.end_headers()
        cut = file.cuts.pop(0) if file.cuts else None
        try:
            for byte in body if file.pace else b"":
                self.wfile.write(bytes([byte]))
                threading.Event().wait(file.pace)
            self.wfile.write(body if cut is None else body[:cut])
            self.wfile.flush()
            if file.drips:
                file.drips.wait(20)
        except OSError:
            pass  # the client has seen enough

    def _start(self, file: File) -> int:
        match = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        fresh = self.headers.get("If-Range") in (None, file.etag)
        return int(match[1]) if match and file.ranges and fresh and file.status == 200 else 0

    def log_message(self, *_) -> None:
        pass
