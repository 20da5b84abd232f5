"""The files that a painter reads: weights as float16 safetensors, and the style card that describes them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from toybox.captions import words
from toybox.perceptor import shipped_state
from toybox.train_perceptor import PerceptorTraining
from toybox.train_unet import CLASSES, UNetTraining
from toybox.training import atomic
from toybox.vqgan import Architecture, Vqgan

VQGAN, PERCEPTOR, UNET, CARD = "vqgan.safetensors", "perceptor.safetensors", "unet.safetensors", "card.json"
JUDGE = "judge.safetensors"  # no painter knows of it: it is not on the card

_DEFAULTS = {
    "size": "128x128",
    "steps": 40,
    "learning_rate": 0.2,
    "learning_rate_drop": 0.4,
    "num_cutouts": 8,
    "cut_power": 0.3,
    "cutout_noise": 0.05,
    "cutouts": "plain",
}
_DIFFUSION_DEFAULTS = {
    "size": "64x64",
    "steps": 50,
    "num_cutouts": 4,
    "cut_power": 0.5,
    "cutout_noise": 0.05,
    "cutouts": "plain",
    "tv_scale": 0,
    "clip_guidance_scale": 4000,
}


def ship_vqgan(vqgan: Vqgan, folder: Path) -> None:
    """Writes the VQGAN with its architecture, and the card."""
    architecture = json.dumps(vqgan.architecture.to_json())
    _save(vqgan.state_dict(), folder / VQGAN, {"architecture": architecture})
    write_card(folder)


def ship_perceptor(trained: PerceptorTraining, folder: Path, name: str) -> None:
    """Writes the perceptor as the file `name`, and the card."""
    _save(shipped_state(trained.model, trained.vocabulary), folder / name, {})
    write_card(folder)


def ship_unet(trained: UNetTraining, folder: Path) -> None:
    """Writes the average of the U-Net with its architecture, and the card."""
    _save(trained.average.model.state_dict(), folder / UNET, {"architecture": json.dumps(trained.architecture)})
    write_card(folder)


def load_vqgan(folder: Path) -> Vqgan:
    """The VQGAN that `folder` holds. Raises FileNotFoundError without one."""
    vqgan = Vqgan(Architecture(**{k: _frozen(v) for k, v in _architecture(folder / VQGAN).items()}))
    vqgan.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / VQGAN).items()})
    return vqgan


def write_card(folder: Path) -> None:
    """Describes the files in `folder`; a card is written once those are there without which nothing is painted."""
    if not ((folder / VQGAN).exists() and (folder / PERCEPTOR).exists()):
        return
    with atomic(folder / CARD) as partial:
        partial.write_text(json.dumps(_card(folder), indent=2) + "\n", encoding="utf-8")


def _card(folder: Path) -> dict[str, Any]:
    return {
        "name": "toy",
        "description": "Coloured shapes on plain grounds: tiny weights that show how Easel works",
        "toy": True,
        "method": "vqgan_clip",
        "licence": "MIT",
        "vqgan": {
            "file": VQGAN,
            "sha256": _sha256(folder / VQGAN),
            "architecture": _architecture(folder / VQGAN),
        },
        **_diffusion(folder),
        "perceptors": [{"file": PERCEPTOR, "sha256": _sha256(folder / PERCEPTOR), "name": "toy"}],
        "words": words(),
        "defaults": _DEFAULTS,
        "sample": {"prompt": "a red circle on a blue background"},
    }


def _diffusion(folder: Path) -> dict[str, Any]:
    """What the card says of the second method, where its network is there."""
    if not (folder / UNET).exists():
        return {}
    described = {"file": UNET, "sha256": _sha256(folder / UNET), "architecture": _architecture(folder / UNET)}
    return {"diffusion": {**described, "classes": CLASSES}, "other_methods": {"diffusion": _DIFFUSION_DEFAULTS}}


def _save(state: dict[str, Tensor], path: Path, metadata: dict[str, str]) -> None:
    halved = {name: t.half() if t.is_floating_point() else t for name, t in state.items()}
    with atomic(path) as partial:
        save_file({name: t.contiguous() for name, t in halved.items()}, partial, metadata)


def _architecture(path: Path) -> dict[str, Any]:
    with safe_open(path, framework="pt") as file:
        found: dict[str, Any] = json.loads(file.metadata()["architecture"])
    return found


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
