"""The dress rehearsal: networks of full size with random weights, from the playground through the bot to the generator.

One picture at 300x300, two steps, 64 cutouts; its time and the generator's peak memory are said:

    python -m pytest -n 0 -m slow -s tests/e2e/test_full_size.py
"""

import hashlib
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from clip.model import CLIP
from PIL import Image
from safetensors.torch import save_file

from generator.methods.vqgan_clip.checkpoint import tensors as vqgan_tensors
from generator.weights.catalogue import Catalogue

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

VIT_B_32 = {
    "embed_dim": 512, "image_resolution": 224, "vision_layers": 12, "vision_width": 768, "vision_patch_size": 32,
    "context_length": 77, "vocab_size": 49408, "transformer_width": 512, "transformer_heads": 8,
    "transformer_layers": 12,
}  # fmt: skip


def _save(tensors: dict[str, torch.Tensor], path: Path) -> dict[str, str]:
    save_file(tensors, path)
    with path.open("rb") as stream:
        return {"file": path.name, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A DATA_DIR in which a style of full size is installed."""
    folder = tmp_path / "data" / "weights" / "rehearsal"
    folder.mkdir(parents=True)
    shape = Catalogue.read().checkpoints["imagenet_1024"].shape
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        vqgan = {name: 0.05 * torch.randn(of) for name, of in vqgan_tensors(shape, gumbel=False).items()}
        perceptor = CLIP(**VIT_B_32).state_dict()
    assert 250e6 < 4 * sum(tensor.numel() for tensor in vqgan.values()) < 400e6
    card = {
        "name": "rehearsal", "description": "random numbers", "method": "vqgan_clip", "licence": "none",
        "vqgan": {**_save(vqgan, folder / "vqgan.safetensors"), "architecture": shape},
        "perceptors": [{"name": "vit_b_32", **_save(perceptor, folder / "perceptor.safetensors")}],
        "defaults": {"size": "300x300", "steps": 500, "num_cutouts": 64},
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return tmp_path / "data"


def test_a_picture_of_full_size_goes_all_the_way(data: Path, tmp_path: Path) -> None:
    asked = ["--style", "rehearsal", "--size", "300x300", "--steps", "2", "--seed", "7"]
    command = [sys.executable, "-m", "playground", "--imagine", "a lighthouse at night", *asked]
    began = time.monotonic()
    done = subprocess.run(
        [*command, "--data", str(data), "--out", str(tmp_path / "out")], capture_output=True, text=True
    )
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    final = Image.open(io.BytesIO((tmp_path / "out" / "final.png").read_bytes()))
    recipe = json.loads(final.info["easel"])
    assert final.size == (300, 300)
    assert recipe["params"] | {"style": "rehearsal", "steps": 2, "num_cutouts": 64, "seed": 7} == recipe["params"]
    card = json.loads(done.stdout.splitlines()[-1])["text"]
    print(f"\n{seconds:.0f} s from the command to final.png, plan {recipe['plan']['name']}; the card says:\n{card}")
