"""The options of `python -m toybox`."""

import argparse
import math
import os
from collections.abc import Callable
from pathlib import Path

from generator.wire.offers import offers
from generator.wire.params import MAX_SEED
from toybox.judging.asked import ALL
from toybox.judging.everyday import LABELS
from toybox.training.networks import NETWORKS
from words.version import VERSION

METHODS = tuple(offers())
STYLE, DREAMS = Path("data/toy"), Path("data/dreams")
MOST_WORKERS = 8  # by default: each needs about a gigabyte


def parser() -> argparse.ArgumentParser:
    """Return the parser; `command` is train, evaluate, dreams, features or methods."""
    whole = argparse.ArgumentParser(prog="python -m toybox", description="The toy world's networks.")
    whole.add_argument("--version", action="version", version=f"Easel {VERSION}")
    commands = whole.add_subparsers(dest="command", required=True)
    _add_train(commands.add_parser("train", help="train the networks: all in order, or one by name"))
    _add_evaluate(commands.add_parser("evaluate", help="paint captions and judge the pictures by their pixels"))
    _add_dreams(commands.add_parser("dreams", help="paint real things and judge the pictures by another classifier"))
    _add_features(commands.add_parser("features", help="paint one picture for each feature"))
    _add_methods(commands.add_parser("methods", help="paint captions by each method, side by side"))
    return whole


def _add_train(command: argparse.ArgumentParser) -> None:
    command.add_argument("network", nargs="?", choices=NETWORKS)
    command.add_argument("--minutes", type=_minutes, help="for each network, earlier runs included")
    command.add_argument("--seed", type=int, default=0)
    command.add_argument("--out", type=Path, default=STYLE, help="where the weights go")
    command.add_argument("--data", type=Path, default=Path("data"), help="where a training keeps its state")


def _add_evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--method", choices=METHODS, default=METHODS[0], help="the method to paint by")
    _add_choice(command, prompts=100)
    command.add_argument("--compare", action="store_true", help="paint all captions in several ways, and compare")
    command.add_argument("--json", action="store_true", help="print the figures as one line of JSON")
    command.add_argument("--sheet", type=_png, metavar="FILE.png", help="write all pictures, marked, here")
    command.add_argument("--shuffled", action="store_true", help="the control: every word means another")
    command.add_argument("--weights", type=Path, default=STYLE, metavar="DIR", help="the style's folder")


def _add_dreams(command: argparse.ArgumentParser) -> None:
    command.add_argument("--mixtures", action="store_true", help="ask for two things at once")
    command.add_argument("--prompts", type=_number(1, len(LABELS)), default=len(LABELS), metavar="N", help="how many")
    command.add_argument("--seed", type=_number(0, MAX_SEED), default=0, metavar="N", help="of each picture")
    command.add_argument("--json", action="store_true", help="print the figures as one line of JSON")
    command.add_argument("--sheet", type=_png, metavar="FILE.png", help="write all pictures, marked, here")
    command.add_argument("--shuffled", action="store_true", help="the control: every label means another")
    command.add_argument("--weights", type=Path, default=DREAMS, metavar="DIR", help="the style's folder")


def _add_features(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sheet", type=_png, metavar="FILE.png", required=True, help="write all pictures here")
    command.add_argument("--weights", type=Path, default=STYLE, metavar="DIR", help="the style's folder")


def _add_methods(command: argparse.ArgumentParser) -> None:
    _add_features(command)
    _add_choice(command, prompts=12)


def _add_choice(command: argparse.ArgumentParser, prompts: int) -> None:
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    command.add_argument("--prompts", type=_number(1, len(ALL)), default=prompts, metavar="N", help="how many captions")
    command.add_argument(
        "--seed", type=_number(0, MAX_SEED - len(ALL)), default=0, metavar="N", help="of captions and pictures"
    )
    command.add_argument("--workers", type=_number(1, 64), default=workers, metavar="N", help="how many paint at once")


def _number(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low} to {high}")
        return int(text)

    return number


def _minutes(text: str) -> float:
    minutes = float(text)
    if not (math.isfinite(minutes) and minutes > 0):
        raise ValueError
    return minutes


def _png(text: str) -> Path:
    """Read a path and check it now, before an hour is spent on pictures that cannot be written."""
    file = Path(text)
    if file.suffix != ".png" or not file.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a .png in a folder that is there")
    return file
