"""The wire between bot and generator: one JSON object a line, typed and frozen. Imports no torch.

Requests go down the child's stdin, events come up its stdout. A job ends with exactly one of Finished, Failed, Paused
or Cancelled; a child that dies without one is a different thing, which its supervisor sees as end of file. End of
file on stdin means go away. Pictures travel as paths.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from words.sentence import Sentence


class Message(BaseModel):
    """Anything on the wire."""

    # The input is left out of errors because it may hold a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Paint(Message):
    """Paint this. Previews and the picture are written into `folder`; `resume_from` names a checkpoint.

    Pictures that the params name lie in the child's DATA_DIR/inputs, each a file named by its sha256.
    """

    type: Literal["paint"] = "paint"
    job_id: str
    params: Params
    plan: Plan
    folder: Path
    resume_from: Path | None = None


class Pause(Message):
    """Save a checkpoint of this job and stop it."""

    type: Literal["pause"] = "pause"
    job_id: str


class Cancel(Message):
    """Stop this job. It carries the id so that a late cancel cannot hit the next job."""

    type: Literal["cancel"] = "cancel"
    job_id: str


class StyleMethod(Message):
    """What a style paints with by one method.

    The sides of its pictures are multiples of `downsample_factor`. `trained_at` is the side in pixels of the pictures
    that its network learned from, None where it paints well at any size.
    """

    downsample_factor: int
    defaults: dict[str, Any]
    trained_at: int | None = None


class Style(Message):
    """A set of weights as people see it. `words` are all that it knows, None where that is not limited.

    `methods` are those that it paints by, by name, its usual one first. `sample` is a picture that it painted, all
    samples from the same seed.
    """

    name: str
    description: str
    toy: bool
    words: tuple[str, ...] | None
    methods: dict[str, StyleMethod]
    sample: Path | None = None

    @property
    def method(self) -> str:
        """Its usual method."""
        return next(iter(self.methods))

    def by(self, method: str | None) -> StyleMethod:
        """Return what it paints with by `method`; by its usual one, for None and where it does not paint by that."""
        return self.methods.get(method or "", self.methods[self.method])

    def defaults(self, method: str | None) -> dict[str, Any]:
        """Return what it paints where nobody says otherwise, style and method among it; `method` as in `by`."""
        named = method if method in self.methods else self.method
        return {**self.by(method).defaults, "style": self.name, "method": named}


class Ready(Message):
    """The child can paint. `memory` is what it may use of the device's, in MiB.

    `styles` are those installed, the usual one first.
    """

    type: Literal["ready"] = "ready"
    device: Device
    memory: int
    styles: tuple[Style, ...]
    versions: dict[str, str]


class Busy(Message):
    """Something long is going on before the first step: loading a model."""

    type: Literal["busy"] = "busy"
    job_id: str
    doing: Sentence


class Progress(Message):
    """A step is done. Sent by the sampling thread itself, so that its silence means that painting has stopped."""

    type: Literal["progress"] = "progress"
    job_id: str
    step: int
    total: int
    seconds_per_step: float
    preview: Path | None = None
    checkpoint: Path | None = None


class _Last(Message):
    """A job is over. `held_memory` is what the child holds now besides its models, in MiB, where that is known."""

    job_id: str
    held_memory: int | None = None


class Result(Message):
    """The file that a job has made: its kind, "picture" for now, where it is, its MIME type and its SHA-256."""

    kind: str
    file: Path
    mime: str
    sha256: str


class Finished(_Last):
    """The result is on disk. `seconds` were spent painting; `peak_memory` is in MiB, None where it is not known.

    `notes` are for its owner: what of the prompt was not read, and why painting stopped before the last step.
    """

    type: Literal["finished"] = "finished"
    result: Result
    seconds: float
    peak_memory: int | None
    notes: tuple[Sentence, ...] = ()


class Failed(_Last):
    """The job cannot be painted. `why` is for people."""

    type: Literal["failed"] = "failed"
    kind: Literal["out_of_memory", "bad_input", "missing_weights", "internal"]
    why: Sentence


class Paused(_Last):
    """The job stopped at a checkpoint and can go on from it."""

    type: Literal["paused"] = "paused"
    checkpoint: Path


class Cancelled(_Last):
    """The job stopped because it was cancelled."""

    type: Literal["cancelled"] = "cancelled"


Request = Annotated[Paint | Pause | Cancel, Field(discriminator="type")]
LastEvent = Finished | Failed | Paused | Cancelled
Event = Annotated[Ready | Busy | Progress | Finished | Failed | Paused | Cancelled, Field(discriminator="type")]

_request: TypeAdapter[Request] = TypeAdapter(Request)
_event: TypeAdapter[Event] = TypeAdapter(Event)


def encode(message: Message) -> bytes:
    """Return the message as one line of JSON, newline included."""
    return message.model_dump_json().encode() + b"\n"


def decode_request(line: bytes | str) -> Request:
    """Read one line from the parent. Raises pydantic.ValidationError (a ValueError)."""
    return _request.validate_json(line)


def decode_event(line: bytes | str) -> Event:
    """Read one line from the child. Raises pydantic.ValidationError (a ValueError)."""
    return _event.validate_json(line)
