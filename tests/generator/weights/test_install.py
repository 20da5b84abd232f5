"""From a name to a style that paints."""

import errno
import hashlib
from pathlib import Path

import pytest
import torch
from PIL import Image

from generator.engine import Engine
from generator.painting import Painting, Places
from generator.pictures import images
from generator.styles import cards
from generator.styles.store import Store
from generator.weights import convert, samples
from generator.weights.catalogue import Catalogue
from generator.weights.install import Installer
from generator.wire.errors import (
    GeneratorError,
    UnknownName,
    Unreachable,
    WeightsRefused,
    WrongArchitecture,
)
from generator.wire.params import settle
from tests.generator.weights import making
from tests.generator.weights.conftest import HASTE, Told
from tests.generator.weights.server import Web


def test_one_word_makes_a_style_that_paints(
    installer: Installer, store: Store, told: Told, device, plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer.fetch(["starter"])
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert list(cards.installed()) == ["oil", "dreams", "toy"]
    assert told.said[-1] == "oil is ready."
    assert not told.asked
    assert ("vit_b_32", "converting") in told.doing
    style = cards.installed()["oil"]
    engine = Engine(device, {"oil": style})
    params, _ = settle({"you": {"prompt": "a", "size": "64x64", "steps": 1}, "style": style.describe().defaults(None)})
    image = tmp_path / "a.png"
    [report] = Painting(engine, params, plan, Places(image=image)).reports(lambda doing: None)
    assert images.read_recipe(image).weights.keys() == {"vqgan.safetensors", "../vit_b_32/model.safetensors"}
    assert report.sha256 == hashlib.sha256(image.read_bytes()).hexdigest()
    assert not list((store.folder / ".downloads").iterdir())
    assert all(complaint is None for _, complaint in store.verify())


def test_a_style_brings_its_perceptor_and_styles_share_it(installer: Installer, store: Store, web: Web) -> None:
    installer.fetch(["oil"])
    installer.fetch(["ink", "oil"])
    assert [model.name for model in store.models()] == ["vit_b_32"]
    assert [style.card.name for style in store.styles()] == ["ink", "oil"]
    assert sorted(path for path, _ in web.asked) == ["/ink", "/oil", "/vit_b_32"]


def test_a_style_without_a_file_of_its_own_brings_its_perceptor_and_paints(
    store: Store, catalogue: Catalogue, web: Web, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_FEWEST", 1)
    monkeypatch.setattr(samples, "_MOST", 1)
    listed = [*catalogue.checkpoints.values(), Catalogue.read().checkpoints["fourier"]]
    Installer(store, Catalogue(listed, []), told, retries=HASTE).fetch(["fourier"])
    assert [path for path, _ in web.asked] == ["/vit_b_32"]
    [style] = store.styles()
    assert (style.card.name, style.card.method, style.card.network("fourier")) == ("fourier", "fourier", None)
    recipe = images.read_recipe(style.sample)
    assert recipe.params.method == "fourier"
    assert list(recipe.weights) == ["../vit_b_32/model.safetensors"]


def test_a_sample_is_painted_from_the_same_seed(
    store: Store, catalogue: Catalogue, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_FEWEST", 1)
    monkeypatch.setattr(samples, "_MOST", 1)
    Installer(store, catalogue, told, retries=HASTE).fetch(["oil", "ink"])
    assert ("oil", "painting") in told.doing
    recipes = [images.read_recipe(style.sample) for style in store.styles()]
    assert [recipe.params.seed for recipe in recipes] == [samples.SEED, samples.SEED]
    assert len({recipe.params.prompt for recipe in recipes}) == 1
    for style in store.styles():
        assert style.describe().sample == style.sample
        with Image.open(style.sample) as picture:
            assert picture.size == (128, 128)


def test_a_hash_that_nobody_published_is_asked_for_once_and_pinned(
    store: Store, catalogue: Catalogue, web: Web, published: dict[str, bytes]
) -> None:
    refusing = Told(agrees=False)
    with pytest.raises(WeightsRefused, match="ink was not installed"):
        Installer(store, catalogue, refusing, sample=False, retries=HASTE).fetch(["ink"])
    [question] = refusing.asked
    assert hashlib.sha256(published["ink"]).hexdigest() in question
    assert not store.installed("ink")
    told = Told()
    Installer(store, catalogue, told, sample=False, retries=HASTE).fetch(["ink"])
    assert len(told.asked) == 1
    assert store.pins() == {"ink": hashlib.sha256(published["ink"]).hexdigest()}
    store.remove("ink")
    web.put("/ink", body=bytes(len(published["ink"])))
    with pytest.raises(Unreachable, match="not the published one"):
        Installer(store, catalogue, told, sample=False, retries=HASTE).fetch(["ink"])
    assert len(told.asked) == 1


def test_what_is_not_what_was_published_is_never_opened(installer: Installer, web: Web, store: Store) -> None:
    evil = making.hostile_zip(store.part("x"), {"state_dict": making.Runs(store.folder / "ran")}).read_bytes()
    web.put("/vit_b_32", body=evil)
    with pytest.raises(Unreachable, match="bytes, not"):
        installer.fetch(["starter"])
    assert list(store.models()) == []


def test_a_hostile_file_without_a_published_hash_is_refused_when_it_is_read(
    store: Store, catalogue: Catalogue, web: Web, told: Told
) -> None:
    store.folder.mkdir(parents=True)
    evil = making.hostile_zip(store.folder / "x", {"state_dict": making.Runs(store.folder / "ran")}).read_bytes()
    listed = catalogue.checkpoints["ink"].model_copy(update={"size": len(evil)})
    web.put("/ink", body=evil)
    loose = Catalogue([listed, catalogue.checkpoints["vit_b_32"]], [])
    with pytest.raises(WeightsRefused, match="asks to run"):
        Installer(store, loose, told, sample=False, retries=HASTE).fetch(["ink"])
    assert not store.installed("ink")
    assert not (store.folder / "ran").exists()
    assert not list((store.folder / ".downloads").iterdir())


def test_a_full_disk_is_not_told_as_a_damaged_file_and_what_was_fetched_is_kept(
    installer: Installer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk, pytest.raises(OSError, match="No space left"):
        disk.setattr(convert, "write", full)
        installer.fetch(["vit_b_32"])
    assert store.part("vit_b_32").exists()
    installer.fetch(["vit_b_32"])
    assert store.installed("vit_b_32")
    assert not store.part("vit_b_32").exists()


def test_a_web_page_without_a_published_hash_is_not_asked_about(
    store: Store, catalogue: Catalogue, web: Web, told: Told
) -> None:
    listed = catalogue.checkpoints["ink"].model_copy(update={"size": None})
    web.put("/ink", body=b"<!DOCTYPE html><title>Sign in</title>")
    loose = Catalogue([listed, catalogue.checkpoints["vit_b_32"]], [])
    with pytest.raises(Unreachable, match="a web page, not the file"):
        Installer(store, loose, told, sample=False, retries=HASTE).fetch(["ink"])
    assert not told.asked


def test_another_architecture_than_the_catalogues_is_refused(
    store: Store, catalogue: Catalogue, told: Told, published: dict[str, bytes]
) -> None:
    listed = catalogue.checkpoints["oil"]
    other = listed.model_copy(update={"shape": {**making.TINY_VQGAN, "n_embed": 1024}})
    with pytest.raises(WrongArchitecture, match="n_embed is 16, not 1024"):
        Installer(
            store, Catalogue([other, catalogue.checkpoints["vit_b_32"]], []), told, sample=False, retries=HASTE
        ).fetch(["oil"])
    assert not store.installed("oil")


def test_half_precision_halves_a_style(store: Store, catalogue: Catalogue, told: Told) -> None:
    sizes = []
    for half in (False, True):
        Installer(store, catalogue, told, half=half, sample=False, retries=HASTE).fetch(["oil"])
        sizes.append((store.place("oil") / "vqgan.safetensors").stat().st_size)
        store.remove("oil")
    assert sizes[1] < 0.6 * sizes[0]


CONFIG = """
model:
  base_learning_rate: 4.5e-06
  target: taming.models.vqgan.VQModel
  params:
    embed_dim: 8
    n_embed: 16
    ddconfig: {double_z: false, z_channels: 8, resolution: 64, in_channels: 3, out_ch: 3, ch: 32,
      ch_mult: [1, 1, 2], num_res_blocks: 1, attn_resolutions: [16], dropout: 0.0}
    lossconfig: {target: taming.modules.losses.DummyLoss}
"""


def test_own_weights_are_added_with_their_config(
    installer: Installer, store: Store, told: Told, tmp_path: Path
) -> None:
    installer.fetch(["vit_b_32"])
    (tmp_path / "config.yaml").write_text(CONFIG)
    installer.add(making.lightning(tmp_path / "last.ckpt", making.vqgan()), "mine", tmp_path / "config.yaml")
    [style] = store.styles()
    assert style.card.network("vqgan_clip").architecture["attn_resolutions"] == [16]
    assert style.card.converted_from == hashlib.sha256((tmp_path / "last.ckpt").read_bytes()).hexdigest()
    assert len(told.asked) == 1
    with pytest.raises(WeightsRefused, match="mine is already installed"):
        installer.add(tmp_path / "last.ckpt", "mine", None)


def test_a_file_of_the_catalogue_may_be_brought_by_hand(
    installer: Installer, store: Store, told: Told, published: dict[str, bytes], tmp_path: Path
) -> None:
    for name in ("vit_b_32", "oil"):
        (tmp_path / name).write_bytes(published[name])
        installer.add(tmp_path / name, name, None)
    assert not told.asked
    assert store.installed("oil")
    store.remove("oil")
    making.flip(tmp_path / "oil", 0.5)
    with pytest.raises(WeightsRefused, match="not the published one"):
        installer.add(tmp_path / "oil", "oil", None)


CONFIGS = {
    "another number": (CONFIG.replace("n_embed: 16", "n_embed: 99"), "n_embed is 16, not 99"),
    "no config": ("a: 1", "is not a config of taming"),
    "no mapping": ("- 1", "is not a config of taming"),
    "no yaml": ("a: [", "is not a config of taming"),
    "a program": ("!!python/object/apply:os.system ['touch ran']", "is not a config of taming"),
    "no number": (CONFIG.replace("z_channels: 8", "z_channels: eight"), "gives no number for z_channels"),
}


@pytest.mark.parametrize("case", CONFIGS)
def test_a_config_that_is_none_is_a_sentence(case: str, installer: Installer, store: Store, tmp_path: Path) -> None:
    text, sentence = CONFIGS[case]
    (tmp_path / "config.yaml").write_text(text)
    making.lightning(tmp_path / "last.ckpt", making.vqgan())
    with pytest.raises(GeneratorError, match=sentence):
        installer.add(tmp_path / "last.ckpt", "mine", tmp_path / "config.yaml")
    assert not store.installed("mine")


def test_add_refuses_with_a_sentence(installer: Installer, tmp_path: Path) -> None:
    making.lightning(tmp_path / "last.ckpt", making.vqgan())
    for name in ("../x", "Mine", "", "toy", "a b", "/etc"):
        with pytest.raises(WeightsRefused, match="up to 40 lowercase letters"):
            installer.add(tmp_path / "last.ckpt", name, None)
    with pytest.raises(WeightsRefused, match="cannot be read: No such file"):
        installer.add(tmp_path / "nothing", "mine", None)
    torch.save({"a": torch.zeros(1)}, tmp_path / "other.pt")
    with pytest.raises(WeightsRefused, match="no VQGAN, no diffusion model and no CLIP"):
        installer.add(tmp_path / "other.pt", "mine", None)


def test_remove_leaves_what_others_need(installer: Installer, store: Store) -> None:
    installer.fetch(["oil"])
    with pytest.raises(WeightsRefused, match=r"in use by these styles: oil; remove them first\."):
        store.remove("vit_b_32")
    store.remove("oil")
    store.remove("vit_b_32")
    with pytest.raises(WeightsRefused, match="oil is not installed"):
        store.remove("oil")
    assert [path.name for path in store.folder.iterdir()] == [".downloads"]


def test_a_card_that_cannot_be_read_stops_nobody(
    installer: Installer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    installer.fetch(["oil", "ink"])
    (store.place("ink") / "card.json").write_text('{"of": "a newer Easel"}')
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert list(cards.installed()) == ["oil", "dreams", "toy"]
    assert "ink is passed over: its card.json cannot be read" in capsys.readouterr().err
    store.remove("ink")
    assert not store.place("ink").exists()


def test_verify_names_what_has_changed(installer: Installer, store: Store) -> None:
    installer.fetch(["oil", "ink"])
    making.flip(store.place("oil") / "vqgan.safetensors", 0.5)
    (store.place("ink") / "vqgan.safetensors").unlink()
    complaints = {name: complaint and str(complaint) for name, complaint in store.verify()}
    assert complaints == {
        "vit_b_32": None,
        "oil": "The file vqgan.safetensors of oil does not match its card.",
        "ink": "The file vqgan.safetensors of ink is missing.",
    }


def test_a_name_that_is_not_listed(installer: Installer, web: Web) -> None:
    with pytest.raises(UnknownName, match="no weights named water"):
        installer.fetch(["oil", "water"])
    assert not web.asked
