"""The command of the toy world.

    python -m toybox train       train the toy's networks: all in order, or one by name
    python -m toybox evaluate    judge what a style paints
    python -m toybox dreams      judge what a style of real things paints
    python -m toybox features    paint one picture for each feature
    python -m toybox methods     paint the same captions by each method

A training that was stopped resumes from its state file under DATA/toybox.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

from generator.styles.cards import InstalledStyle
from generator.wire.errors import GeneratorError
from toybox.judging import classified, everyday
from toybox.judging.asked import ask
from toybox.judging.compare import SEEDS, compare, table
from toybox.judging.control import write_shuffled
from toybox.judging.evaluate import Painted, evaluate, report
from toybox.methods.method import Way
from toybox.methods.registry import METHODS
from toybox.options import parser
from toybox.sheets import dreams
from toybox.sheets.features import paint_features
from toybox.sheets.sheet import judged, write_sheet
from toybox.style import UNET, VQGAN
from toybox.training.networks import NETWORKS, Run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 when something is missing, 130 when it was stopped."""
    options = parser().parse_args(arguments)
    commands = {
        "train": _train, "evaluate": _evaluate, "dreams": _dreams, "features": _features, "methods": _methods
    }  # fmt: skip
    return commands[options.command](options)


def _train(options: argparse.Namespace) -> int:
    for name in [options.network] if options.network else NETWORKS:
        how, minutes = NETWORKS[name]
        minutes = options.minutes or minutes
        state_file = options.data / "toybox" / f"{name}-{options.seed}.pt"
        try:
            how(Run(minutes, options.seed, options.out, state_file))
        except FileNotFoundError:
            missing = UNET if (options.out / VQGAN).exists() else VQGAN
            return _say(f"There is no {missing} in {options.out}: train the {Path(missing).stem} first.", 1)
        except KeyboardInterrupt:
            return _say(f"Stopped. The same command goes on from {state_file}.", 130)
        _say(f"{name}: trained for {minutes:g} minutes. To begin again, remove {state_file}.")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    try:
        InstalledStyle(options.weights)
    except (OSError, ValueError):
        return _say(f"There is no style in {options.weights} whose card can be read: train one first.", 1)
    if options.compare and options.method not in METHODS:
        return _say(f"There are no ways of {options.method} to compare.", 1)
    try:
        return _compare(options) if options.compare else _judge(options)
    except (GeneratorError, OSError, BrokenExecutor) as error:
        return _say(f"Nothing can be judged: {error}", 1)
    except KeyboardInterrupt:
        return _say("Stopped.", 130)


def _judge(options: argparse.Namespace) -> int:
    painted = _paint(options)
    figures = report(painted, options.method)
    print(_json(figures) if options.json else _table(figures))
    if options.sheet:
        write_sheet([judged(one) for one in painted], options.sheet)
    return 0


def _compare(options: argparse.Namespace) -> int:
    rows = compare(options.weights, ask(options.prompts, options.seed), options.method, options.seed, options.workers)
    head = {"method": options.method, "prompts": options.prompts, "seeds": SEEDS}
    print(_json(head | {"ways": [row.to_json() for row in rows]}) if options.json else table(rows))
    return 0


def _dreams(options: argparse.Namespace) -> int:
    asked = everyday.MIXTURES if options.mixtures else [(name,) for name in everyday.LABELS]
    try:
        with tempfile.TemporaryDirectory() as name:
            weights = Path(name) if options.shuffled else options.weights
            if options.shuffled:
                write_shuffled(options.weights, weights, options.seed)
            painted = list(classified.evaluate(weights, everyday.some(asked, options.prompts), options.seed))
    except (GeneratorError, OSError, ValueError) as error:
        return _say(f"Nothing can be judged: {error}", 1)
    except KeyboardInterrupt:
        return _say("Stopped.", 130)
    figures = classified.report(painted)
    print(_json(figures) if options.json else dreams.table(figures))
    if options.sheet:
        write_sheet([dreams.cell(one) for one in painted], options.sheet, columns=8)
    return 0


def _features(options: argparse.Namespace) -> int:
    try:
        write_sheet(list(paint_features(options.weights)), options.sheet, columns=8)
    except (GeneratorError, OSError, ValueError) as error:
        return _say(f"The features cannot be painted: {error}", 1)
    except KeyboardInterrupt:
        return _say("Stopped.", 130)
    return 0


def _methods(options: argparse.Namespace) -> int:
    asked = ask(options.prompts, options.seed)
    try:
        ways = [Way(method, {"method": method}) for method in METHODS]
        painted = [list(evaluate(options.weights, asked, options.seed, options.workers, way)) for way in ways]
        cells = [
            judged(one, method) for row in zip(*painted, strict=True) for method, one in zip(METHODS, row, strict=True)
        ]
        write_sheet(cells, options.sheet, columns=4 * len(METHODS))
    except (GeneratorError, OSError, ValueError, BrokenExecutor) as error:
        return _say(f"They cannot be painted: {error}", 1)
    except KeyboardInterrupt:
        return _say("Stopped.", 130)
    return 0


def _paint(options: argparse.Namespace) -> list[Painted]:
    asked, way = ask(options.prompts, options.seed), Way(options.method, {"method": options.method})
    if not options.shuffled:
        return list(evaluate(options.weights, asked, options.seed, options.workers, way))
    with tempfile.TemporaryDirectory() as name:
        write_shuffled(options.weights, Path(name), options.seed)
        return list(evaluate(Path(name), asked, options.seed, options.workers, way))


def _table(figures: dict[str, Any]) -> str:
    rows = [("", "prompts", "colours right", "shape right")]
    for name, row in (("all", figures), ("held out", figures["held_out"])):
        rows.append((name, str(row["prompts"]), f"{100 * row['colours']:.1f} %", f"{100 * row['shapes']:.1f} %"))
    lines = [f"{name:10}{prompts:>8}{colours:>15}{shapes:>13}" for name, prompts, colours, shapes in rows]
    return "\n".join([*lines, f"{figures['seconds']} processor seconds a picture"])


def _json(figures: dict[str, Any]) -> str:
    return json.dumps(figures, separators=(",", ":"))


def _say(sentence: str, code: int = 0) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
