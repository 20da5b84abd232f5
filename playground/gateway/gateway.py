"""The gateway (developers/events/gateway): one websocket a bot, and sessions that outlive it for a while."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.config import Config
from playground.gateway.connection import INVALID_SESSION, RECONNECT, Close, Connection
from playground.gateway.events import PRIVILEGED, Event, Events
from playground.gateway.session import Session
from playground.gateway.trouble import Trouble
from playground.guild import changes as c
from playground.guild.guild import Guild, Member
from playground.tape import Dispatch, Tape


class Gateway:
    """Tells connected bots what happens, each as far as its intents reach."""

    def __init__(self, config: Config, guild: Guild, bot: Member, changes: c.Changes, tape: Tape) -> None:
        self._config = config
        self._events = Events(guild, bot)
        self._changes = changes
        self._tape = tape
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._starts: list[float] = []
        self.trouble = Trouble(config.now)

    @property
    def online(self) -> bool:
        """Tell whether a bot is connected and identified."""
        return any(session.outbox for session in self._sessions.values())

    async def serve(self, request: web.Request, address: str) -> web.StreamResponse:
        """Serve one websocket; `address` is where READY says a session is to be resumed."""
        if refusal := self.trouble.at_the_door(request):
            return refusal
        connection = Connection(self, request, self._config.heartbeat, address)
        self._connections.add(connection)
        try:
            return await connection.serve()
        finally:
            self._connections.discard(connection)

    def identify(self, connection: Connection, data: Mapping[str, Any]) -> Session:
        """Begin a session: READY, then the guild. Close 4004 for a wrong token, 4014 for intents not granted."""
        self._check_token(data)
        self._count_start()
        intents = int(data.get("intents", 0))
        if intents & PRIVILEGED & ~self._config.privileged_intents:
            raise Close(4014, "Disallowed intent(s).")
        self._forget_old_sessions()
        session = Session(intents, self._config.resume_events)
        self._sessions[session.id] = session
        session.outbox = connection.outbox
        if self.trouble.greets():
            for event in self._events.greeting(session.id, connection.address):
                self._send(session, event)
        self._changes.publish(c.BotChanged(online=True))
        return session

    def resume(self, connection: Connection, data: Mapping[str, Any]) -> Session | None:
        """Continue a session with what it missed (developers/events/gateway#resuming); None when it is unknown."""
        self._check_token(data)
        self._forget_old_sessions()
        session = self._sessions.get(data.get("session_id", ""))
        if session is None or not session.replay(connection.outbox, int(data.get("seq") or 0)):
            return None
        self._send(session, Event("RESUMED", {"_trace": []}))
        self._changes.publish(c.BotChanged(online=True))
        return session

    def left(self, session: Session, connection: Connection, *, for_good: bool) -> None:
        """Note that a socket went. Closing it with 1000 or 1001 ends its session (…#initiating-a-disconnect)."""
        if session.outbox is not connection.outbox:
            return
        session.outbox, session.left_at = None, self._config.now()
        if for_good:
            self._sessions.pop(session.id, None)
        self._changes.publish(c.BotChanged(online=self.online))

    def heard(self, change: c.Change) -> None:
        """Send what a change means to every session whose intents ask for it."""
        if event := self._events.of(change):
            for session in tuple(self._sessions.values()):
                self._send(session, event)

    def drop(self) -> None:
        """Cut every socket without a goodbye; the sessions stay and can be resumed."""
        for connection in tuple(self._connections):
            connection.abort()

    def ask_to_reconnect(self) -> None:
        """Tell the bots to connect anew and resume (…/gateway-events#reconnect)."""
        for connection in self._connections:
            connection.outbox.put_nowait({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Tell the bots to identify again, or to resume (…/gateway#invalid-session)."""
        for connection in self._connections:
            connection.outbox.put_nowait({"op": INVALID_SESSION, "d": resumable})
        if not resumable:
            self._sessions.clear()
            self._changes.publish(c.BotChanged(online=False))

    def repeat(self, name: str) -> None:
        """Send the last event of this name again; a resume may do so."""
        last = next(each for each in reversed(self._tape.dispatches) if each.event == name)
        for session in self._sessions.values():
            session.send(name, last.data)

    def start_limit(self) -> dict[str, int]:
        """Return how often one may still identify (…/gateway#session-start-limit-object); `reset_after` is in ms."""
        limit, now = self._config.session_starts, self._config.now()
        recent = [at for at in self._starts if now - at < limit.per]
        wait = int(1000 * (recent[0] + limit.per - now)) if recent else 0
        left = limit.limit - len(recent)
        return {"total": limit.limit, "remaining": max(0, left), "reset_after": wait, "max_concurrency": 1}

    async def close(self, code: int = 1001) -> None:
        """Say goodbye to everybody."""
        for connection in tuple(self._connections):
            await connection.close(code)

    def _count_start(self) -> None:
        """Count an identify. After too many Discord resets the token (…/gateway#rate-limiting): no session begins."""
        spent = not self.start_limit()["remaining"]
        self._starts.append(self._config.now())
        if spent:
            self._sessions.clear()
            raise Close(4004, "Authentication failed.")

    def _check_token(self, data: Mapping[str, Any]) -> None:
        if str(data.get("token")).removeprefix("Bot ") != self._config.token:
            raise Close(4004, "Authentication failed.")

    def _forget_old_sessions(self) -> None:
        oldest = self._config.now() - self._config.resume_window
        self._sessions = {key: each for key, each in self._sessions.items() if each.outbox or each.left_at >= oldest}

    def _send(self, session: Session, event: Event) -> None:
        """Send an event, and tape it, when the session asked for its kind."""
        if session.intents & event.intent != event.intent:
            return
        data = self._events.readable(event, session.intents)
        session.send(event.name, data)
        if session.outbox:
            self._tape.dispatch(Dispatch(event.name, data, self._config.now()))
