"""Published VQGAN checkpoints: their architecture, and which of their tensors to keep."""

from collections.abc import Mapping
from typing import Any

from taming.modules.diffusionmodules.model import Decoder, Encoder
from torch import nn

from generator.methods.method import Reading
from generator.models.shapes import Shapes, count, shapes_of
from generator.wire.errors import WrongArchitecture

ANCHOR = "decoder.conv_in.weight"
GUMBEL_CODEBOOK, CODEBOOK = "quantize.embed.weight", "quantize.embedding.weight"
_TRAINED_AT = 256  # pixels; the resolution of an attention level is relative to this


def read(shapes: Shapes, wanted: Mapping[str, Any] | None) -> Reading:
    """Return the tensors to keep and the architecture. Raises WrongArchitecture if it is not as `wanted`."""
    found = architecture(shapes, *([wanted["resolution"]] if wanted and "resolution" in wanted else []))
    for name, value in (wanted or {}).items():
        if found.get(name, value) != value and name != "dropout":
            raise WrongArchitecture("checkpoint-other-value", name=name, found=str(found[name]), wanted=str(value))
    return Reading(tensors(found, gumbel=GUMBEL_CODEBOOK in shapes), found)


def architecture(shapes: Shapes, resolution: int = _TRAINED_AT) -> dict[str, Any]:
    """Return the arguments of taming's Encoder and Decoder, plus embed_dim and n_embed. Raises WrongArchitecture."""
    try:
        ch, in_channels = shapes["encoder.conv_in.weight"][:2]
        levels = count(shapes, "encoder.down.")
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
            "num_res_blocks": count(shapes, "encoder.down.0.block."),
            "attn_resolutions": [resolution >> level for level in attention],
            "dropout": 0.0,
            "double_z": shapes["encoder.conv_out.weight"][0] == 2 * z_channels,
        }
    except (KeyError, ValueError, IndexError, ZeroDivisionError):
        raise WrongArchitecture("checkpoint-no-vqgan") from None


def tensors(architecture: Mapping[str, Any], *, gumbel: bool) -> Shapes:
    """Return the tensors of taming's VQModel or GumbelVQ, without their losses."""
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

    return shapes_of(build)
