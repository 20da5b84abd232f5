"""Answers to a bot that asks who is in the guild (developers/events/gateway-events#request-guild-members)."""

from collections.abc import Iterator, Mapping
from typing import Any

from playground.gateway.events import Event
from playground.gateway.frames import undecodable
from playground.gateway.identity import MEMBERS
from playground.guild.guild import Guild
from playground.guild.members import Member

CHUNK, MOST = 1000, 100  # members in one event; members that a search or a list of ids may ask for


def check_request(data: Mapping[str, Any]) -> None:
    """Check the fields. GatewayClosed 4002."""
    wanted = data.get("user_ids")
    guild_id, limit = data.get("guild_id"), data.get("limit", 0)
    if not isinstance(guild_id, str | int) or isinstance(guild_id, bool):
        raise undecodable()
    if wanted is None and not (isinstance(data.get("query"), str) and type(limit) is int):
        raise undecodable()
    if not isinstance(wanted, str | int | list | None) or not isinstance(data.get("nonce"), str | None):
        raise undecodable()


def chunks(guild: Guild, data: Mapping[str, Any], intents: int) -> Iterator[Event]:
    """Yield GUILD_MEMBERS_CHUNK events. All members are told only with the members intent."""
    query, limit = str(data.get("query") or "").lower(), data.get("limit") or 0
    if str(data["guild_id"]) != guild.id:
        return
    missing: list[str] = []
    if data.get("user_ids") is not None:
        ids = [str(each) for each in (data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]])]
        found = [guild.members[each] for each in ids[:MOST] if each in guild.members]
        missing = [each for each in ids[:MOST] if each not in guild.members]
    elif not limit and not intents & MEMBERS:
        return
    else:
        found = [each for each in guild.members.values() if each.name.lower().startswith(query)]
        found = found[: min(limit, MOST)] if limit else found
    yield from _events(guild, found, missing, data)


def _events(guild: Guild, found: list[Member], missing: list[str], data: Mapping[str, Any]) -> Iterator[Event]:
    pages = [found[start : start + CHUNK] for start in range(0, len(found), CHUNK)] or [[]]
    for index, page in enumerate(pages):
        chunk: dict[str, Any] = {
            "guild_id": guild.id,
            "members": [member.payload() | {"user": member.user()} for member in page],
            "chunk_index": index,
            "chunk_count": len(pages),
        }
        chunk |= {"not_found": missing} if missing else {}
        chunk |= {"presences": []} if data.get("presences") else {}
        # a nonce that is too long is left out
        chunk |= (
            {"nonce": data["nonce"]} if data.get("nonce") and len(data["nonce"].encode(errors="replace")) <= 32 else {}
        )
        yield Event("GUILD_MEMBERS_CHUNK", chunk)
