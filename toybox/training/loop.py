"""What every training shares: a clock, a progress bar, and a state file to resume from."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import torch
from tqdm import tqdm  # type: ignore[import-untyped]

from toybox.files import atomic

SAVE_EVERY_SECONDS = 60.0


class Trainee(Protocol):
    """Something that is trained step by step, and whose state can be saved and restored."""

    def step(self, progress: float) -> dict[str, float]:
        """Take one step of the optimiser, `progress` in [0, 1) of the way, and return the figures to show."""

    def state_dict(self) -> dict[str, Any]:
        """Return everything that the next step depends on."""

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restore what `state_dict` returned."""


class Resumable:
    """A trainee's state: one model, one optimiser, a count of steps and a random generator."""

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


def train(trainee: Trainee, seconds: float, state_file: Path, clock: Callable[[], float] = time.process_time) -> float:
    """Train for `seconds` in all, earlier runs with the same state file included; return the seconds spent."""
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
    """Write the state; a crash leaves the old file or the new one."""
    randomness = {"torch": torch.get_rng_state(), "python": random.getstate()}
    state = {"spent": spent, "trainee": trainee.state_dict(), "randomness": randomness}
    with atomic(state_file) as partial:
        torch.save(state, partial)


def _resume(trainee: Trainee, state_file: Path) -> float:
    """Restore the state file and return the seconds spent already; 0 without a file."""
    if not state_file.exists():
        return 0.0
    state = torch.load(state_file, weights_only=False)  # our own file: it holds Python's random state
    trainee.load_state_dict(state["trainee"])
    torch.set_rng_state(state["randomness"]["torch"])
    random.setstate(state["randomness"]["python"])
    return float(state["spent"])
