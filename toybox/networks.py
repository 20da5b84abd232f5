"""The toy's networks, each with how it is trained and shipped."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.weights import samples
from toybox.ship import CARD, JUDGE, PERCEPTOR, load_vqgan, ship_perceptor, ship_unet, ship_vqgan
from toybox.train_detail import DetailTraining
from toybox.train_perceptor import PerceptorTraining, Sizes
from toybox.train_unet import UNetTraining
from toybox.train_vqgan import VqganTraining
from toybox.training import train
from toybox.vqgan import Architecture

JUDGES_SEED = 1000  # away from the perceptor's
JUDGES_SIZES = Sizes(fresh=28, painted=10, broken=8, views=0, strangers=0)


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
    ship_perceptor(trainee, run.out, PERCEPTOR)


def train_judge(run: Run) -> None:
    """A perceptor from another seed, which never guides. Raises FileNotFoundError as `train_perceptor` does."""
    trainee = PerceptorTraining(run.seed + JUDGES_SEED, load_vqgan(run.out), JUDGES_SIZES)
    train(trainee, 60 * run.minutes, run.state_file)
    ship_perceptor(trainee, run.out, JUDGE)


def train_detail(run: Run) -> None:
    """The style is whole then, and paints its sample. Raises FileNotFoundError as `train_perceptor` does."""
    trainee = DetailTraining(run.seed, load_vqgan(run.out))
    train(trainee, 60 * run.minutes, run.state_file)
    ship_vqgan(trainee.model, run.out)
    if (run.out / CARD).exists():
        samples.paint(run.out, lambda *_: None)


def train_unet(run: Run) -> None:
    """Needs none of the others."""
    trainee = UNetTraining(run.seed)
    train(trainee, 60 * run.minutes, run.state_file)
    ship_unet(trainee, run.out)


# How, and minutes unless told, in the order in which they build on each other: the perceptors learn on small pictures,
# where a painting under way costs a quarter.
NETWORKS: dict[str, tuple[Callable[[Run], None], float]] = {
    "vqgan": (train_vqgan, 46),
    "perceptor": (train_perceptor, 58),
    "judge": (train_judge, 9),
    "detail": (train_detail, 10),
    "unet": (train_unet, 55),
}
