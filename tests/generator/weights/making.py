"""Random weights in the formats that the real ones are published in."""

import pickle
import struct
import warnings
import zipfile
from collections import OrderedDict
from pathlib import Path

import torch
from clip.model import CLIP, convert_weights
from torch import Tensor

from generator.methods.diffusion import checkpoint as of_unet
from generator.methods.vqgan_clip import checkpoint as of_vqgan

TINY_VQGAN = {
    "embed_dim": 8, "n_embed": 16, "z_channels": 8, "resolution": 256, "in_channels": 3, "out_ch": 3, "ch": 32,
    "ch_mult": [1, 1, 2], "num_res_blocks": 1, "attn_resolutions": [64], "dropout": 0.0, "double_z": False,
}  # fmt: skip
TINY_UNET = {
    "image_size": 64, "num_channels": 32, "num_res_blocks": 1, "num_head_channels": 16, "channel_mult": "1,2",
    "attention_resolutions": "32", "resblock_updown": True, "use_scale_shift_norm": True, "learn_sigma": True,
    "class_cond": False,
}  # fmt: skip
TINY_CLIP = {
    "embed_dim": 16, "image_resolution": 32, "vision_layers": 1, "vision_width": 64, "vision_patch_size": 16,
    "context_length": 77, "vocab_size": 49408, "transformer_width": 64, "transformer_heads": 1, "transformer_layers": 1,
}  # fmt: skip
TINY_RESNET = {**TINY_CLIP, "vision_layers": (1, 1, 1, 1), "vision_width": 8, "vision_patch_size": None}


def vqgan(architecture=TINY_VQGAN, *, gumbel: bool = False, seed: int = 0) -> OrderedDict[str, Tensor]:
    """The tensors of a VQGAN, and some of its loss."""
    state = random(of_vqgan.tensors(architecture, gumbel=gumbel), seed)
    state["loss.discriminator.main.0.weight"] = torch.randn(4, 3, 4, 4)
    return state


def unet(architecture=TINY_UNET) -> OrderedDict[str, Tensor]:
    return random(of_unet.tensors(architecture))


def random(shapes, seed: int = 0) -> OrderedDict[str, Tensor]:
    rng = torch.Generator().manual_seed(seed)
    return OrderedDict((name, torch.empty(shape).normal_(0, 0.05, generator=rng)) for name, shape in shapes.items())


def lightning(path: Path, state, *, prefix: str = "", moments: Tensor | None = None) -> Path:
    """A checkpoint of Lightning 1.0, with a callback's class pickled in, as taming's are."""
    from pytorch_lightning.callbacks import ModelCheckpoint

    state = OrderedDict((prefix + name, tensor) for name, tensor in state.items())
    moments = torch.zeros_like(next(iter(state.values()))) if moments is None else moments
    adam = {0: {"step": 3, "exp_avg": moments, "exp_avg_sq": moments.clone()}}
    content = {
        "epoch": 3,
        "global_step": 12345,
        "pytorch-lightning_version": "1.0.8",
        "callbacks": {ModelCheckpoint: {"best_model_score": torch.tensor(0.5), "best_model_path": "last.ckpt"}},
        "optimizer_states": [{"state": adam, "param_groups": [{"lr": 4.5e-6, "params": [0]}]}],
        "lr_schedulers": [],
        "state_dict": state,
    }
    torch.save(content, path)
    return path


def torchscript_clip(path: Path, *, seed: int = 0, **arguments) -> Path:
    """A CLIP in half precision, traced and saved as OpenAI published theirs."""
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.jit is deprecated; the files that were made with it stay
        torch.manual_seed(seed)
        model = CLIP(**{**TINY_CLIP, **arguments}).eval()
        side = model.visual.input_resolution
        text = torch.zeros(1, 77, dtype=torch.int64)
        traced = torch.jit.trace_module(
            model, {"encode_image": torch.zeros(1, 3, side, side), "encode_text": text}, check_trace=False
        )
        convert_weights(model)  # the traced module shares its parameters
        torch.jit.save(traced, str(path))
    return path


def clip_state(path: Path) -> dict[str, Tensor]:
    """What torch itself reads from a TorchScript archive."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dict(torch.jit.load(str(path), map_location="cpu").state_dict())


class Runs:
    """Makes a file where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return (Path.touch, (self.mark,))


def hostile_zip(path: Path, content: object) -> Path:
    """torch's zip around a pickle of somebody's choice."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", content if isinstance(content, bytes) else pickle.dumps(content, 2))
        archive.writestr("archive/version", "3\n")
    return path


def flip(path: Path, at: float) -> Path:
    """Flip one bit, this far into the file."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0x10
    path.write_bytes(content)
    return path


def long_memo() -> bytes:
    """A pickle that asks for a memo of four thousand million entries."""
    return b"\x80\x02}r" + struct.pack("<I", 0xFFFFFFFF) + b"."
