"""A picture for each thing that a painting can be asked for, painted with the toy weights, on one sheet."""

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
from generator.wire.params import PICTURES, Params, settle
from toybox.sheet import INK, Cell
from toybox.ship import CARD, VQGAN

_RED = "a red circle on a blue background"
_STAR = "a yellow star on a green background"
_SEED = 1
_WIDTH = 30  # letters under a picture

Feature = tuple[str, dict[str, Any]]

# What is asked for besides the style's defaults and the first prompt. Pictures are named by the features that they are.
FEATURES: tuple[Feature, ...] = (
    ("the style's defaults", {}),
    ("another prompt", {"prompt": _STAR}),
    ("a second part, with weight", {"prompt": f"{_RED} | a green heart:0.6"}),
    ("a part that pushes away", {"prompt": f"{_RED} | a blue background:-0.3"}),
    ("a part that stops pulling", {"prompt": f"{_RED}:1:0.8"}),
    ("scenes in turn", {"prompt": f"{_STAR} ^ {_RED}"}),
    ("a picture as prompt", {"prompt": "a picture:0.1", "image_prompt": "another prompt"}),
    ("... pushing away", {"image_prompt": "another prompt", "image_prompt_weight": -0.3}),
    ("a picture to begin with", {"init_image": "another prompt", "learning_rate": 0.2}),
    ("... held on to", {"init_image": "another prompt", "learning_rate": 0.2, "init_weight": 100}),
    (
        "... and let go of",
        {"init_image": "another prompt", "learning_rate": 0.2, "init_weight": 100, "init_fade": 0.5},
    ),
    ("gone on from a picture", {"continue_from": "another prompt", "learning_rate": 0.2}),
    ("a small learning rate", {"learning_rate": 0.1}),
    ("a drop at three quarters", {"learning_rate_drop": 0.1}),
    ("torch's adamw", {"optimizer": "adamw"}),
    ("torch's adagrad", {"optimizer": "adagrad"}),
    ("torch's adamax", {"optimizer": "adamax"}),
    ("torch's nadam", {"optimizer": "nadam"}),
    ("torch's radam", {"optimizer": "radam"}),
    ("torch's rmsprop", {"optimizer": "rmsprop", "learning_rate": 0.1}),
    ("the latents' average", {"ema_decay": 0.9}),
    ("total variation", {"tv_scale": 20}),
    ("crops as the notebooks'", {"cutouts": "exact"}),
    ("crops spread evenly, fewer", {"cutouts": "fast", "num_cutouts": 4}),
    ("augmentations", {"augment": "on"}),
    ("few crops", {"num_cutouts": 2}),
    ("small crops", {"cut_power": 4}),
    ("no noise", {"cutout_noise": 0}),
    ("two perceptors (the same twice)", {"style": "toy_two"}),
    ("a Gumbel checkpoint's layout", {"style": "toy_gumbel"}),
    ("stopped early", {"early_stop": 10, "early_stop_improvement": 0.1}),
    ("diffusion", {"method": "diffusion"}),
    ("... led more strongly", {"method": "diffusion", "clip_guidance_scale": 10_000}),
    ("... by ddim", {"method": "diffusion", "sampler": "ddim"}),
    ("... adding no noise", {"method": "diffusion", "sampler": "ddim", "eta": 0}),
    ("... as published", {"method": "diffusion", "sampler": "ddpm"}),
    ("... with more steps late", {"method": "diffusion", "timestep_respacing": "20,30"}),
    ("... in any colours", {"method": "diffusion", "range_scale": 0}),
    ("... in no glaring ones", {"method": "diffusion", "saturation_scale": 10_000}),
    ("... led less far at once", {"method": "diffusion", "clamp_grad": 0.05}),
    ("... of a class", {"method": "diffusion", "class_label": 4}),
    ("... begun from a picture", {"method": "diffusion", "init_image": "another prompt", "skip_timesteps": 25}),
    (
        "... and like it",
        {"method": "diffusion", "init_image": "another prompt", "skip_timesteps": 25, "init_scale": 10_000},
    ),
)


def paint_features(weights: Path) -> Iterator[Cell]:
    """Paint each feature with the style in the folder `weights`, showing progress on stderr.

    Raises what a painting does.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        painter = _Painter(weights, folder)
        for title, asked in tqdm(FEATURES, unit="picture"):
            yield painter.paint(title, asked)


class _Painter:
    """Paints features into a folder, which also holds what they are made from."""

    def __init__(self, weights: Path, folder: Path) -> None:
        torch.set_num_threads(1)
        styles = [InstalledStyle(weights), _twice(weights, folder / "two"), _gumbel(weights, folder / "gumbel")]
        self._folder = folder
        self._engine = Engine(device.probe(), {s.card.name: s for s in styles}, Inputs(folder / "inputs"))
        self._kept: dict[str, str] = {}

    def paint(self, title: str, asked: dict[str, Any]) -> Cell:
        """Paint a feature, whose title later ones may name, and return it with what was asked and what was noted."""
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
        return settle({"you": {"prompt": _RED, "seed": _SEED, **named}, "style": defaults})[0]


def _twice(weights: Path, folder: Path) -> InstalledStyle:
    """The style with its perceptor listed twice."""
    card = _copied(weights, folder)
    return _written(folder, {**card, "name": "toy_two", "perceptors": card["perceptors"] * 2})


def _gumbel(weights: Path, folder: Path) -> InstalledStyle:
    """The style with its VQGAN's file in the layout of a GumbelVQ."""
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
