"""Small styles of diffusion with random weights, and how tests paint with them."""

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from generator.engine import Engine
from generator.models.unet import UNet
from generator.styles.cards import InstalledStyle
from generator.wire.params import Params, settle
from generator.wire.plan import Plan

# One like the published U-Nets, with create_model's arguments, and one like the toy's, with UNetModel's and ours.
PUBLISHED = {
    "image_size": 64, "num_channels": 32, "num_res_blocks": 1, "channel_mult": "1,1", "attention_resolutions": "32",
    "num_head_channels": 32, "use_scale_shift_norm": True, "resblock_updown": True, "class_cond": False,
    "learn_sigma": True,
}  # fmt: skip
CONDITIONAL = {
    "image_size": 32, "patch": 2, "velocity": True, "in_channels": 12, "out_channels": 24, "model_channels": 32,
    "channel_mult": [1, 1], "num_res_blocks": 1, "attention_resolutions": [2], "num_classes": 3,
}  # fmt: skip


def untrained(architecture: dict) -> UNet:
    """Return an untrained U-Net whose last layers are not zero, unlike freshly built ones."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        unet = UNet(architecture)
        for parameter in unet.parameters():
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.02)
    return unet


def style_of(folder: Path, small: InstalledStyle, architecture: dict, **more: object) -> InstalledStyle:
    folder.mkdir()
    save_file({n: t.contiguous() for n, t in untrained(architecture).model.state_dict().items()}, folder / "unet")
    diffusion = {"file": "unet", "sha256": hashlib.sha256((folder / "unet").read_bytes()).hexdigest(), **more}
    perceptor = small.card.perceptors[0].model_dump() | {"file": f"../tiny/{small.card.perceptors[0].file}"}
    card = {
        "name": folder.name, "description": "random", "method": "diffusion", "licence": "MIT",
        "diffusion": {**diffusion, "architecture": architecture}, "perceptors": [perceptor],
        "defaults": {"size": "64x64", "steps": 4, "num_cutouts": 4, "clip_guidance_scale": 100, "cutout_noise": 0.1},
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return InstalledStyle(folder)


def params_of(engine: Engine, style: str = "drift", **asked: object) -> Params:
    what = {"prompt": "a red circle", "seed": 3, "style": style, **asked}
    return settle({"you": what, "style": engine.style(style).describe().defaults(None)})[0]


def steps_of(engine: Engine, params: Params, plan: Plan, resume=None) -> list:
    return [(step.index, step.image.clone(), step.state()) for step in engine.paint(params, plan, resume, print)]
