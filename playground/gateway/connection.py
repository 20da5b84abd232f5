"""One websocket of the gateway: frames, compression and close codes."""

import asyncio
import json
import zlib
from collections.abc import Mapping
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from playground.errors import GatewayClosed
from playground.gateway.faults import GatewayFaults
from playground.gateway.session import Frame, Session
from playground.gateway.sessions import Sessions

# developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11

GOODBYE = 1.0  # seconds for the other side to answer a close frame


class Connection:
    """A bot's socket. It sends what is put into `outbox`, in order."""

    def __init__(
        self, sessions: Sessions, faults: GatewayFaults, request: web.Request, heartbeat: float, address: str
    ) -> None:
        self.outbox: asyncio.Queue[Frame] = asyncio.Queue()
        self._sessions = sessions
        self._faults = faults
        self._request = request
        self._address = address
        self._heartbeat = heartbeat
        self._session: Session | None = None
        self._closed_by_us: int | None = None
        self._socket = web.WebSocketResponse(compress=False, timeout=GOODBYE)
        # developers/events/gateway#transport-compression: one zlib context for the whole connection
        self._zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def serve(self) -> web.StreamResponse:
        """Serve the socket until either side closes it."""
        await self._socket.prepare(self._request)
        self.outbox.put_nowait({"op": HELLO, "d": {"heartbeat_interval": int(self._heartbeat * 1000), "_trace": []}})
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        except GatewayClosed as close:
            await self._socket.close(code=close.code, message=str(close).encode())
        finally:
            writer.cancel()
            if self._session:
                # clients answer any code of ours with 1000: the code of the side that closed first counts
                code = self._closed_by_us or self._socket.close_code
                self._sessions.leave(self._session, self.outbox, for_good=code in (1000, 1001))
        return self._socket

    def abort(self) -> None:
        """Cut the connection without a close frame."""
        if self._request.transport:
            self._request.transport.abort()

    async def close(self, code: int) -> None:
        """Close the connection with a close frame."""
        self._closed_by_us = code
        await self._socket.close(code=code)

    async def _read(self) -> None:
        async for message in self._socket:
            self._take(*_parsed(message))

    def _take(self, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            if self._faults.answers_heartbeat():
                self.outbox.put_nowait({"op": HEARTBEAT_ACK})
        elif op == IDENTIFY:
            if self._session:
                raise GatewayClosed(4005, "Already authenticated.")
            self._session = self._sessions.identify(data, self.outbox, self._address)
        elif op == RESUME:
            self._resume(data)
        elif not self._session:
            raise GatewayClosed(4003, "Not authenticated.")
        elif op not in (PRESENCE, VOICE_STATE):
            raise GatewayClosed(4001, "Unknown opcode.")

    def _resume(self, data: Mapping[str, Any]) -> None:
        self._session = self._sessions.resume(data, self.outbox)
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
    """Return the opcode and the data of a frame. GatewayClosed 4002 when they cannot be read."""
    try:
        frame = json.loads(message.data if message.type is WSMsgType.TEXT else "")
        op, data = int(frame["op"]), frame.get("d")
    except (ValueError, KeyError, TypeError) as error:
        raise GatewayClosed(4002, "Error while decoding payload.") from error
    if op in (IDENTIFY, RESUME) and not isinstance(data, dict):
        raise GatewayClosed(4002, "Error while decoding payload.")
    return op, data
