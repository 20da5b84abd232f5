"""The files of this Discord, kept in memory and served under the paths of cdn.discordapp.com."""

import mimetypes
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playground.guild.ids import Snowflakes

PUBLIC = "https://cdn.discordapp.com"
PROXY = "https://media.discordapp.net"
INLINE_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True)
class File:
    """A file that somebody uploads, or a stored one. `description` is the alternative text."""

    name: str
    data: bytes
    description: str | None = None

    @property
    def content_type(self) -> str:
        """Return the MIME type by the name's suffix."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Cdn:
    """Keeps files by path, and drops the oldest when they exceed `memory` bytes."""

    def __init__(self, ids: Snowflakes, memory: int) -> None:
        self._ids = ids
        self._memory = memory
        self._used = 0
        self._files: OrderedDict[str, File] = OrderedDict()

    def store(self, channel_id: str, file: File) -> dict[str, Any]:
        """Keep a file and return Discord's attachment object (developers/resources/message#attachment-object)."""
        attachment_id = self._ids.next()
        path = f"/attachments/{channel_id}/{attachment_id}/{quote(file.name)}"
        self.put(path, file)
        attachment = {
            "id": attachment_id,
            "filename": file.name,
            "size": len(file.data),
            "url": PUBLIC + path,
            "proxy_url": PROXY + path,
            "content_type": file.content_type,
            **_dimensions(file),
        }
        return attachment | ({"description": file.description} if file.description else {})

    def open(self, url: str) -> File:
        """Return the file behind a URL of an attachment, or its path. KeyError when there is none."""
        return self._files[quote(unquote(urlsplit(url).path))]

    def put(self, url: str, file: File) -> None:
        """Keep a file behind the URL of an attachment, or its path."""
        self._files[quote(unquote(urlsplit(url).path))] = file
        self._used += len(file.data)
        while self._used > self._memory and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            self._used -= len(oldest.data)


def _dimensions(file: File) -> dict[str, int]:
    """Return width and height of a PNG, from its first 24 bytes, and nothing for other files."""
    if not file.data.startswith(b"\x89PNG\r\n\x1a\n") or len(file.data) < 24:
        return {}
    width, height = struct.unpack(">II", file.data[16:24])
    return {"width": width, "height": height}
