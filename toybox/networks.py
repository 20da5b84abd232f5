"""The toy's networks, each with how it is trained and shipped."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toybox.ship import load_vqgan, ship_perceptor, ship_vqgan
from toybox.train_perceptor import PerceptorTraining
from toybox.train_vqgan import VqganTraining
from toybox.training import train
from toybox.vqgan import Architecture


@dataclass(frozen=True)
class Run:
    """What was asked for, for one network."""

    minutes: float
    seed: int
    out: Path
    state_file: Path


def train_vqgan(run: Run) -> None:
    trainee = VqganTraining(run.seed, Architecture())
    train(trainee, 60 * run.minutes, run.state_file)
    ship_vqgan(trainee.model, run.out)


def train_perceptor(run: Run) -> None:
    """Raises FileNotFoundError where there is no VQGAN yet in `run.out`."""
    trainee = PerceptorTraining(run.seed, load_vqgan(run.out))
    train(trainee, 60 * run.minutes, run.state_file)
    ship_perceptor(trainee, run.out)


NETWORKS: dict[str, tuple[Callable[[Run], None], float]] = {  # how, and minutes unless told
    "vqgan": (train_vqgan, 19),
    "perceptor": (train_perceptor, 17),
}
