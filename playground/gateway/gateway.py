"""The gateway (developers/events/gateway): one websocket for each bot."""

from aiohttp import web

from playground.config import Config
from playground.gateway.connection import Connection
from playground.gateway.events import Events
from playground.gateway.faults import GatewayFaults
from playground.gateway.frames import INVALID_SESSION, RECONNECT, control
from playground.gateway.sessions import Sessions
from playground.guild.changes import Changes
from playground.guild.guild import Guild
from playground.guild.members import Member
from playground.tape import Tape


class Gateway:
    """Serves the sockets of bots."""

    def __init__(self, config: Config, guild: Guild, bot: Member, changes: Changes, tape: Tape) -> None:
        self.faults = GatewayFaults(config.now)
        self.sessions = Sessions(config, Events(guild, bot), changes, tape, self.faults)
        self._config = config
        self._connections: set[Connection] = set()

    @property
    def online(self) -> bool:
        """Tell whether a bot is connected and identified."""
        return self.sessions.online

    async def serve(self, request: web.Request, address: str) -> web.StreamResponse:
        """Serve one websocket; `address` is where READY says that a session can be resumed."""
        if refusal := self.faults.at_the_door(request):
            return refusal
        connection = Connection(self.sessions, self.faults, request, self._config, address)
        self._connections.add(connection)
        try:
            return await connection.serve()
        finally:
            self._connections.discard(connection)

    def drop(self) -> None:
        """Cut every socket without a close frame; the sessions stay and can be resumed."""
        for connection in tuple(self._connections):
            connection.abort()

    def ask_to_reconnect(self) -> None:
        """Tell the bots to reconnect and resume (…/gateway-events#reconnect)."""
        for connection in self._connections:
            connection.outbox.put_nowait(control(RECONNECT))

    def invalidate(self, *, resumable: bool) -> None:
        """Tell the bots to identify again, or to resume (…/gateway#invalid-session)."""
        for connection in self._connections:
            connection.outbox.put_nowait(control(INVALID_SESSION, resumable))
        if not resumable:
            self.sessions.forget()

    async def close(self, code: int = 1001) -> None:
        """Close every socket with a close frame."""
        for connection in tuple(self._connections):
            await connection.close(code)
