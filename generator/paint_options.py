"""The options of `python -m generator paint`: one for each field of Params, in sections, with choices and defaults."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

import click

from generator.wire.offers import OPTIMIZED, offers
from generator.wire.params import PICTURES, Params, read_field
from words.sentence import text

FILE = click.Path(path_type=Path)
_ALWAYS = ("method", "style", "size", "steps", "seed", "prompt_syntax")
_DEFAULTS = {
    "method": "default-method",
    "style": "default-style",
    "seed": "default-seed",
    "prompt_syntax": "default-prompt-syntax",  # of what is typed
}


class Field(click.ParamType[Any]):
    """A field of Params. A wrong value is refused with the sentence that Params has for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return read_field(self.name, value)


class Sectioned(click.Command):
    """A command whose help has a section for each kind of option."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options that are no fields first, then those of each section."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = {option.name: row for option in options if (row := option.get_help_record(ctx))}
        sections = dict(_sections())
        others = [name for name in rows if name not in Params.model_fields]
        for title, names in {text("section-command"): others, **sections}.items():
            with formatter.section(title):
                formatter.write_dl([rows[name] for name in names if name in rows])


def fields(command: Callable[..., int]) -> Callable[..., int]:
    """Make every field of Params but the prompt an option of the command."""
    for name in reversed(Params.model_fields):
        if name != "prompt":
            kind = FILE if name in PICTURES else Field(name)
            option = click.option(f"--{name}", name, type=kind, metavar=metavar(name), help=_help(name))
            command = option(command)
    return command


def metavar(name: str) -> str:
    """Return what stands for a field's value in the help: its choices, or its type."""
    annotation: Any = Params.model_fields[name].annotation
    if get_origin(annotation) is UnionType:
        annotation = next(kind for kind in get_args(annotation) if kind is not NoneType)
    if name in PICTURES:
        return "FILE"
    if name == "method":
        return "|".join(offers())
    if get_origin(annotation) is Literal:
        return "|".join(get_args(annotation))
    return {bool: "on|off", int: "INTEGER", float: "NUMBER"}.get(annotation, name.upper())


def _sections() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the title of each section and its fields, in the order of Params."""
    only = {name: method for method, offer in offers().items() for name in offer.only}
    shared = [name for name in Params.model_fields if name not in only and name not in _ALWAYS and name != "prompt"]
    given = [name for name in shared if name.startswith(PICTURES)]
    yield text("section-always"), _ALWAYS
    yield text("section-given"), given
    yield text("section-guidance"), [name for name in shared if name not in given and name not in OPTIMIZED]
    methods = ", ".join(method for method, offer in offers().items() if offer.optimizes)
    yield text("section-optimized", methods=methods), [name for name in shared if name in OPTIMIZED]
    for method in offers():
        yield text("section-method", method=method), [name for name in Params.model_fields if only.get(name) == method]


def _help(name: str) -> str:
    """Return the description of a field with its default."""
    description = Params.model_fields[name].description or ""
    default = _default(name)
    return text("help-default", help=description, default=default) if default else description


def _default(name: str) -> str:
    """Return what counts where neither a person nor a style states anything, empty for nothing at all."""
    if name in _DEFAULTS:
        return text(_DEFAULTS[name])
    by_method = {method: offer.defaults[name] for method, offer in offers().items() if name in offer.defaults}
    field = Params.model_fields[name]
    usual = "" if field.is_required() or field.default in (None, ()) else _shown(field.default)
    if not by_method:
        return usual
    read_by = {method: offer.only | (OPTIMIZED if offer.optimizes else set()) for method, offer in offers().items()}
    only = [method for method, names in read_by.items() if name in names]
    own = {method: _shown(by_method[method]) if method in by_method else usual for method in only or offers()}
    if len({*own.values()}) == 1:
        return next(iter(own.values()))
    return ", ".join(text("default-of-method", value=value, method=method) for method, value in own.items())


def _shown(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
