"""What goes over a gateway's socket: frames, their compression, and the opcodes."""

import importlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMessage, WSMsgType

from playground.errors import GatewayClosed

# developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11
REQUEST_SOUNDS, REQUEST_CHANNEL_INFO = 31, 43

VERSIONS = (9, 10)  # of those in developers/reference#api-versioning, the ones that the playground speaks
_WITH_DATA = (IDENTIFY, RESUME, PRESENCE, VOICE_STATE, REQUEST_MEMBERS, REQUEST_SOUNDS, REQUEST_CHANNEL_INFO)
_ZSTD = ("compression.zstd", "backports.zstd", "zstandard")

Frame = dict[str, Any]
Compress = Callable[[bytes], bytes]


def control(op: int, data: Any = None) -> Frame:
    """Return a frame that is no event: `s` and `t` are there, and null (developers/events/gateway-events)."""
    return {"op": op, "d": data, "s": None, "t": None}


def parsed(message: WSMessage) -> tuple[int, Any]:
    """Return the opcode and the data of a frame, in text or in bytes. GatewayClosed 4002 when they cannot be read."""
    try:
        frame = json.loads(message.data if message.type in (WSMsgType.TEXT, WSMsgType.BINARY) else "")
        op, data = frame["op"], frame.get("d")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise undecodable() from error
    if type(op) is not int or (op in _WITH_DATA and not isinstance(data, dict)):
        raise undecodable()
    return op, data


def undecodable() -> GatewayClosed:
    """Return the error for a frame that does not fit its opcode."""
    return GatewayClosed(4002, "Error while decoding payload.")


@dataclass(frozen=True)
class Asked:
    """What a client asks for in the gateway's address (developers/events/gateway#connecting)."""

    version: int
    compress: Compress | None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        """Read the query. GatewayClosed 4012 for another version, 4002 for another encoding than JSON."""
        if query.get("v") not in {str(version) for version in VERSIONS}:
            raise GatewayClosed(4012, "Invalid API version.")
        if query.get("encoding", "json") != "json":
            raise undecodable()
        return cls(int(query["v"]), _compressor(query.get("compress")))


def _compressor(name: str | None) -> Compress | None:
    """Return what packs each frame, with one context for the whole connection (…/gateway#transport-compression).

    None sends plain text, which every library takes: where Python has no zstd, as before 3.14, zstd falls back on it.
    """
    if name == "zlib-stream":
        packer = zlib.compressobj()
        return lambda data: packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        return _zstd()
    return None


def _zstd() -> Compress | None:
    for name in _ZSTD:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        if name == "zstandard":
            packer = module.ZstdCompressor().compressobj()
            return lambda data: bytes(packer.compress(data) + packer.flush(module.COMPRESSOBJ_FLUSH_BLOCK))
        stream = module.ZstdCompressor()
        return lambda data: bytes(stream.compress(data, mode=stream.FLUSH_BLOCK))
    return None
