"""A job: one request for a picture and its life, frozen. Only named statements move it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import from_json

from generator.wire.params import Params
from generator.wire.plan import Plan


class Status(StrEnum):
    """Where a job is. A paused job is queued with a checkpoint."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"


class Outcome(StrEnum):
    """How a finished job ended."""

    PICTURE = "picture"
    FAILED = "failed"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"


class Delivery(StrEnum):
    """What became of the message about a finished job."""

    NONE = "none"
    INTENDED = "intended"
    SENT = "sent"
    IMPOSSIBLE = "impossible"


def _parse(value: object) -> object:
    return from_json(value) if isinstance(value, str) else value


_Json = BeforeValidator(_parse)


class Job(BaseModel):
    """A row of the table of the same name; schema.sql says what each column means."""

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
    image: str | None
    sha256: str | None
    seconds: float | None
    peak_memory: int | None
    failure_kind: str | None
    failure: str | None
    notes: Annotated[tuple[str, ...], _Json]
    delivery: Delivery
    card_message_id: int | None
    progress_message_id: int | None
    picture_message_id: int | None
    intended_at: float | None

    @classmethod
    def from_row(cls, row: Mapping[str, Any] | None) -> "Job | None":
        """Return the row as a job, None for no row."""
        return None if row is None else cls.model_validate(row)


@dataclass(frozen=True)
class Order:
    """What somebody asks for. An interaction, or the same person repainting one picture, orders once.

    `roles` are the ids of the person's roles, the highest first: a server may set a limit for each.
    """

    guild_id: int
    channel_id: int
    user_id: int
    params: Params
    sources: Mapping[str, str]
    interaction_id: int | None = None
    source_job: str | None = None
    plan: Plan | None = None
    roles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A job in the queue. `place` counts from 1 and is 0 once it is being painted or over."""

    job: Job
    place: int
    created: bool = field(default=True)
