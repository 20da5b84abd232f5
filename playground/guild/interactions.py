"""Interactions and the lifetime of their tokens (developers/interactions/receiving-and-responding)."""

import asyncio
import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from playground.config import Config
from playground.errors import ApiError, Problem
from playground.guild.changes import Change, Changes
from playground.guild.channels import Channel
from playground.guild.guild import Guild
from playground.guild.ids import Snowflakes
from playground.guild.installs import BOT_DM, IN_GUILD
from playground.guild.members import Member
from playground.guild.messages import Message


class Kind(IntEnum):
    """developers/interactions/receiving-and-responding#interaction-object-interaction-type"""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """developers/interactions/receiving-and-responding#interaction-callback"""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Interaction:
    """One act of a person. `callback` and the fields after it are None until the bot answers. Times are in seconds.

    `message_id` is the message that `@original` means; `source` is the one whose button or menu was used. `owners` says
    who installed the bot (…/receiving-and-responding#interaction-object-authorizing-integration-owners-object).
    `target` is the user or the message that a command of another kind was used on, as the metadata names it.
    """

    id: str
    token: str = field(repr=False)
    kind: Kind
    person: Member
    channel: Channel
    created_at: float
    name: str
    owners: dict[str, str]
    source: Message | None = None
    callback: Callback | None = None
    answered_after: float | None = None
    message_id: str | None = None
    choices: list[dict[str, Any]] | None = None
    modal: dict[str, Any] | None = None
    target: dict[str, Any] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        """Return what a message says about the interaction that it answers (developers/resources/message)."""
        metadata: dict[str, Any] = {
            "id": self.id,
            "type": int(self.kind),
            "user": self.person.user(),
            "authorizing_integration_owners": self.owners,
            **self.target,
        }
        if self.kind is Kind.COMPONENT and self.source:
            metadata["interacted_message_id"] = self.source.id
        if self.kind is Kind.MODAL:
            inner = {"id": self.id, "type": 2, "user": self.person.user()}
            metadata["triggering_interaction_metadata"] = inner | {"authorizing_integration_owners": self.owners}
        return metadata


@dataclass(frozen=True)
class InteractionChange(Change):
    """Something that happened to an interaction."""

    interaction: Interaction


@dataclass(frozen=True)
class Asked(InteractionChange):
    """Somebody used a command, a button, a menu or a form; `payload` is what the bot gets."""

    payload: dict[str, Any]


class Answered(InteractionChange):
    """The bot gave an interaction its first answer."""


class Unanswered(InteractionChange):
    """The bot did not give an interaction its first answer in time."""


class Interactions:
    """Opens interactions, and finds them by their tokens until these expire."""

    def __init__(self, config: Config, ids: Snowflakes, guild: Guild, bot: Member, changes: Changes) -> None:
        self._config = config
        self._ids = ids
        self._guild = guild
        self._bot = bot
        self._changes = changes
        self._by_token: dict[str, Interaction] = {}
        self._timers: set[asyncio.TimerHandle] = set()

    def open(
        self,
        kind: Kind,
        person: Member,
        channel: Channel,
        data: dict[str, Any],
        name: str,
        source: Message | None = None,
        *,
        owners: dict[str, str] | None = None,
        target: dict[str, Any] | None = None,
    ) -> Interaction:
        """Tell the bot what a person did, and start the time in which it must answer.

        Without `owners` the guild is the one.
        """
        token = secrets.token_urlsafe(32)
        now = self._config.now()
        owners = owners or {"0": channel.guild_id or "0"}
        interaction = Interaction(self._ids.next(), token, kind, person, channel, now, name, owners, source)
        interaction.target = target or {}
        self._by_token[token] = interaction
        self._changes.publish(Asked(interaction, self._payload(interaction, data)))
        loop = asyncio.get_running_loop()
        self._timers.add(loop.call_later(self._config.first_answer, self._overdue, interaction))
        return interaction

    def to_answer(self, interaction_id: str, token: str) -> Interaction:
        """Return the interaction for its first answer. ApiError 10062 when unknown or late, 40060 when answered."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        if interaction.callback is not None:
            raise ApiError(Problem.ALREADY_ANSWERED)
        if self._config.now() - interaction.created_at > self._config.first_answer:
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        return interaction

    def answered(self, interaction: Interaction, callback: Callback) -> None:
        """Record the first answer and publish it."""
        interaction.callback = callback
        interaction.answered_after = self._config.now() - interaction.created_at
        self._changes.publish(Answered(interaction))

    def for_webhook(self, token: str) -> Interaction:
        """Return an answered interaction for edits and followups. ApiError 10015 when unknown, 50027 when expired."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.callback is None:
            raise ApiError(Problem.UNKNOWN_WEBHOOK)
        if self._config.now() - interaction.created_at > self._config.interaction_life:
            raise ApiError(Problem.TOKEN_EXPIRED)
        return interaction

    def close(self) -> None:
        """Cancel the timers."""
        for timer in self._timers:
            timer.cancel()

    def _overdue(self, interaction: Interaction) -> None:
        self._timers = {timer for timer in self._timers if timer.when() > asyncio.get_running_loop().time()}
        if interaction.callback is None:
            self._changes.publish(Unanswered(interaction))

    def _payload(self, interaction: Interaction, data: dict[str, Any]) -> dict[str, Any]:
        """developers/interactions/receiving-and-responding#interaction-object"""
        channel = interaction.channel
        payload = {
            "id": interaction.id,
            "application_id": self._bot.id,
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel": channel.payload(),
            "channel_id": channel.id,
            "locale": "en-US",
            "app_permissions": str(int(self._guild.permissions(self._bot, channel))),
            "entitlements": [],
            "authorizing_integration_owners": interaction.owners,
            "attachment_size_limit": self._guild.upload_limit,
            **self._place(interaction),
        }
        return payload | ({"message": interaction.source.seen_by(self._bot.id)} if interaction.source else {})

    def _place(self, interaction: Interaction) -> dict[str, Any]:
        """Return who did it and in which context (…#interaction-object-interaction-context-types): guild or bot DM."""
        person = interaction.person
        if interaction.channel.guild_id is None:
            return {"user": person.user(), "context": BOT_DM}
        permissions = int(self._guild.permissions(person, interaction.channel))
        return {
            "guild": {"id": self._guild.id, "locale": "en-US", "features": []},
            "guild_id": self._guild.id,
            "guild_locale": "en-US",
            "member": person.payload() | {"user": person.user(), "permissions": str(permissions)},
            "context": IN_GUILD,
        }
