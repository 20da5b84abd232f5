"""One painting, from params to files: its steps become previews, checkpoints and finally the picture."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from generator.engine import Engine
from generator.pictures import checkpoint, images
from generator.step import State, Step
from generator.wire.errors import ForeignState
from generator.wire.params import Params
from generator.wire.plan import Plan
from words.sentence import Sentence


@dataclass(frozen=True)
class Places:
    """Where a painting's files go. Previews and checkpoints are written only if they have a place.

    `resume_from` is the checkpoint to continue from, if that file exists.
    """

    image: Path
    previews: Path | None = None
    checkpoint: Path | None = None
    resume_from: Path | None = None


@dataclass(frozen=True)
class Intervals:
    """The seconds between two previews, and between two checkpoints. They do not affect the picture."""

    preview: float = 2.0
    checkpoint: float = 5.0


@dataclass(frozen=True)
class Report:
    """A step is done, and these files are new. `sha256` is the finished picture's, `notes` what to say about it."""

    step: int
    seconds_per_step: float
    preview: Path | None = None
    checkpoint: Path | None = None
    sha256: str | None = None
    notes: tuple[Sentence, ...] = ()


class Painting:
    """Paints one set of params with one plan."""

    def __init__(
        self, engine: Engine, params: Params, plan: Plan, places: Places, intervals: Intervals | None = None
    ) -> None:
        """Raises MissingWeights, OtherMethod, and InvalidParams if `params` contradict the style."""
        self._engine, self._params, self._plan, self._places = engine, params, plan, places
        self._intervals = intervals or Intervals()
        self._recipe = engine.recipe(params, plan)
        self._step: Step | None = None

    def reports(self, busy: Callable[[Sentence], None], *, restart: bool = False) -> Iterator[Report]:
        """Paint, and report each step; before the last report the picture is saved.

        `busy` is called before something that takes long. Raises ForeignState when another recipe left the checkpoint
        to continue from; with `restart`, begins again instead. Also raises what loading and torch raise.
        """
        steps = self._engine.paint(self._params, self._plan, self._saved_state(restart), busy)
        before: int | None = None  # how many steps were done, or skipped
        started = previewed = time.monotonic()
        saved = started - self._intervals.checkpoint  # the first step writes a checkpoint at once
        for step in steps:
            now = time.monotonic()
            before = step.index - 1 if before is None else before
            preview = written = digest = None
            if step.end:
                digest = images.save(self._places.image, self._cropped(step), self._recipe, step.end)
            elif self._places.previews and (step.index == before + 1 or now - previewed >= self._intervals.preview):
                previewed, preview = now, self._save_preview(self._places.previews, step)
            self._step = step
            if digest is None and now - saved >= self._intervals.checkpoint:
                saved, written = now, self.save_state()
            notes = step.end.notes if step.end else ()
            yield Report(step.index, (now - started) / (step.index - before), preview, written, digest, notes)

    def save_state(self) -> Path | None:
        """Write a checkpoint after the last reported step, if it has a place, and return that place."""
        if self._places.checkpoint and self._step:
            checkpoint.write(self._places.checkpoint, self._step.state(), self._owner)
        return self._places.checkpoint

    def _saved_state(self, restart: bool) -> State | None:
        try:
            return checkpoint.read(self._places.resume_from, self._owner) if self._places.resume_from else None
        except ForeignState:
            if restart:
                return None
            raise

    def _save_preview(self, folder: Path, step: Step) -> Path:
        path = folder / f"preview-{step.index:05}.png"
        images.save(path, self._cropped(step))
        return path

    def _cropped(self, step: Step) -> Tensor:
        return images.crop(step.image, self._params.size)

    @property
    def _owner(self) -> str:
        return self._recipe.model_dump_json()
