"""The wire between bot and generator: one JSON object per line, typed and frozen. Imports no torch.

Requests go to the child's stdin, and events come from its stdout. A job ends with exactly one of Finished, Failed,
Paused or Cancelled. If the child dies without one, its supervisor sees end of file. End of file on stdin tells the
child to exit. Pictures travel as paths.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.wire.params import Params
from generator.wire.plan import Device, Plan
from words.sentence import Sentence, say


class Message(BaseModel):
    """The base class of everything on the wire."""

    # The input is left out of errors because it may hold a prompt.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Paint(Message):
    """Paint a job. Previews and the picture are written to `folder`, and `resume_from` is a checkpoint.

    The pictures that the params name are in the child's DATA_DIR/inputs, as files named by their sha256.
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
    """Stop this job. The id prevents a late cancel from stopping the next job."""

    type: Literal["cancel"] = "cancel"
    job_id: str


class StyleMethod(Message):
    """How a style paints with one method.

    The sides of its pictures are multiples of `downsample_factor`. `trained_at` is the side of the pictures that its
    network was trained on, in pixels, or None if it paints well at any size.
    """

    downsample_factor: int
    defaults: dict[str, Any]
    trained_at: int | None = None


class Style(Message):
    """A set of weights, as people see it. `words` are the only words it knows, or None if there is no such limit.

    `vocabulary` names the tables that say what it knows of a prompt, if there are such: "imagenet" for those in
    data/labels.

    `methods` are the methods it supports, by name, its usual one first. `sample` is a picture that it painted; all
    styles' samples have the same seed. `perceptors` is how many guide it, or None if that is not known.
    """

    name: str
    description: str
    toy: bool
    words: tuple[str, ...] | None
    vocabulary: Literal["imagenet"] | None = None
    methods: dict[str, StyleMethod]
    sample: Path | None = None
    perceptors: int | None = None

    @property
    def method(self) -> str:
        """Its usual method."""
        return next(iter(self.methods))

    def by(self, method: str | None) -> StyleMethod:
        """Return how it paints with `method`, or with its usual one for None or a method that it does not support."""
        return self.methods.get(method or "", self.methods[self.method])

    def defaults(self, method: str | None) -> dict[str, Any]:
        """Return its default params, including style and method. `method` is as in `by`."""
        named = method if method in self.methods else self.method
        return {**self.by(method).defaults, "style": self.name, "method": named}

    def contradiction(self, params: Params) -> Sentence | None:
        """Say what in `params` it cannot paint, whatever the method, or None if it can paint it."""
        stated = len(params.perceptor_weights)
        if not stated or self.perceptors is None or self.perceptors == stated:
            return None
        return say("perceptor-weights-count", style=self.name, perceptors=self.perceptors)


class Ready(Message):
    """The child can paint. `memory` is how much of the device's memory it may use, in MiB.

    `styles` are the installed ones, the usual one first.
    """

    type: Literal["ready"] = "ready"
    device: Device
    memory: int
    styles: tuple[Style, ...]
    versions: dict[str, str]


class Busy(Message):
    """Something before the first step takes long, such as loading a model."""

    type: Literal["busy"] = "busy"
    job_id: str
    doing: Sentence


class Progress(Message):
    """A step is done. The thread that paints sends it, so its silence means that painting has stopped."""

    type: Literal["progress"] = "progress"
    job_id: str
    step: int
    total: int
    seconds_per_step: float
    preview: Path | None = None
    checkpoint: Path | None = None


class _Last(Message):
    """A job is over. `held_memory` is what the child still holds besides its models, in MiB, or None if unknown."""

    job_id: str
    held_memory: int | None = None


class Result(Message):
    """The file that a job made: its kind ("picture" for now), path, MIME type and SHA-256."""

    kind: str
    file: Path
    mime: str
    sha256: str


class Finished(_Last):
    """The result is on disk. `seconds` were spent painting; `peak_memory` is in MiB, or None if unknown.

    `notes` are for its owner: which words of the prompt were not read, or why painting stopped early.
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
    """The job stopped at a checkpoint and can continue from it."""

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
    """Parse one line from the parent. Raises pydantic.ValidationError (a ValueError)."""
    return _request.validate_json(line)


def decode_event(line: bytes | str) -> Event:
    """Parse one line from the child. Raises pydantic.ValidationError (a ValueError)."""
    return _event.validate_json(line)
