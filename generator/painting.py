"""One painting from params to files: its steps become previews, checkpoints and at last the picture."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from generator.engine import Engine
from generator.pictures import checkpoint, images
from generator.step import State, Step
from generator.wire.params import Params
from generator.wire.plan import Plan
from words.sentence import Sentence


@dataclass(frozen=True)
class Places:
    """Where a painting's files go; previews and checkpoints are written where a place is given."""

    image: Path
    previews: Path | None = None
    checkpoint: Path | None = None


@dataclass(frozen=True)
class Pace:
    """How far apart files are written while painting, in seconds. The picture does not depend on it."""

    preview: float = 2.0
    checkpoint: float = 5.0


@dataclass(frozen=True)
class Report:
    """A step is done, and these files are new; `sha256` is the finished picture's, `notes` what is to be said of it."""

    step: int
    seconds_per_step: float
    preview: Path | None = None
    checkpoint: Path | None = None
    sha256: str | None = None
    notes: tuple[Sentence, ...] = ()


class Painting:
    """Paints one set of params with one plan."""

    def __init__(self, engine: Engine, params: Params, plan: Plan, places: Places, pace: Pace | None = None) -> None:
        """Raises MissingWeights where the style is not installed."""
        self._engine, self._params, self._plan, self._places = engine, params, plan, places
        self._pace = pace or Pace()
        self._recipe = engine.recipe(params, plan)
        self._step: Step | None = None

    def saved_state(self) -> State | None:
        """Load the state to go on from, if there is one. Raises ForeignState where another recipe left it."""
        path = self._places.checkpoint
        return checkpoint.read(path, self._owner) if path else None

    def reports(self, resume: State | None, busy: Callable[[Sentence], None]) -> Iterator[Report]:
        """Paint, reporting each step; the last one has saved the picture. Raises what loading and torch raise."""
        steps = self._engine.paint(self._params, self._plan, resume, busy)
        before: int | None = None  # how many steps were done, or skipped
        started = previewed = time.monotonic()
        saved = started - self._pace.checkpoint  # the first step leaves a state at once
        for step in steps:
            now = time.monotonic()
            before = step.index - 1 if before is None else before
            preview = written = digest = None
            if step.end:
                digest = images.save(self._places.image, self._cropped(step), self._recipe, step.end)
            elif self._places.previews and (step.index == before + 1 or now - previewed >= self._pace.preview):
                previewed, preview = now, self._save_preview(self._places.previews, step)
            self._step = step
            if digest is None and now - saved >= self._pace.checkpoint:
                saved, written = now, self.save_state()
            notes = step.end.notes if step.end else ()
            yield Report(step.index, (now - started) / (step.index - before), preview, written, digest, notes)

    def save_state(self) -> Path | None:
        """Write the state after the last step reported, where a place for it was given, and return the place."""
        if self._places.checkpoint and self._step:
            checkpoint.write(self._places.checkpoint, self._step.state(), self._owner)
        return self._places.checkpoint

    def _save_preview(self, folder: Path, step: Step) -> Path:
        path = folder / f"preview-{step.index:05}.png"
        images.save(path, self._cropped(step))
        return path

    def _cropped(self, step: Step) -> Tensor:
        return images.crop(step.image, self._params.size)

    @property
    def _owner(self) -> str:
        return self._recipe.model_dump_json()
