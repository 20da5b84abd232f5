"""A job: one order and its life, as a frozen row. Only named statements move it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import from_json

from generator.wire.params import Params
from generator.wire.plan import Plan
from words.sentence import Sentence


class Status(StrEnum):
    """The status of a job. A paused job is queued and has a checkpoint."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"


class Outcome(StrEnum):
    """How a finished job ended. PICTURE stands for a result of any kind."""

    PICTURE = "picture"
    FAILED = "failed"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"


class Delivery(StrEnum):
    """The status of the message about a finished job."""

    NONE = "none"
    INTENDED = "intended"
    SENT = "sent"
    IMPOSSIBLE = "impossible"


def _parse(value: object) -> object:
    return from_json(value) if isinstance(value, str) else value


_Json = BeforeValidator(_parse)


class Job(BaseModel):
    """A row of the table `jobs`. schema.sql and the migrations describe each column."""

    # The input is left out of errors because it holds the prompt.
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    sequence: int
    id: str
    guild_id: int
    channel_id: int
    user_id: int
    source_job: str | None
    params: Annotated[Params, _Json]
    sources: Annotated[dict[str, str], _Json]
    plan: Annotated[Plan | None, _Json]
    status: Status
    outcome: Outcome | None
    attempt: int
    deaths: int
    memory_failures: int
    cancel_requested_at: float | None
    checkpoint: str | None
    done_steps: int
    image: str | None  # the file of the result, of whatever kind
    result_kind: str
    result_mime: str
    sha256: str | None
    seconds: float | None
    peak_memory: int | None
    failure_kind: str | None
    failure: Annotated[Sentence | None, _Json]
    notes: Annotated[tuple[Sentence, ...], _Json]
    delivery: Delivery
    card_message_id: int | None
    progress_message_id: int | None
    picture_message_id: int | None
    intended_at: float | None
    refused_at: float | None  # since when Discord has refused what is to be sent, for want of access

    @property
    def deleted(self) -> bool:
        """Whether its owner has deleted the result, and with it the prompt."""
        return self.outcome is Outcome.PICTURE and self.image is None

    @property
    def still_posted(self) -> bool:
        """Whether the result is deleted, and the message with it may still be there."""
        return self.deleted and self.picture_message_id is not None

    @property
    def shown_alone(self) -> bool:
        """Whether its owner has seen the result by /show, and nobody in its channel."""
        return self.delivery is Delivery.SENT and self.intended_at is None

    @property
    def waits_for_access(self) -> bool:
        """Whether its end could not be posted for want of access, and is tried again."""
        return self.delivery is Delivery.IMPOSSIBLE and self.refused_at is not None and not self.deleted

    @classmethod
    def from_row(cls, row: Mapping[str, Any] | None) -> "Job | None":
        """Return the row as a job, None for no row."""
        return None if row is None else cls.model_validate(row)


@dataclass(frozen=True)
class Asker:
    """Who orders, and where: in an interaction or, for None, by a reaction.

    `roles` are the ids of the person's roles, the highest first: a server may set a limit for each.
    """

    guild_id: int
    channel_id: int
    user_id: int
    roles: tuple[int, ...] = ()
    interaction_id: int | None = None


@dataclass(frozen=True)
class Order:
    """What somebody asks for. An interaction orders once, and so does a person who repaints a picture."""

    asker: Asker
    params: Params
    sources: Mapping[str, str]
    source_job: str | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class Entry:
    """A job in the queue. `place` counts from 1; it is 0 for a job that is being painted or over.

    `painting` tells whether another job is being painted.
    """

    job: Job
    place: int
    created: bool = field(default=True)
    painting: bool = False
