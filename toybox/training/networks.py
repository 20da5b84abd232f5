"""The networks that can be trained, and how each is trained and shipped."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.weights import samples
from toybox.networks.vqgan import Architecture
from toybox.style import JUDGE, PERCEPTOR, load_unet, load_vqgan, ship_perceptor, ship_unet, ship_vqgan
from toybox.training.detail import DetailTraining
from toybox.training.loop import train
from toybox.training.perceptor import PerceptorTraining
from toybox.training.unet import UNetTraining
from toybox.training.views import Sizes
from toybox.training.vqgan import VqganTraining

JUDGES_SEED = 1000  # away from the perceptor's
JUDGES_SIZES = Sizes(clean=32, predicted=0, painted=0, free=8, attacked=0)


@dataclass(frozen=True)
class Run:
    """How one network is to be trained, and where it goes."""

    minutes: float
    seed: int
    out: Path
    state_file: Path


def train_vqgan(run: Run) -> None:
    """Train the VQGAN on small pictures."""
    trainee = VqganTraining(run.seed, Architecture())
    train(trainee, 60 * run.minutes, run.state_file)
    ship_vqgan(trainee.model, run.out)


def train_perceptor(run: Run) -> None:
    """Train the perceptor, and paint the style's sample. Raise FileNotFoundError without a VQGAN and a U-Net."""
    vqgan, unet = load_vqgan(run.out), load_unet(run.out)
    trainee = PerceptorTraining(run.seed, unet, vqgan)
    train(trainee, 60 * run.minutes, run.state_file)
    ship_perceptor(trainee.perceptor, trainee.vocabulary, run.out, PERCEPTOR)
    samples.paint(run.out, lambda *_: None)


def train_judge(run: Run) -> None:
    """Train a perceptor from another seed, which never guides and so sees no unfinished pictures."""
    trainee = PerceptorTraining(run.seed + JUDGES_SEED, None, None, JUDGES_SIZES)
    train(trainee, 60 * run.minutes, run.state_file)
    ship_perceptor(trainee.perceptor, trainee.vocabulary, run.out, JUDGE)


def train_detail(run: Run) -> None:
    """Train the VQGAN's last level. Raise FileNotFoundError without a VQGAN in `run.out`."""
    trainee = DetailTraining(run.seed, load_vqgan(run.out))
    train(trainee, 60 * run.minutes, run.state_file)
    ship_vqgan(trainee.model, run.out)


def train_unet(run: Run) -> None:
    """Train the diffusion model, which needs none of the others."""
    trainee = UNetTraining(run.seed)
    train(trainee, 60 * run.minutes, run.state_file)
    ship_unet(trainee.average, trainee.architecture, run.out)


# Each with its default minutes, in the order in which they build on each other.
NETWORKS: dict[str, tuple[Callable[[Run], None], float]] = {
    "vqgan": (train_vqgan, 46),
    "detail": (train_detail, 10),
    "unet": (train_unet, 95),
    "perceptor": (train_perceptor, 24),
    "judge": (train_judge, 4),
}
