"""The toy style's files: weights as float16 safetensors, and the card that describes them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from generator.models.openai_clip import CLIP
from generator.models.unet import UNet
from toybox.files import atomic
from toybox.methods import diffusion, vqgan_clip
from toybox.networks.perceptor import shipped_state
from toybox.networks.vqgan import Architecture, Vqgan
from toybox.scenes.captions import words
from toybox.scenes.classes import CLASSES

VQGAN, PERCEPTOR, UNET, CARD = "vqgan.safetensors", "perceptor.safetensors", "unet.safetensors", "card.json"
JUDGE = "judge.safetensors"  # not on the card: it never guides a painting


def ship_vqgan(vqgan: Vqgan, folder: Path) -> None:
    """Write the VQGAN with its architecture, and the card."""
    architecture = json.dumps(vqgan.architecture.to_json())
    _save(vqgan.state_dict(), folder / VQGAN, {"architecture": architecture})
    write_card(folder)


def ship_perceptor(perceptor: CLIP, vocabulary: Tensor, folder: Path, name: str) -> None:
    """Write the perceptor with its vocabulary as the file `name`, and the card."""
    _save(shipped_state(perceptor, vocabulary), folder / name, {})
    write_card(folder)


def ship_unet(unet: UNet, architecture: dict[str, Any], folder: Path) -> None:
    """Write the U-Net with its architecture, and the card."""
    _save(unet.model.state_dict(), folder / UNET, {"architecture": json.dumps(architecture)})
    write_card(folder)


def load_vqgan(folder: Path) -> Vqgan:
    """Return the VQGAN in `folder`. Raise FileNotFoundError without one."""
    vqgan = Vqgan(Architecture(**{k: _frozen(v) for k, v in _architecture(folder / VQGAN).items()}))
    vqgan.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / VQGAN).items()})
    return vqgan


def load_unet(folder: Path) -> UNet:
    """Return the U-Net in `folder`, frozen. Raise FileNotFoundError without one."""
    return UNet.load(folder / UNET, _architecture(folder / UNET), "cpu")


def write_card(folder: Path) -> None:
    """Write the card of the files in `folder`, once the VQGAN and the perceptor are there."""
    if not ((folder / VQGAN).exists() and (folder / PERCEPTOR).exists()):
        return
    with atomic(folder / CARD) as partial:
        partial.write_text(json.dumps(_card(folder), indent=2) + "\n", encoding="utf-8")


def _card(folder: Path) -> dict[str, Any]:
    return {
        "name": "toy",
        "description": "Coloured shapes on plain grounds: tiny weights that show how Easel works",
        "toy": True,
        "method": vqgan_clip.METHOD.name,
        "licence": "MIT",
        "vqgan": {
            "file": VQGAN,
            "sha256": _sha256(folder / VQGAN),
            "architecture": _architecture(folder / VQGAN),
        },
        **_diffusion(folder),
        "perceptors": [{"file": PERCEPTOR, "sha256": _sha256(folder / PERCEPTOR), "name": "toy"}],
        "words": words(),
        "defaults": vqgan_clip.METHOD.defaults,
        "sample": {"prompt": vqgan_clip.RED},
    }


def _diffusion(folder: Path) -> dict[str, Any]:
    """Return the card's entries for the U-Net, none where it is missing."""
    if not (folder / UNET).exists():
        return {}
    described = {"file": UNET, "sha256": _sha256(folder / UNET), "architecture": _architecture(folder / UNET)}
    return {
        diffusion.NAME: {**described, "classes": CLASSES},
        "other_methods": {diffusion.NAME: diffusion.METHOD.defaults},
    }


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
