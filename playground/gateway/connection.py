"""One websocket of the gateway: frames in, frames out, compression and close codes."""

import asyncio
import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import WSMessage, WSMsgType, web

from playground.gateway.session import Frame, Session

if TYPE_CHECKING:
    from playground.gateway.gateway import Gateway

# developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11

GOODBYE = 1.0  # seconds for the other side to answer a close frame


class Close(Exception):
    """The server ends the connection (…/opcodes-and-status-codes#gateway-gateway-close-event-codes)."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Connection:
    """A bot's socket. What is put into `outbox` is sent in order."""

    def __init__(self, gateway: "Gateway", request: web.Request, heartbeat: float, address: str) -> None:
        self.outbox: asyncio.Queue[Frame] = asyncio.Queue()
        self.address = address
        self._gateway = gateway
        self._request = request
        self._heartbeat = heartbeat
        self._session: Session | None = None
        self._closed_by_us: int | None = None
        self._socket = web.WebSocketResponse(compress=False, timeout=GOODBYE)
        # developers/events/gateway#transport-compression: one zlib context for the whole connection
        self._zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def serve(self) -> web.StreamResponse:
        """Talk until either side ends it."""
        await self._socket.prepare(self._request)
        self.outbox.put_nowait({"op": HELLO, "d": {"heartbeat_interval": int(self._heartbeat * 1000), "_trace": []}})
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        except Close as close:
            await self._socket.close(code=close.code, message=str(close).encode())
        finally:
            writer.cancel()
            if self._session:
                # clients answer any code of ours with 1000: the first to say goodbye decides
                code = self._closed_by_us or self._socket.close_code
                self._gateway.left(self._session, self, for_good=code in (1000, 1001))
        return self._socket

    def abort(self) -> None:
        """Cut the connection without a goodbye."""
        if self._request.transport:
            self._request.transport.abort()

    async def close(self, code: int) -> None:
        """End the connection with a close frame."""
        self._closed_by_us = code
        await self._socket.close(code=code)

    async def _read(self) -> None:
        async for message in self._socket:
            self._take(*_parsed(message))

    def _take(self, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            if self._gateway.trouble.hears_heartbeat():
                self.outbox.put_nowait({"op": HEARTBEAT_ACK})
        elif op == IDENTIFY:
            if self._session:
                raise Close(4005, "Already authenticated.")
            self._session = self._gateway.identify(self, data)
        elif op == RESUME:
            self._resume(data)
        elif not self._session:
            raise Close(4003, "Not authenticated.")
        elif op not in (PRESENCE, VOICE_STATE):
            raise Close(4001, "Unknown opcode.")

    def _resume(self, data: Mapping[str, Any]) -> None:
        self._session = self._gateway.resume(self, data)
        if self._session is None:
            self.outbox.put_nowait({"op": INVALID_SESSION, "d": False})

    async def _write(self) -> None:
        while True:
            text = json.dumps(await self.outbox.get())
            try:
                if self._zlib:
                    packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(packed)
                else:
                    await self._socket.send_str(text)
            except ConnectionError:
                return


def _parsed(message: WSMessage) -> tuple[int, Any]:
    """Return the opcode and the data of a frame. Close 4002 when it has none that can be read."""
    try:
        frame = json.loads(message.data if message.type is WSMsgType.TEXT else "")
        op, data = int(frame["op"]), frame.get("d")
    except (ValueError, KeyError, TypeError) as error:
        raise Close(4002, "Error while decoding payload.") from error
    if op in (IDENTIFY, RESUME) and not isinstance(data, dict):
        raise Close(4002, "Error while decoding payload.")
    return op, data
