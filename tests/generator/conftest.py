"""A style with random weights in the real file formats, small enough to paint in milliseconds."""

import hashlib
import json
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from taming.modules.diffusionmodules.model import Decoder, Encoder
from torch import nn

from generator.engine import Engine
from generator.models.openai_clip import CLIP
from generator.pictures.inputs import Inputs
from generator.styles.cards import InstalledStyle
from generator.wire.params import Params
from generator.wire.plan import Plan

ARCHITECTURE = {
    "embed_dim": 8, "n_embed": 16, "z_channels": 8, "resolution": 32, "in_channels": 3, "out_ch": 3, "ch": 32,
    "ch_mult": [1, 1, 1], "num_res_blocks": 1, "attn_resolutions": [8], "dropout": 0.0,
}  # fmt: skip


def _save(tensors: dict[str, torch.Tensor], path: Path) -> dict[str, str]:
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _vqgan() -> dict[str, torch.Tensor]:
    arguments = {name: value for name, value in ARCHITECTURE.items() if name not in ("embed_dim", "n_embed")}
    model = nn.Module()
    model.encoder, model.decoder = Encoder(double_z=False, **arguments), Decoder(**arguments)
    model.quant_conv, model.post_quant_conv = nn.Conv2d(8, 8, 1), nn.Conv2d(8, 8, 1)
    model.quantize = nn.ModuleDict({"embedding": nn.Embedding(16, 8)})
    return model.state_dict()


def _perceptor() -> dict[str, torch.Tensor]:
    return CLIP(
        embed_dim=16, image_resolution=32, vision_layers=2, vision_width=64, vision_patch_size=8,
        context_length=77, vocab_size=49408, transformer_width=64, transformer_heads=1, transformer_layers=1,
    ).state_dict()  # fmt: skip


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR with the style `tiny` installed."""
    data = tmp_path_factory.mktemp("data")
    folder = data / "weights" / "tiny"
    folder.mkdir(parents=True)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        vqgan = _save(_vqgan(), folder / "vqgan.safetensors")
        perceptor = _save(_perceptor(), folder / "perceptor.safetensors")
    card = {
        "name": "tiny", "description": "random", "method": "vqgan_clip", "licence": "MIT",
        "vqgan": {**vqgan, "architecture": ARCHITECTURE}, "perceptors": [{"name": "tiny", **perceptor}],
        "defaults": {"size": "64x64", "steps": 4, "learning_rate": 0.1, "num_cutouts": 4, "cut_power": 1.0},
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return data


@pytest.fixture(scope="session")
def style(data_dir: Path) -> InstalledStyle:
    return InstalledStyle(data_dir / "weights" / "tiny")


@pytest.fixture
def engine(style: InstalledStyle, device, tmp_path: Path) -> Engine:
    return Engine(device, {"tiny": style}, Inputs(tmp_path / "inputs"))


@pytest.fixture(scope="session")
def device():
    from generator.wire.plan import Device

    return Device(kind="cpu", name="test", threads=1, gflops=10)


@pytest.fixture
def plan() -> Plan:
    return Plan(device="cpu", threads=1)


@pytest.fixture
def params(style: InstalledStyle) -> Params:
    return Params(prompt="a red circle", seed=0, **style.describe().defaults(None))


@pytest.fixture
def environment(data_dir: Path) -> dict[str, str]:
    """The environment for a generator process that finds the style `tiny`."""
    return {**os.environ, "DATA_DIR": str(data_dir), "OMP_NUM_THREADS": "1"}
