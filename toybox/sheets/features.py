"""One sheet with a picture for each feature of painting, painted with the toy's weights."""

import hashlib
import json
import shutil
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from tqdm import tqdm  # type: ignore[import-untyped]

from generator import device
from generator.engine import Engine
from generator.painting import Painting, Places
from generator.pictures.inputs import Inputs
from generator.styles.cards import InstalledStyle
from generator.styles.shipped import DREAMS
from generator.wire.params import PICTURES, Params, settle
from toybox.methods import fourier
from toybox.methods.registry import METHODS
from toybox.methods.vqgan_clip import RED
from toybox.sheets.sheet import INK, Cell
from toybox.style import CARD, VQGAN

FEATURES = (*(feature for method in METHODS.values() for feature in method.features), *fourier.FEATURES)

_SEED = 1
_WIDTH = 30  # letters under a picture


def paint_features(weights: Path) -> Iterator[Cell]:
    """Paint each feature with the style in the folder `weights`, and show progress on stderr.

    Raise what a painting raises.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        painter = _Painter(weights, folder)
        for title, asked in tqdm(FEATURES, unit="picture"):
            yield painter.paint(title, asked)


class _Painter:
    """Paints features into a folder, which also holds their inputs."""

    def __init__(self, weights: Path, folder: Path) -> None:
        torch.set_num_threads(1)
        two, gumbel = _twice(weights, folder / "two"), _gumbel(weights, folder / "gumbel")
        styles = [InstalledStyle(weights), two, gumbel, InstalledStyle(DREAMS)]
        self._folder = folder
        self._engine = Engine(device.probe(), {s.card.name: s for s in styles}, Inputs(folder / "inputs"))
        self._kept: dict[str, str] = {}

    def paint(self, title: str, asked: dict[str, Any]) -> Cell:
        """Paint a feature, whose title later ones may name; return it with its parameters and its notes."""
        file = self._folder / "picture.png"
        params = self._params(asked)
        plan = self._engine.capacity(params.style, params.method).choose(params.size)
        painting = Painting(self._engine, params, plan, Places(file))
        *_, last = painting.reports(lambda _: None)
        self._kept[title] = self._engine.inputs.keep(file)
        said = (*(f"--{name} {value}" for name, value in asked.items()), *map(str, last.notes))
        lines = [title, *(line for each in said for line in textwrap.wrap(each, _WIDTH))]
        with Image.open(file) as picture:
            return Cell(picture.copy(), [(line, INK) for line in lines])

    def _params(self, asked: dict[str, Any]) -> Params:
        named = {name: self._kept[value] if name in PICTURES else value for name, value in asked.items()}
        defaults = self._engine.style(asked.get("style", "toy")).describe().defaults(asked.get("method"))
        return settle({"you": {"prompt": RED, "seed": _SEED, **named}, "style": defaults})[0]


def _twice(weights: Path, folder: Path) -> InstalledStyle:
    """Write the style with its perceptor listed twice."""
    card = _copied(weights, folder)
    return _written(folder, {**card, "name": "toy_two", "perceptors": card["perceptors"] * 2})


def _gumbel(weights: Path, folder: Path) -> InstalledStyle:
    """Write the style with its VQGAN's file in the layout of a GumbelVQ."""
    card = _copied(weights, folder)
    tensors = load_file(folder / VQGAN)
    tensors["quantize.embed.weight"] = tensors.pop("quantize.embedding.weight")
    save_file(tensors, folder / VQGAN)
    vqgan = {**card["vqgan"], "sha256": hashlib.sha256((folder / VQGAN).read_bytes()).hexdigest()}
    return _written(folder, {**card, "name": "toy_gumbel", "vqgan": vqgan})


def _copied(weights: Path, folder: Path) -> dict[str, Any]:
    shutil.copytree(weights, folder)
    card: dict[str, Any] = json.loads((folder / CARD).read_text())
    return card


def _written(folder: Path, card: dict[str, Any]) -> InstalledStyle:
    (folder / CARD).write_text(json.dumps(card))
    return InstalledStyle(folder)
