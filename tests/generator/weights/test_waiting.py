"""A style whose perceptor is not installed is installed all the same, and waits for it."""

from pathlib import Path

import pytest

from generator.styles import cards
from generator.styles.store import Store
from generator.weights import commands, samples
from generator.weights.catalogue import Catalogue
from generator.weights.install import Installer
from generator.wire.errors import WeightsRefused
from generator.wire.weights import Listed
from tests.generator.weights import making
from tests.generator.weights.conftest import HASTE, Told
from tests.generator.weights.server import Web

WILL_WAIT = "mine needs vit_b_32, which is not installed; it will be installed and wait for it."
WAITS = "mine is installed and waits for vit_b_32: run `weights fetch vit_b_32`."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return making.lightning(tmp_path / "last.ckpt", making.vqgan())


def _listed(store: Store, catalogue: Catalogue, name: str) -> Listed:
    [row] = [row for row in commands._rows(store, catalogue) if row.name == name]
    return row


def test_a_style_without_its_perceptor_waits_and_becomes_ready_with_it(
    installer: Installer,
    store: Store,
    told: Told,
    catalogue: Catalogue,
    own: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    installer.add(own, "mine")
    assert told.said == [WILL_WAIT, WAITS]
    assert list(cards.installed()) == ["dreams", "toy"]
    row = _listed(store, catalogue, "mine")
    assert (row.installed, row.waiting) == (True, True)
    assert "waiting" in commands._line(row)
    assert [(name, complaint) for name, complaint in store.verify()] == [("mine", None)]
    with pytest.raises(WeightsRefused, match="mine is already installed"):
        installer.add(own, "mine")
    installer.fetch(["vit_b_32"])
    assert told.said[-2:] == ["vit_b_32 is ready.", "mine is ready."]
    assert list(cards.installed()) == ["mine", "dreams", "toy"]
    row = _listed(store, catalogue, "mine")
    assert (row.installed, row.waiting) == (True, False)
    assert sorted(path.name for path in store.place("mine").iterdir()) == ["card.json", "vqgan.safetensors"]
    with pytest.raises(WeightsRefused, match="in use by these styles: mine"):
        store.remove("vit_b_32")


def test_it_is_said_before_the_file_is_read(
    installer: Installer, told: Told, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_before = []
    monkeypatch.setattr(told, "progress", lambda *_: said_before.append(list(told.said)))
    installer.add(own, "mine")
    assert said_before[0] == [WILL_WAIT]


def test_a_file_that_is_no_good_does_not_wait(installer: Installer, store: Store, own: Path) -> None:
    own.write_bytes(own.read_bytes()[:-1000])
    with pytest.raises(WeightsRefused):
        installer.add(own, "mine")
    assert not store.installed("mine")


def test_it_becomes_ready_with_a_perceptor_that_is_added_by_hand_and_its_sample_is_painted_then(
    store: Store, catalogue: Catalogue, told: Told, published, own: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(samples, "_MOST", 1)
    monkeypatch.setattr(samples, "_FEWEST", 1)
    installer = Installer(store, catalogue, told, retries=HASTE)
    installer.add(own, "mine")
    assert ("mine", "painting") not in told.doing
    (tmp_path / "ViT-B-32.pt").write_bytes(published["vit_b_32"])
    installer.add(tmp_path / "ViT-B-32.pt", "vit_b_32")
    [style] = store.styles()
    assert style.sample.is_file()


def test_fetching_a_style_that_waits_brings_its_perceptor(
    installer: Installer, store: Store, published, web: Web, tmp_path: Path
) -> None:
    (tmp_path / "oil").write_bytes(published["oil"])
    installer.add(tmp_path / "oil", "oil")
    installer.fetch(["oil"])
    assert [path for path, _ in web.asked] == ["/vit_b_32"]
    assert [style.card.name for style in store.styles()] == ["oil"]
    assert not list(store.waiting())


def test_what_was_interrupted_is_finished_by_the_next_command(
    installer: Installer, store: Store, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer.add(own, "mine")
    with monkeypatch.context() as killed:
        killed.setattr(Installer, "_finish_waiting", lambda self: None)
        installer.fetch(["vit_b_32"])
    assert [style.card.name for style in store.waiting()] == ["mine"]
    installer.fetch(["vit_b_32"])
    assert [style.card.name for style in store.styles()] == ["mine"]


def test_a_style_that_waits_can_be_removed(installer: Installer, store: Store, own: Path) -> None:
    installer.add(own, "mine")
    store.remove("mine")
    assert not store.place("mine").exists()
    installer.fetch(["vit_b_32"])
    assert not list(store.styles())
