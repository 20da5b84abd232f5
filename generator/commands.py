"""The command line, `python -m generator COMMAND`. Each command imports what it needs, because torch takes seconds."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from generator.orphans import die_with_parent
from generator.paint_options import FILE, Field, Sectioned, fields, metavar
from generator.settings import misspelt
from generator.weights import commands as weights
from generator.wire.errors import GeneratorError, InvalidParams
from generator.wire.offers import offers
from generator.wire.params import Params
from words.sentence import text
from words.version import VERSION

_JSON = click.option("--json", "as_json", is_flag=True, help=text("help-json"))
# For the bot, which may be killed while the command runs. Whoever types a command may leave it behind.
_WITH_PARENT = click.option(
    "--with-parent", is_flag=True, hidden=True, expose_value=False,
    callback=lambda _context, _option, given: die_with_parent() if given else None,
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 refused with a sentence, 2 usage."""
    for sentence in misspelt():
        sys.stderr.write(f"{sentence}\n")
    try:
        return int(_cli.main(list(arguments), prog_name="python -m generator", standalone_mode=False))
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "python -m generator"
        return _refuse(text("command-usage", problem=error.format_message(), command=command), 2)
    except InvalidParams as error:
        return _refuse(str(error), 2)
    except GeneratorError as error:
        return _refuse(str(error), 1)
    except click.Abort:
        return _refuse(text("stopped"), 130)
    except (RuntimeError, MemoryError, OSError) as error:
        from generator.device import is_out_of_memory

        if is_out_of_memory(error):
            return _refuse(text("out-of-memory-smaller"), 1)
        if isinstance(error, OSError) and error.filename:
            return _refuse(text("file-unusable", file=str(error.filename), why=str(error.strerror)), 1)
        raise


def _require_png(file: Path, refusal: str) -> None:
    """Raise InvalidParams with this refusal, before anything is painted or counted, where a file is named otherwise."""
    if file.suffix.lower() != ".png":
        raise InvalidParams(refusal, file=str(file))


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code


@click.group(
    help=text("command-generator"),
    no_args_is_help=False,
    context_settings={"max_content_width": 120, "help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, message="Easel %(version)s")
def _cli() -> None:
    """Paint without Discord."""


@_cli.command("paint", cls=Sectioned, help=text("command-paint"))
@click.argument("prompt", required=False, help=Params.model_fields["prompt"].description)
@click.option("--recipe", type=FILE, metavar="PICTURE.png", help=text("help-recipe"))
@click.option("--out", type=FILE, required=True, metavar="FILE.png", help=text("help-out"))
@click.option("--state", type=FILE, metavar="FILE", help=text("help-state"))
@fields
def _paint(prompt: str | None, recipe: Path | None, out: Path, state: Path | None, **given: Any) -> int:
    if (prompt is None) == (recipe is None):
        raise click.UsageError(text("command-prompt-or-recipe"))
    _require_png(out, "out-not-png")
    from generator import paint_command

    given = {name: value for name, value in {"prompt": prompt, **given}.items() if value is not None}
    return paint_command.run(given, recipe=recipe, out=out, state=state)


@_cli.command("memory", help=text("command-memory"))
@_JSON
@click.option("--write", is_flag=True, help=text("help-write"))
@click.option("--plot", type=FILE, metavar="FILE.png", help=text("help-plot"))
@click.option("--cards", is_flag=True, help=text("help-cards"))
@click.option("--method", type=Field("method"), metavar=metavar("method"), help=text("help-method-counted"))
def _memory(as_json: bool, write: bool, plot: Path | None, cards: bool, method: str | None) -> int:
    from generator.measuring import cards as of_cards
    from generator.measuring import figures

    if cards:
        return of_cards.run(as_json=as_json)
    if plot:
        _require_png(plot, "plot-not-png")
    return figures.run(as_json=as_json, write=write, plot=plot, method=method)


@_cli.command("bench", help=text("command-bench"))
@_JSON
@click.option("--sizes", metavar="300x300,480x480", help=text("help-sizes"))
@click.option(
    "--method", type=Field("method"), metavar=metavar("method"), default=next(iter(offers())), show_default=True,
    help=text("help-method"),
)  # fmt: skip
@click.option("--beside", type=Field("method"), metavar=metavar("method"), help=text("help-beside"))
def _bench(as_json: bool, sizes: str | None, method: str, beside: str | None) -> int:
    from generator.measuring import bench
    from generator.measuring import beside as two

    if beside:
        return two.run(as_json=as_json, sizes=sizes, method=method, other=beside)
    return bench.run(as_json=as_json, sizes=sizes, method=method)


@_cli.group("weights", help=text("command-weights"), no_args_is_help=False)
def _weights() -> None:
    """List, fetch, check, add and remove weights."""


def _installing(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options of what installs weights."""
    command = click.option("--no-sample", is_flag=True, help=text("help-no-sample"))(command)
    command = click.option("--half", is_flag=True, help=text("help-half"))(command)
    return click.option("--yes", is_flag=True, help=text("help-yes"))(command)


@_weights.command("list", help=text("command-list"))
@_JSON
@_WITH_PARENT
def _list(as_json: bool) -> int:
    return weights.show(as_json=as_json)


@_weights.command("fetch", help=text("command-fetch"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--json", "as_json", is_flag=True, help=text("help-json-lines"))
@_WITH_PARENT
@_installing
def _fetch(names: Sequence[str], as_json: bool, yes: bool, half: bool, no_sample: bool) -> int:
    return weights.fetch(names, as_json=as_json, yes=yes, half=half, sample=not no_sample)


@_weights.command("verify", help=text("command-verify"))
@click.option("--json", "as_json", is_flag=True, help=text("help-json-verify"))
@_WITH_PARENT
def _verify(as_json: bool) -> int:
    return weights.verify(as_json=as_json)


@_weights.command("add", help=text("command-add"))
@click.argument("file", type=FILE)
@click.option("--name", required=True, metavar="NAME", help=text("help-name"))
@click.option("--config", type=FILE, metavar="FILE.yaml", help=text("help-config"))
@click.option("--trained-with", "told", multiple=True, metavar="NAME=VALUE", help=text("help-trained-with"))
@_installing
def _add(
    file: Path, name: str, config: Path | None, told: Sequence[str], yes: bool, half: bool, no_sample: bool
) -> int:
    return weights.add(file, name, config, told, yes=yes, half=half, sample=not no_sample)


@_weights.command("remove", help=text("command-remove"))
@click.argument("name")
def _remove(name: str) -> int:
    return weights.remove(name)
