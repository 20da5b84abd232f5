"""`python -m toybox train [vqgan|perceptor] [--minutes N] [--seed N] [--out DIR]`: trains the toy's networks.

Without a name all of them, in order. A training that was stopped goes on from its state file under DATA/toybox.
"""

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toybox.ship import VQGAN, load_vqgan, ship_perceptor, ship_vqgan
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
    trainee = PerceptorTraining(run.seed, load_vqgan(run.out))
    train(trainee, 60 * run.minutes, run.state_file)
    ship_perceptor(trainee, run.out)


NETWORKS: dict[str, tuple[Callable[[Run], None], float]] = {  # how, and minutes unless told
    "vqgan": (train_vqgan, 19),
    "perceptor": (train_perceptor, 17),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0, 1 when something is missing, 130 when it was stopped."""
    options = _parser().parse_args(arguments)
    for name in [options.network] if options.network else NETWORKS:
        how, minutes = NETWORKS[name]
        minutes = options.minutes or minutes
        state_file = options.data / "toybox" / f"{name}-{options.seed}.pt"
        try:
            how(Run(minutes, options.seed, options.out, state_file))
        except FileNotFoundError:
            print(f"There is no {VQGAN} in {options.out}: train the vqgan first.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print(f"Stopped. The same command goes on from {state_file}.", file=sys.stderr)
            return 130
        print(f"{name}: trained for {minutes:g} minutes. To begin again, remove {state_file}.", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m toybox", description="The toy world's networks.")
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="train them, all in order unless one is named")
    training.add_argument("network", nargs="?", choices=NETWORKS)
    training.add_argument("--minutes", type=_minutes, help="of each, those of earlier runs included")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--out", type=Path, default=Path("data/toy"), help="where the weights go")
    training.add_argument("--data", type=Path, default=Path("data"), help="where the state of a training is kept")
    return parser


def _minutes(text: str) -> float:
    minutes = float(text)
    if not (math.isfinite(minutes) and minutes > 0):
        raise ValueError
    return minutes


if __name__ == "__main__":
    sys.exit(main())
