"""`python -m generator weights`: see, fetch, check, add and remove weights."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import humanize

from generator.styles import cards
from generator.styles.store import Store
from generator.weights.catalogue import USUAL_PERCEPTOR, Catalogue
from generator.weights.install import Installer
from generator.weights.talk import JsonLines, Talk, Terminal
from generator.wire.errors import SourceFailed, WeightsRefused
from generator.wire.offers import offer_of_kind


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the commands below `weights`."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = _command(commands, "list", _list, "show what exists and what is installed")
    listing.add_argument("--json", action="store_true", help="as JSON on stdout")
    fetch = _command(commands, "fetch", _fetch, "install by name; `starter` is what one needs to begin")
    fetch.add_argument("names", nargs="+", metavar="NAME")
    fetch.add_argument("--json", action="store_true", help="progress as JSON lines on stdout; asks nothing")
    _command(commands, "verify", _verify, "hash everything that is installed")
    add = _command(commands, "add", _add, "install a VQGAN or a CLIP from a file on this machine")
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--name", required=True, help="what it is called: small letters, digits and _")
    add.add_argument("--config", type=Path, metavar="FILE.yaml", help="taming's config, whose numbers are checked")
    for parser in (fetch, add):
        parser.add_argument("--yes", action="store_true", help="ask nothing")
        parser.add_argument("--half", action="store_true", help="keep half the precision: half the disk")
        parser.add_argument("--no-sample", action="store_true", help="paint no sample, which takes some minutes")
    remove = _command(commands, "remove", _remove, "remove a style or model; pictures stay")
    remove.add_argument("name", metavar="NAME")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace, Store], int],
    help: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help)
    parser.set_defaults(run=lambda options: _run(run, options))
    return parser


def _run(run: Callable[[argparse.Namespace, Store], int], options: argparse.Namespace) -> int:
    """Run one command on the store, turning what the disk, the network and the person do into a sentence."""
    try:
        return run(options, Store(cards.data_dir() / "weights"))
    except OSError as error:
        raise WeightsRefused(f"The disk said no: {error.strerror or error}.") from None
    except SourceFailed as failure:
        raise WeightsRefused(f"{str(failure)[0].upper()}{str(failure)[1:]}.") from None
    except KeyboardInterrupt:
        raise WeightsRefused("Stopped; the same command goes on from here.") from None


def _list(options: argparse.Namespace, store: Store) -> int:
    catalogue = _catalogue(store)
    rows = [
        {
            **checkpoint.model_dump(include={"name", "title", "kind", "good_at", "licence", "sha256"}),
            "bytes": checkpoint.bytes,
            "installed": store.installed(checkpoint.name),
        }
        for checkpoint in catalogue.checkpoints.values()
    ]
    rows += [
        {"name": style.card.name, "kind": "style", "good_at": style.card.description, "installed": True}
        for style in store.styles()
        if style.card.name not in catalogue.checkpoints
    ]
    sys.stdout.write(json.dumps(rows) + "\n" if options.json else "".join(map(_line, rows)))
    return 0


def _line(row: dict[str, object]) -> str:
    size = humanize.naturalsize(str(row["bytes"])) if row.get("bytes") else "?"
    unknown = "" if row.get("sha256") or row["installed"] else "; its hash is not known: you are asked"
    mark = "installed" if row["installed"] else ""
    unused = "" if offer_of_kind(str(row["kind"])) or row["name"] == USUAL_PERCEPTOR else "; nothing paints with it yet"
    return f"{row['name']:<20}{row['kind']:<11}{size:>8}  {mark:<10}{row['good_at']}{unused}{unknown}\n"


def _fetch(options: argparse.Namespace, store: Store) -> int:
    _installer(options, store, JsonLines(options.yes) if options.json else Terminal(options.yes)).fetch(options.names)
    return 0


def _verify(options: argparse.Namespace, store: Store) -> int:
    wrong = 0
    for name, complaint in store.verify():
        wrong += complaint is not None
        sys.stdout.write(f"WRONG {name}: {complaint}\n" if complaint else f"ok    {name}\n")
    return 1 if wrong else 0


def _add(options: argparse.Namespace, store: Store) -> int:
    _installer(options, store, Terminal(options.yes)).add(options.file, options.name, options.config)
    return 0


def _installer(options: argparse.Namespace, store: Store, talk: Talk) -> Installer:
    return Installer(store, _catalogue(store), talk, half=options.half, sample=not options.no_sample)


def _catalogue(store: Store) -> Catalogue:
    return Catalogue.read(store.folder / "catalogue.toml")


def _remove(options: argparse.Namespace, store: Store) -> int:
    store.remove(options.name)
    Terminal(agree=True).say(f"{options.name} is removed; its pictures stay.")
    return 0
