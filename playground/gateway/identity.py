"""Who a bot says that it is: the fields of IDENTIFY and RESUME (developers/events/gateway-events#identify)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.errors import GatewayClosed
from playground.gateway.frames import undecodable

# developers/events/gateway#list-of-intents: 17 to 19, 22 and 23 are not given out. interactions.py asks for 17 all the
# same, and connects
MEMBERS, PRESENCES, CONTENT = 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
KNOWN_INTENTS = sum(1 << bit for bit in (*range(18), 20, 21, 24, 25))
LARGE_THRESHOLD = range(50, 251)


@dataclass(frozen=True)
class Identity:
    """What IDENTIFY asks for. `shard` is (number, of how many), None when the bot names none."""

    intents: int
    shard: tuple[int, int] | None = None

    @classmethod
    def read(cls, data: Mapping[str, Any], granted: int) -> "Identity":
        """Read IDENTIFY; `granted` are the privileged intents that are switched on.

        GatewayClosed 4002 for a field of the wrong kind, 4010, 4013 and 4014 as Discord has them.
        """
        _check_kinds(data)
        intents = data.get("intents")
        if type(intents) is not int or intents < 0 or intents & ~KNOWN_INTENTS:
            raise GatewayClosed(4013, "Invalid intent(s).")
        if intents & PRIVILEGED & ~granted:
            raise GatewayClosed(4014, "Disallowed intent(s).")
        return cls(intents, _shard(data.get("shard")))

    def hears(self, guild_id: str | None) -> bool:
        """Tell whether the events of a guild go to this shard (…/gateway#sharding); those of none go to the first."""
        if self.shard is None:
            return True
        number, count = self.shard
        return (int(guild_id) >> 22) % count == number if guild_id else number == 0


def check_resume(data: Mapping[str, Any]) -> None:
    """Check the fields of RESUME. GatewayClosed 4002, or 4007 for a number that no event has."""
    if not isinstance(data.get("session_id"), str):
        raise undecodable()
    sequence = data.get("seq")
    if type(sequence) is not int or sequence < 0:
        raise GatewayClosed(4007, "Invalid seq.")


def check_presence(data: Any) -> None:
    """Check an update of the bot's presence (…#update-presence). GatewayClosed 4002."""
    if not isinstance(data, dict) or not isinstance(data.get("activities") or [], list):
        raise undecodable()
    if not all(isinstance(each, dict) and isinstance(each.get("name"), str) for each in data.get("activities") or []):
        raise undecodable()
    if data.get("status") not in ("online", "dnd", "idle", "invisible", "offline"):
        raise undecodable()


def _check_kinds(data: Mapping[str, Any]) -> None:
    if not isinstance(data.get("properties"), dict):
        raise undecodable()
    if data.get("large_threshold") is not None and data["large_threshold"] not in LARGE_THRESHOLD:
        raise undecodable()
    if not isinstance(data.get("compress") or False, bool):
        raise undecodable()
    if data.get("presence") is not None:
        check_presence(data["presence"])


def _shard(shard: Any) -> tuple[int, int] | None:
    if shard is None:
        return None
    whole = isinstance(shard, list) and len(shard) == 2 and all(type(each) is int for each in shard)
    if not whole or not 0 <= shard[0] < shard[1]:
        raise GatewayClosed(4010, "Invalid shard.")
    return shard[0], shard[1]
