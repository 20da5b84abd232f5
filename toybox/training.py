"""What every training here shares: a clock, a progress bar, and a state file from which it goes on."""

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import torch
from tqdm import tqdm  # type: ignore[import-untyped]

SAVE_EVERY_SECONDS = 60.0


class Trainee(Protocol):
    """Something that is trained step by step and can be put away and taken up again."""

    def step(self, progress: float) -> dict[str, float]:
        """One step of the optimiser, `progress` in [0, 1) of the way; the figures to show."""

    def state_dict(self) -> dict[str, Any]:
        """Everything that the next step depends on."""

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Back to the moment of `state_dict`."""


class Resumable:
    """The state of a trainee that has one model, one optimiser, a count of steps and a random stream of its own."""

    model: Any  # an nn.Module, of a class of its own in each
    _optimizer: torch.optim.Optimizer
    _steps: int
    _rng: random.Random

    def state_dict(self) -> dict[str, Any]:
        return {
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "steps": self._steps,
            "rng": self._rng.getstate(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._steps = state["steps"]
        self._rng.setstate(state["rng"])


def train(trainee: Trainee, seconds: float, state_file: Path, clock: Callable[[], float] = time.monotonic) -> float:
    """Trains for `seconds` in all, those of earlier runs with the same state file included; returns the seconds."""
    spent = _resume(trainee, state_file)
    saved = spent
    started = clock() - spent
    with tqdm(total=round(seconds), initial=round(spent), unit="s", desc=state_file.stem) as bar:
        while spent < seconds:
            figures = trainee.step(spent / seconds)
            spent = clock() - started
            bar.set_postfix(figures, refresh=False)
            bar.update(min(round(spent), bar.total) - bar.n)
            if spent - saved >= SAVE_EVERY_SECONDS or spent >= seconds:
                save_state(trainee, spent, state_file)
                saved = spent
    return spent


def save_state(trainee: Trainee, spent: float, state_file: Path) -> None:
    """Writes the state so that a crash leaves the old file or the new one, never half of one."""
    randomness = {"torch": torch.get_rng_state(), "python": random.getstate()}
    state = {"spent": spent, "trainee": trainee.state_dict(), "randomness": randomness}
    with atomic(state_file) as partial:
        torch.save(state, partial)


def _resume(trainee: Trainee, state_file: Path) -> float:
    """Seconds already spent according to the state file, which is taken up; 0 without one."""
    if not state_file.exists():
        return 0.0
    state = torch.load(state_file, weights_only=False)  # our own file: it holds Python's random state
    trainee.load_state_dict(state["trainee"])
    torch.set_rng_state(state["randomness"]["torch"])
    random.setstate(state["randomness"]["python"])
    return float(state["spent"])


class atomic:
    """`with atomic(path) as partial:` write `partial`; it takes the place of `path` when nothing was raised."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Path:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        os.close(handle)
        self._partial = Path(name)
        self._partial.chmod(0o644)  # a temporary file is its owner's alone
        return self._partial

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._partial.replace(self._path)
        else:
            self._partial.unlink(missing_ok=True)
