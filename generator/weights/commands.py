"""`python -m generator weights`: list, fetch, verify, add and remove weights. Torch is imported only to install."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import humanize

from generator.settings import load_settings
from generator.styles import cards
from generator.styles.store import Store
from generator.weights.catalogue import USUAL_PERCEPTOR, Catalogue
from generator.weights.talk import JsonLines, Talk, Terminal, print_line
from generator.wire.errors import WeightsRefused
from generator.wire.offers import offer_of_kind
from generator.wire.protocol import encode
from generator.wire.weights import Listed, Verified, encode_list
from words.sentence import say, text

if TYPE_CHECKING:
    from generator.weights.install import Installer


def show(*, as_json: bool) -> int:
    """List what exists and what is installed. Raises GeneratorError, as all commands here do."""
    with _store() as store:
        rows = list(_rows(store, _catalogue(store)))
    if as_json:
        print_line(encode_list(rows))
    else:
        sys.stdout.write("".join(map(_line, rows)))
    return 0


def fetch(names: Sequence[str], *, as_json: bool, yes: bool, half: bool, sample: bool) -> int:
    """Install weights from the catalogue; with `yes`, without asking."""
    with _store() as store:
        _installer(store, JsonLines(yes) if as_json else Terminal(yes), half, sample).fetch(names)
    return 0


def verify(*, as_json: bool) -> int:
    """Hash everything that is installed, and return 1 when something is wrong."""
    wrong = 0
    with _store() as store:
        for name, complaint in store.verify():
            wrong += complaint is not None
            if as_json:
                print_line(encode(Verified(name=name, wrong=complaint)))
            else:
                sys.stdout.write(f"WRONG {name}: {complaint}\n" if complaint else f"ok    {name}\n")
    return 1 if wrong else 0


def add(file: Path, name: str, config: Path | None, told: Sequence[str], *, yes: bool, half: bool, sample: bool) -> int:
    """Install a file that is on this machine. `told` is what its tensors do not tell, as NAME=VALUE."""
    with _store() as store:
        _installer(store, Terminal(yes), half, sample).add(file, name, config, _pairs(told))
    return 0


def remove(name: str) -> int:
    """Remove a style or model; pictures stay."""
    with _store() as store:
        store.remove(name)
        Terminal(agree=True).say(say("weights-removed", name=name))
    return 0


@contextmanager
def _store() -> Iterator[Store]:
    """Yield the store. Turn what goes wrong with the disk or the network, and Ctrl-C, into a sentence."""
    try:
        yield Store(load_settings().data_dir / "weights")
    except OSError as error:
        raise WeightsRefused("disk-trouble", why=error.strerror or str(error)) from None
    except KeyboardInterrupt:
        raise WeightsRefused("weights-stopped") from None


def _pairs(told: Sequence[str]) -> dict[str, str]:
    """Read NAME=VALUE pairs, of which one text may hold several. Raises WeightsRefused."""
    pairs = {}
    for pair in " ".join(told).split():
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise WeightsRefused("told-no-pair", pair=pair)
        pairs[name] = value
    return pairs


def _rows(store: Store, catalogue: Catalogue) -> Iterator[Listed]:
    waiting = {style.card.name: style for style in store.waiting()}
    for checkpoint in catalogue.checkpoints.values():
        yield Listed(
            **checkpoint.model_dump(include={"name", "title", "kind", "good_at", "licence", "sha256"}),
            bytes=checkpoint.bytes,
            installed=store.installed(checkpoint.name),
            waiting=checkpoint.name in waiting,
        )
    for style in (*cards.installed().values(), *waiting.values()):
        card = style.card
        if card.name not in catalogue.checkpoints:
            yield Listed(
                name=card.name,
                kind="style",
                good_at=card.description,
                bytes=_bytes(style.folder) if card.toy else None,
                installed=True,
                waiting=card.name in waiting,
                toy=card.toy,
            )


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _line(row: Listed) -> str:
    size = humanize.naturalsize(row.bytes) if row.bytes is not None else "?"
    unknown = "" if row.sha256 or row.installed or row.bytes == 0 else text("listed-no-hash")
    mark = text("listed-waiting" if row.waiting else "listed-installed") if row.installed else ""
    unused = "" if offer_of_kind(row.kind) or row.name == USUAL_PERCEPTOR else text("listed-unused")
    toy = text("listed-toy") if row.toy else ""
    return f"{row.name:<20}{row.kind:<11}{size:>8}  {mark:<10}{row.good_at}{toy}{unused}{unknown}\n"


def _installer(store: Store, talk: Talk, half: bool, sample: bool) -> "Installer":
    from generator.weights.install import Installer  # with it comes torch, which takes seconds

    return Installer(store, _catalogue(store), talk, half=half, sample=sample)


def _catalogue(store: Store) -> Catalogue:
    return Catalogue.read(store.folder / "catalogue.toml")
