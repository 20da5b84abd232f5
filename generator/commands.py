"""The generator's command line: paint without any Discord."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.device import is_out_of_memory
from generator.engine import Engine
from generator.measuring import bench, figures
from generator.painting import Painting, Places
from generator.pictures import images
from generator.pictures.inputs import Inputs
from generator.weights import commands as weights
from generator.wire.errors import DoesNotFit, GeneratorError, InvalidParams
from generator.wire.offers import offers
from generator.wire.params import PICTURES, Params, settle
from generator.wire.plan import Plan


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 refused with a sentence, 2 usage."""
    parser = argparse.ArgumentParser(prog="python -m generator", description="Paint without Discord.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_paint(commands.add_parser("paint", help="paint a prompt, or a picture's recipe again"))
    _add_memory(commands.add_parser("memory", help="count what a step holds, published and by each plan"))
    _add_bench(commands.add_parser("bench", help="measure a step, published and as Easel paints it"))
    weights.add_to(commands.add_parser("weights", help="see, fetch, check, add and remove weights"))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except InvalidParams as error:
        return _refuse(str(error), 2)
    except GeneratorError as error:
        return _refuse(str(error), 1)
    except KeyboardInterrupt:
        return _refuse("\nStopped.", 130)
    except (RuntimeError, MemoryError, OSError) as error:
        if is_out_of_memory(error):
            return _refuse("There was not enough memory; try a smaller size.", 1)
        if isinstance(error, OSError) and error.filename:
            return _refuse(f"{error.filename} cannot be used: {error.strerror}.", 1)
        raise


def _add_memory(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--write", action="store_true", help="count what the planner reads, and save it with the code")
    parser.add_argument("--plot", type=Path, metavar="FILE.png", help="draw the figures")
    parser.set_defaults(run=lambda o: figures.run(as_json=o.json, write=o.write, plot=o.plot))


def _add_bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--sizes", metavar="300x300,480x480", help="which sizes; without a card 300x300 alone")
    parser.add_argument("--method", choices=tuple(offers()), default=next(iter(offers())), help="which method's step")
    parser.set_defaults(run=lambda o: bench.run(as_json=o.json, sizes=o.sizes, method=o.method))


def _add_paint(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("prompt", nargs="?", help=Params.model_fields["prompt"].description)
    what.add_argument("--recipe", type=Path, metavar="PICTURE.png", help="paint what this picture carries again")
    for name, field in Params.model_fields.items():
        if name != "prompt":
            parser.add_argument(f"--{name}", help=field.description)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.png", help="where the picture goes")
    parser.add_argument("--state", type=Path, metavar="FILE", help="save the state here, and continue from it")
    parser.set_defaults(run=_paint)


def _paint(options: argparse.Namespace) -> int:
    if options.out.is_dir() or not os.access(options.out.parent, os.W_OK):  # said before hours of painting
        return _refuse(f"{options.out} cannot be written; name a file in a folder that is there.", 2)
    engine = Engine.start()
    given = _given(options, engine.inputs)
    params, plan = _from_recipe(options.recipe, given, engine) if options.recipe else _from_options(given, engine)
    painting = Painting(engine, params, plan, Places(image=options.out, checkpoint=options.state))
    for report in painting.reports(painting.saved_state(), lambda doing: _say(str(doing))):
        _say(f"step {report.step} of {params.steps}, {report.seconds_per_step:.2f} s each", end="\r")
        notes = report.notes
    if options.state:
        options.state.unlink(missing_ok=True)
    _say(f"\n{options.out}: {params.size}, seed {params.seed}")
    for note in notes:
        _say(str(note))
    return 0


def _given(options: argparse.Namespace, inputs: Inputs) -> dict[str, Any]:
    """Return the fields that were given, files kept and named by their hashes. Raises UnreadablePicture."""
    given = {name: value for name in Params.model_fields if (value := getattr(options, name)) is not None}
    return {name: inputs.keep(Path(value)) if name in PICTURES else value for name, value in given.items()}


def _from_options(given: dict[str, Any], engine: Engine) -> tuple[Params, Plan]:
    style = engine.style(given.get("style")).describe()
    params, _ = settle({"you": given, "style": style.defaults(given.get("method"))})
    capacity = engine.capacity(params.style, params.method)
    if refusal := capacity.refusal(params.size):
        raise DoesNotFit(refusal)
    return params, capacity.choose(params.size)


def _from_recipe(picture: Path, given: dict[str, Any], engine: Engine) -> tuple[Params, Plan]:
    """Return what the picture carries, saying what is not as it was when it was painted.

    Pictures may be given beside it, for those that it was painted from are kept elsewhere. Raises InvalidParams where
    something else is.
    """
    if beside := [f"--{name}" for name in given if name not in PICTURES]:
        raise InvalidParams(f"With --recipe everything is as the picture says; leave out {', '.join(beside)}.")
    recipe = images.read_recipe(picture)
    params, plan = recipe.params, recipe.plan
    if plan.device != engine.device.kind:
        plan = engine.capacity(params.style, params.method).choose(params.size)
    for difference in recipe.differences(engine.recipe(params, plan)):
        _say(f"This may not be the same picture: {difference}")
    return params, plan


def _say(sentence: str, end: str = "\n") -> None:
    sys.stderr.write(sentence + end)
    sys.stderr.flush()


def _refuse(sentence: str, code: int) -> int:
    _say(sentence)
    return code
