"""A small catalogue, whose files are served from 127.0.0.1."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.styles.store import Store
from generator.weights.catalogue import Catalogue, Checkpoint
from generator.weights.download import Retries
from generator.weights.install import Installer
from tests.generator.weights import making
from tests.generator.weights.server import Web, serving
from words.sentence import Sentence

HASTE = Retries(connect=2, silence=0.3, slow_for=0.3, tries=3, pause=0)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A perceptor and two styles, as somebody would publish them."""
    folder = tmp_path_factory.mktemp("published")
    making.torchscript_clip(folder / "vit_b_32")
    making.lightning(folder / "oil", making.vqgan(seed=1))
    making.lightning(folder / "ink", making.vqgan(seed=2))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def catalogue(web: Web, published: dict[str, bytes]) -> Catalogue:
    """`ink` has no published hash."""
    checkpoints = []
    for name, body in sorted(published.items()):
        style = name != "vit_b_32"
        checkpoints.append(
            Checkpoint(
                name=name,
                title=name,
                kind="style" if style else "perceptor",
                good_at="noise",
                licence="none",
                size=len(body),
                sha256=None if name == "ink" else hashlib.sha256(body).hexdigest(),
                sources=(web.put(f"/{name}", body=body),),
                shape=making.TINY_VQGAN if style else None,
            )
        )
    return Catalogue(checkpoints, ["vit_b_32", "oil"])


class Told:
    """What an installer said, and what it is answered."""

    def __init__(self, agrees: bool = True) -> None:
        self.agrees = agrees
        self.said: list[str] = []
        self.asked: list[str] = []
        self.doing: list[tuple[str, str]] = []

    def say(self, sentence: Sentence) -> None:
        self.said.append(str(sentence))

    def ask(self, question: Sentence) -> bool:
        self.asked.append(str(question))
        return self.agrees

    def progress(self, name: str, doing: str, done: int, total: int | None) -> None:
        if (name, doing) not in self.doing:
            self.doing.append((name, doing))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "weights")


@pytest.fixture
def installer(store: Store, catalogue: Catalogue, told: Told) -> Installer:
    return Installer(store, catalogue, told, sample=False, retries=HASTE)
