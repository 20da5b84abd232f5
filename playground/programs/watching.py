"""One picture as a person in the channel sees it, told as JSON lines and saved as files."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playground.guild import changes as c
from playground.guild.cdn import Cdn
from playground.guild.interactions import Unanswered
from playground.guild.messages import Message

_KINDS: dict[type[c.Change], str] = {c.Created: "created", c.Edited: "edited", c.Deleted: "deleted"}


@dataclass
class Watcher:
    """Follows one person's picture through the channel.

    It knows nothing about the bot. A preview is a picture on a message that pings nobody. The message that pings the
    person is the end: the final picture, or without one a refusal, whose reason is the message's text.
    """

    person_id: str
    cdn: Cdn
    out: Path
    final: Path | None = None
    refusal: str | None = None
    _seen: set[str] = field(default_factory=set)

    @property
    def ended(self) -> bool:
        """Tell whether the picture or the refusal has come."""
        return self.final is not None or self.refusal is not None

    def look(self, change: c.Change, seconds: float) -> dict[str, Any] | None:
        """Save what is new in a change and return its line, None if the person cannot see it.

        `seconds` is the time since the command.
        """
        if isinstance(change, Unanswered):
            self.refusal = "The bot did not answer in time."
        if not isinstance(change, c.Created | c.Edited | c.Deleted):
            return None
        message = change.message
        if message.ephemeral_to not in (None, self.person_id):
            return None
        if not isinstance(change, c.Deleted):
            self._keep(message)
        return {
            "kind": _KINDS[type(change)],
            "id": message.id,
            "seconds": round(seconds, 3),
            "text": message.text,
            "attachments": [Path(urlsplit(url).path).name for url in message.pictures],
        }

    def _keep(self, message: Message) -> None:
        if self.person_id in message.pings and not message.thinking:
            self._end(message)
        elif message.ephemeral_to and not message.thinking:
            # an ephemeral answer is a refusal: a picture is announced to the whole channel
            self.refusal = message.text
        else:
            for url in message.pictures:
                self._preview(url)

    def _end(self, message: Message) -> None:
        if message.pictures:
            self.final = self.out / "final.png"
            self._write(self.final, message.pictures[0])
        else:
            self.refusal = message.text

    def _preview(self, url: str) -> None:
        if url not in self._seen:
            self._seen.add(url)
            self._write(self.out / f"preview-{len(self._seen):03}.png", url)

    def _write(self, path: Path, url: str) -> None:
        """Write a file whole or not at all."""
        partial = path.with_suffix(".part")
        partial.write_bytes(self.cdn.open(url).data)
        partial.replace(path)
