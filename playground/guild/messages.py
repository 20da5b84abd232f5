"""A message at one moment. Each change makes a new value and leaves the old one as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

EPHEMERAL = 1 << 6  # developers/resources/message#message-object-message-flags
LOADING = 1 << 7


@dataclass(frozen=True)
class Message:
    """Discord's message object, and what only the playground knows about it.

    `pings` has the ids of the people whom the message notified when it came; an edit notifies nobody. `reactions` maps
    an emoji to the ids of those who put it there. `ephemeral_to` is the one person who sees it, None for everybody.
    `files` are all its attachments, those that an embed shows included. `pinned_at` is the moment of its pin, or "".
    """

    payload: Mapping[str, Any]
    ephemeral_to: str | None = None
    pings: frozenset[str] = frozenset()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[Mapping[str, Any], ...] = ()
    pinned_at: str = ""

    @property
    def id(self) -> str:
        """Return the message's id."""
        return str(self.payload["id"])

    @property
    def channel_id(self) -> str:
        """Return its channel's id."""
        return str(self.payload["channel_id"])

    @property
    def author_id(self) -> str:
        """Return its author's id."""
        return str(self.payload["author"]["id"])

    @property
    def content(self) -> str:
        """Return the text outside embeds."""
        return str(self.payload["content"])

    @property
    def embeds(self) -> list[dict[str, Any]]:
        """Return the embeds."""
        return list(self.payload["embeds"])

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """Return the attachments, without those shown in an embed."""
        return list(self.payload["attachments"])

    @property
    def thinking(self) -> bool:
        """Tell whether it is a deferred answer that is not filled yet."""
        return bool(self.payload["flags"] & LOADING)

    @property
    def pinned(self) -> bool:
        """Tell whether it is pinned."""
        return bool(self.payload["pinned"])

    @property
    def text(self) -> str:
        """Return all text that a person reads in it: the content and the embeds, one piece on each line."""
        return "\n".join([self.content, *(piece for embed in self.embeds for piece in _pieces(embed))]).strip()

    @property
    def pictures(self) -> list[str]:
        """Return the URLs of the pictures it shows, in attachments and in embeds."""
        attached = [each["url"] for each in self.attachments if each["content_type"].startswith("image/")]
        return attached + [embed["image"]["url"] for embed in self.embeds if "image" in embed]

    def components(self) -> Iterator[dict[str, Any]]:
        """Yield every component, rows and their contents."""
        yield from walk(self.payload["components"])

    def component(self, custom_id: str) -> dict[str, Any] | None:
        """Return the component with this custom_id, or None."""
        return next((each for each in self.components() if each.get("custom_id") == custom_id), None)

    def button(self, label: str) -> dict[str, Any] | None:
        """Return the first button whose label or emoji contains `label`, or None."""
        buttons = (each for each in self.components() if each["type"] == 2)
        return next((each for each in buttons if label in _face(each)), None)

    def with_reaction(self, emoji: str, user_id: str) -> "Message":
        """Return the message with this reaction added."""
        users = tuple(dict.fromkeys((*self.reactions.get(emoji, ()), user_id)))
        return replace(self, reactions={**self.reactions, emoji: users})

    def without_reaction(self, emoji: str, user_id: str) -> "Message":
        """Return the message with this reaction removed."""
        users = tuple(each for each in self.reactions.get(emoji, ()) if each != user_id)
        others = {each: who for each, who in self.reactions.items() if each != emoji}
        return replace(self, reactions={**others, emoji: users} if users else others)

    def with_pin(self, pinned_at: str | None) -> "Message":
        """Return the message pinned at this moment, or not pinned for None."""
        return replace(self, payload={**self.payload, "pinned": pinned_at is not None}, pinned_at=pinned_at or "")

    def seen_by(self, user_id: str) -> dict[str, Any]:
        """Return the message object that REST gives a user. It has no nonce: only the answer to its creation has."""
        payload = {key: value for key, value in self.payload.items() if key != "nonce"}
        return payload | ({"reactions": self._reactions(user_id)} if self.reactions else {})

    def _reactions(self, user_id: str) -> list[dict[str, Any]]:
        """developers/resources/message#reaction-object"""
        return [
            {
                "emoji": {"id": None, "name": emoji},
                "count": len(users),
                "count_details": {"burst": 0, "normal": len(users)},
                "burst_colors": [],
                "me": user_id in users,
                "me_burst": False,
            }
            for emoji, users in self.reactions.items()
        ]


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield components depth first; a label holds a `component`, a section an `accessory`, a row `components`."""
    for component in components:
        yield component
        single = [component[key] for key in ("component", "accessory") if key in component]
        yield from walk([*component.get("components", []), *single])


def _pieces(embed: dict[str, Any]) -> Iterator[str]:
    yield from (embed[key] for key in ("title", "description") if embed.get(key))
    for each in embed.get("fields", ()):
        yield f"{each['name']}: {each['value']}"
    if text := embed.get("footer", {}).get("text"):
        yield text


def _face(button: dict[str, Any]) -> str:
    emoji: str = button.get("emoji", {}).get("name") or ""
    return f"{emoji} {button.get('label', '')}"
