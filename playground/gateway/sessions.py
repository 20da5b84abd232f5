"""The sessions of the gateway (developers/events/gateway): each outlives its socket for a while."""

import asyncio
from collections.abc import Mapping
from typing import Any

from playground.config import Config
from playground.errors import GatewayClosed
from playground.gateway.events import Event, Events
from playground.gateway.faults import GatewayFaults
from playground.gateway.frames import Frame, undecodable
from playground.gateway.identity import Identity
from playground.gateway.members import chunks
from playground.gateway.session import Session
from playground.guild.changes import BotChanged, Change, Changes
from playground.tape import Dispatch, Tape


class Sessions:
    """Begins and resumes sessions, and sends each the events that its intents ask for."""

    def __init__(self, config: Config, events: Events, changes: Changes, tape: Tape, faults: GatewayFaults) -> None:
        self._config = config
        self._events = events
        self._changes = changes
        self._tape = tape
        self._faults = faults
        self._sessions: dict[str, Session] = {}
        self._starts: list[float] = []

    @property
    def online(self) -> bool:
        """Tell whether a bot is connected and identified."""
        return any(session.outbox for session in self._sessions.values())

    def identify(
        self, data: Mapping[str, Any], outbox: "asyncio.Queue[Frame]", address: str, version: int = 10
    ) -> Session:
        """Begin a session with READY and the guild; READY names `address` as the place to resume it.

        GatewayClosed 4004 for a wrong token, and what `Identity.read` raises.
        """
        self._check_token(data)
        self.count_start()
        identity = Identity.read(data, self._config.privileged_intents)
        self._forget_old_sessions()
        session = Session(identity, self._config.resume_events)
        self._sessions[session.id] = session
        session.outbox = outbox
        if self._faults.greets():
            for event in self._events.greeting(session.id, address, version, identity):
                self._send(session, event)
        self._changes.publish(BotChanged(online=True))
        return session

    def resume(self, data: Mapping[str, Any], outbox: "asyncio.Queue[Frame]") -> Session | None:
        """Continue a session with what it missed (developers/events/gateway#resuming); None when it is unknown."""
        self._check_token(data)
        self._forget_old_sessions()
        session = self._sessions.get(data["session_id"])
        if session is None or not session.replay(outbox, data["seq"]):
            return None
        self._send(session, Event("RESUMED", {"_trace": []}))
        self._changes.publish(BotChanged(online=True))
        return session

    def leave(self, session: Session, outbox: "asyncio.Queue[Frame]", *, for_good: bool) -> None:
        """Take the socket of `outbox` from a session, and end the session if it left `for_good`.

        Closing a socket with 1000 or 1001 ends its session (…/gateway#initiating-a-disconnect).
        """
        if session.outbox is not outbox:
            return
        session.outbox, session.left_at = None, self._config.now()
        if for_good:
            self._sessions.pop(session.id, None)
        self._changes.publish(BotChanged(online=self.online))

    def hear(self, change: Change) -> None:
        """Send a change to every session whose intents ask for it and whose shard has its guild."""
        if event := self._events.of(change):
            for session in tuple(self._sessions.values()):
                if session.identity.hears(event.guild_id):
                    self._send(session, event)

    def tell_members(self, session: Session, request: Mapping[str, Any]) -> None:
        """Answer a request for members."""
        for event in chunks(self._events.guild, request, session.identity.intents):
            self._send(session, event)

    def repeat(self, name: str) -> None:
        """Send the last event of this name again; a resume may do so."""
        last = next(each for each in reversed(self._tape.dispatches) if each.event == name)
        for session in self._sessions.values():
            session.send(name, last.data)

    def forget(self) -> None:
        """End every session; none can be resumed."""
        self._sessions.clear()
        self._changes.publish(BotChanged(online=False))

    def start_limit(self) -> dict[str, int]:
        """Return how many more sessions may begin (…/gateway#session-start-limit-object); `reset_after` is in ms."""
        limit, now = self._config.session_starts, self._config.now()
        recent = [at for at in self._starts if now - at < limit.per]
        wait = int(1000 * (recent[0] + limit.per - now)) if recent else 0
        left = limit.limit - len(recent)
        return {"total": limit.limit, "remaining": max(0, left), "reset_after": wait, "max_concurrency": 1}

    def count_start(self) -> None:
        """Count an identify. After too many Discord resets the token (…/gateway#rate-limiting): GatewayClosed 4004."""
        spent = not self.start_limit()["remaining"]
        self._starts.append(self._config.now())
        if spent:
            self._sessions.clear()
            raise GatewayClosed(4004, "Authentication failed.")

    def _check_token(self, data: Mapping[str, Any]) -> None:
        if not isinstance(data.get("token"), str):
            raise undecodable()
        if data["token"].removeprefix("Bot ") != self._config.token:
            raise GatewayClosed(4004, "Authentication failed.")

    def _forget_old_sessions(self) -> None:
        oldest = self._config.now() - self._config.resume_window
        self._sessions = {key: each for key, each in self._sessions.items() if each.outbox or each.left_at >= oldest}

    def _send(self, session: Session, event: Event) -> None:
        """Send an event and record it on the tape, if the session asked for its kind."""
        identity = session.identity
        if identity.intents & event.intent != event.intent:
            return
        data = self._events.readable(event, identity.intents)
        session.send(event.name, data)
        if session.outbox:
            self._tape.dispatch(Dispatch(event.name, data, self._config.now()))
