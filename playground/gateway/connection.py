"""One websocket of the gateway: what arrives, what leaves, and when it is closed."""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.config import Config
from playground.errors import GatewayClosed
from playground.gateway import frames
from playground.gateway.faults import GatewayFaults
from playground.gateway.frames import Asked, Frame, control, parsed
from playground.gateway.identity import check_presence, check_resume
from playground.gateway.members import check_request
from playground.gateway.session import Session
from playground.gateway.sessions import Sessions

GOODBYE = 1.0  # seconds for the other side to answer a close frame
PATIENCE = 1.5  # heartbeat intervals of silence, after which the connection counts as dead


class Connection:
    """A bot's socket. It sends what is put into `outbox`, in order."""

    def __init__(
        self, sessions: Sessions, faults: GatewayFaults, request: web.Request, config: Config, address: str
    ) -> None:
        self.outbox: asyncio.Queue[Frame] = asyncio.Queue()
        self._sessions = sessions
        self._faults = faults
        self._request = request
        self._address = address
        self._config = config
        self._session: Session | None = None
        self._closed_by_us: int | None = None
        self._version = frames.VERSIONS[-1]
        self._recent: deque[float] = deque()
        self._silence: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None
        self._socket = web.WebSocketResponse(compress=False, timeout=GOODBYE)

    async def serve(self) -> web.StreamResponse:
        """Serve the socket until either side closes it."""
        await self._socket.prepare(self._request)
        writer: asyncio.Task[None] | None = None
        try:
            asked = Asked.read(self._request.query)
            self._version = asked.version
            interval = int(self._config.heartbeat * 1000)
            self.outbox.put_nowait(control(frames.HELLO, {"heartbeat_interval": interval, "_trace": []}))
            writer = asyncio.create_task(self._write(asked.compress))
            self._hear_again()
            async for message in self._socket:
                self._count()
                self._take(*parsed(message))
        except GatewayClosed as close:
            self._closed_by_us = close.code
            await self._socket.close(code=close.code, message=str(close).encode())
        finally:
            if writer:
                writer.cancel()
            if self._silence:
                self._silence.cancel()
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

    def _count(self) -> None:
        """Count a frame. GatewayClosed 4008 for too many (developers/events/gateway#rate-limiting)."""
        limit, now = self._config.gateway_frames, self._config.now()
        self._recent.append(now)
        while self._recent[0] <= now - limit.per:
            self._recent.popleft()
        if len(self._recent) > limit.limit:
            raise GatewayClosed(4008, "Rate limited.")

    def _hear_again(self) -> None:
        """Start the time anew in which a heartbeat must arrive (developers/events/gateway#heartbeat-interval)."""
        if self._silence:
            self._silence.cancel()
        loop = asyncio.get_running_loop()
        self._silence = loop.call_later(PATIENCE * self._config.heartbeat, self._too_silent)

    def _too_silent(self) -> None:
        """Close a connection whose bot sends no heartbeats; its session may be resumed."""
        self._closing = asyncio.create_task(self.close(4009))

    def _take(self, op: int, data: Any) -> None:
        if op == frames.HEARTBEAT:
            self._hear_again()
            if self._faults.answers_heartbeat():
                self.outbox.put_nowait(control(frames.HEARTBEAT_ACK))
        elif op == frames.IDENTIFY:
            if self._session:
                raise GatewayClosed(4005, "Already authenticated.")
            self._session = self._sessions.identify(data, self.outbox, self._address, self._version)
        elif op == frames.RESUME:
            self._resume(data)
        elif not self._session:
            raise GatewayClosed(4003, "Not authenticated.")
        else:
            self._ask(self._session, op, data)

    def _ask(self, session: Session, op: int, data: Mapping[str, Any]) -> None:
        """Take what an identified bot asks for. GatewayClosed 4001 for an opcode that there is not."""
        if op == frames.PRESENCE:
            check_presence(data)
        elif op == frames.REQUEST_MEMBERS:
            check_request(data)
            self._sessions.tell_members(session, data)
        elif op not in (frames.VOICE_STATE, frames.REQUEST_SOUNDS, frames.REQUEST_CHANNEL_INFO):
            raise GatewayClosed(4001, "Unknown opcode.")

    def _resume(self, data: Mapping[str, Any]) -> None:
        if self._session:
            raise GatewayClosed(4005, "Already authenticated.")
        check_resume(data)
        self._session = self._sessions.resume(data, self.outbox)
        if self._session is None:
            self.outbox.put_nowait(control(frames.INVALID_SESSION, False))

    async def _write(self, compress: frames.Compress | None) -> None:
        while True:
            text = json.dumps(await self.outbox.get())
            try:
                if compress:
                    await self._socket.send_bytes(compress(text.encode()))
                else:
                    await self._socket.send_str(text)
            except ConnectionError:
                return
