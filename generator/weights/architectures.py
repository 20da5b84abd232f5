"""What a network must consist of: read from a file's tensors, held against the library's own class.

An architecture is a dict of that class's arguments. `expected` builds the class without memory (torch's meta device)
and returns its tensors' names and shapes, which are all that a converted file holds.
"""

import contextlib
import io
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import nn

from generator.styles.errors import WrongArchitecture

Shapes = Mapping[str, tuple[int, ...]]

GUMBEL_CODEBOOK, CODEBOOK = "quantize.embed.weight", "quantize.embedding.weight"
_TRAINED_AT = 256  # pixels; attention is at some level, and its resolution is only said relative to this


def vqgan(shapes: Shapes, resolution: int = _TRAINED_AT) -> dict[str, Any]:
    """Read the arguments of taming's Encoder and Decoder, with embed_dim and n_embed. Raises WrongArchitecture."""
    try:
        ch, in_channels = shapes["encoder.conv_in.weight"][:2]
        levels = _count(shapes, "encoder.down.")
        widths = [shapes[f"encoder.down.{level}.block.0.conv1.weight"][0] for level in range(levels)]
        attention = [level for level in range(levels) if f"encoder.down.{level}.attn.0.q.weight" in shapes]
        z_channels = shapes["decoder.conv_in.weight"][1]
        n_embed, embed_dim = shapes.get(GUMBEL_CODEBOOK) or shapes[CODEBOOK]
        return {
            "embed_dim": embed_dim,
            "n_embed": n_embed,
            "z_channels": z_channels,
            "resolution": resolution,
            "in_channels": in_channels,
            "out_ch": shapes["decoder.conv_out.weight"][0],
            "ch": ch,
            "ch_mult": [width // ch for width in widths],
            "num_res_blocks": _count(shapes, "encoder.down.0.block."),
            "attn_resolutions": [resolution >> level for level in attention],
            "dropout": 0.0,
            "double_z": shapes["encoder.conv_out.weight"][0] == 2 * z_channels,
        }
    except (KeyError, ValueError, IndexError, ZeroDivisionError):
        raise WrongArchitecture("This file holds no VQGAN.") from None


def vqgan_tensors(architecture: Mapping[str, Any], *, gumbel: bool) -> Shapes:
    """Return the tensors of taming's VQModel or GumbelVQ without their losses."""
    from taming.modules.diffusionmodules.model import Decoder, Encoder

    arguments = dict(architecture)
    embed_dim, n_embed = arguments.pop("embed_dim"), arguments.pop("n_embed")
    z_channels = arguments["z_channels"]

    def build() -> nn.Module:
        model = nn.ModuleDict({"encoder": Encoder(**arguments), "decoder": Decoder(**arguments)})
        model["quant_conv"] = nn.Conv2d(z_channels * (1 + arguments["double_z"]), embed_dim, 1)
        model["post_quant_conv"] = nn.Conv2d(embed_dim, z_channels, 1)
        codebook = nn.Embedding(n_embed, embed_dim)
        proj = {"embed": codebook, "proj": nn.Conv2d(z_channels, n_embed, 1)}
        model["quantize"] = nn.ModuleDict(proj if gumbel else {"embedding": codebook})
        return model

    return _shapes(build)


def perceptor_tensors(shapes: Shapes) -> Shapes:
    """Return the tensors of the CLIP that these shapes are of, as openai-clip reads it. Raises WrongArchitecture."""
    from generator.models.openai_clip import CLIP

    try:
        arguments = _vision(shapes) | {
            "embed_dim": shapes["text_projection"][1],
            "context_length": shapes["positional_embedding"][0],
            "vocab_size": shapes["token_embedding.weight"][0],
            "transformer_width": shapes["ln_final.weight"][0],
            "transformer_heads": shapes["ln_final.weight"][0] // 64,
            "transformer_layers": _count(shapes, "transformer.resblocks."),
        }
    except (KeyError, ValueError, IndexError, ZeroDivisionError):
        raise WrongArchitecture("This file holds no CLIP.") from None
    return _shapes(lambda: CLIP(**arguments))


def diffusion_tensors(architecture: Mapping[str, Any]) -> Shapes:
    """Return the tensors of the UNet that guided-diffusion makes with these arguments."""
    from generator.models.guided import create_model

    return _shapes(lambda: create_model(**architecture))


def _vision(shapes: Shapes) -> dict[str, Any]:
    if "visual.proj" in shapes:
        width, _, patch, _ = shapes["visual.conv1.weight"]
        grid = round((shapes["visual.positional_embedding"][0] - 1) ** 0.5)
        layers: Any = _count(shapes, "visual.transformer.resblocks.")
    else:
        width, patch = shapes["visual.layer1.0.conv1.weight"][0], None
        grid = round((shapes["visual.attnpool.positional_embedding"][0] - 1) ** 0.5)
        layers = tuple(_count(shapes, f"visual.layer{stage}.") for stage in (1, 2, 3, 4))
    resolution = grid * (patch or 32)  # a ResNet halves five times
    return {"vision_width": width, "vision_patch_size": patch, "vision_layers": layers, "image_resolution": resolution}


def _count(shapes: Shapes, prefix: str) -> int:
    """Count the numbers that follow the prefix in some name."""
    return len({name.removeprefix(prefix).split(".")[0] for name in shapes if name.startswith(prefix)})


def _shapes(build: Callable[[], nn.Module]) -> Shapes:
    """Build without memory and return what there would be. Raises WrongArchitecture where it cannot be built."""
    try:
        with torch.device("meta"), contextlib.redirect_stdout(io.StringIO()):  # taming prints the shape of its latents
            model = build()
    except (RuntimeError, TypeError, ValueError, AssertionError, ZeroDivisionError):
        raise WrongArchitecture("This network cannot be built: its numbers do not fit together.") from None
    # A batch norm's count of batches is not used after training, and the published CLIPs may lack it.
    kept = (item for item in model.state_dict().items() if not item[0].endswith("num_batches_tracked"))
    return {name: tuple(tensor.shape) for name, tensor in kept}
