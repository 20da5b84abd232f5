"""Published U-Net checkpoints, and U-Nets of one's own: their architecture, and which of their tensors to keep."""

from collections.abc import Mapping
from typing import Any

from generator.methods.diffusion import told
from generator.methods.method import Reading
from generator.models.shapes import Shapes, count, shapes_of
from generator.models.unet import UNet
from generator.wire.errors import WrongArchitecture

ANCHOR = "output_blocks.0.0.in_layers.0.weight"

# The levels that guided-diffusion's create_model gives to pictures of a size, as multiples of num_channels.
_LEVELS = {
    (1, 2, 3, 4): 64,
    (1, 1, 2, 3, 4): 128,
    (1, 1, 2, 2, 4, 4): 256,
    (0.5, 1, 1, 2, 2, 4, 4): 512,
}


def read(shapes: Shapes, wanted: Mapping[str, Any] | None) -> Reading:
    """Return the tensors to keep and the architecture: as the catalogue states it, or read from the tensors.

    In the second case `wanted` is what somebody says of it, as in `Told`. Raises WrongArchitecture, WeightsRefused.
    """
    if wanted and "num_channels" in wanted:  # a published one, with create_model's arguments
        return Reading(tensors(wanted), dict(wanted))
    shown = _shown(shapes)
    said = told.read(wanted or {})
    suggested = _LEVELS.get(tuple(shown["channel_mult"]))
    told.require_all(said, suggested)
    known = {"image_size": suggested, **said.model_dump(exclude_none=True)}
    if "num_head_channels" in known:
        known.pop("num_heads", None)
    _require_heads_that_fit(shapes, known)
    architecture = {**shown, **known}
    return Reading(tensors(architecture), architecture, told=known)


def tensors(architecture: Mapping[str, Any]) -> Shapes:
    """Return the tensors of the U-Net with this architecture."""
    return shapes_of(lambda: UNet(architecture).model)


def _shown(shapes: Shapes) -> dict[str, Any]:
    """Return the arguments of guided-diffusion's UNetModel that the tensors show. Raises WrongArchitecture."""
    try:
        width = shapes["time_embed.0.weight"][1]
        blocks = count(shapes, "output_blocks.")
        up = [name for name in shapes if _is_up(name)]
        levels = 1 + len({name.split(".")[1] for name in up})
        res_blocks, rest = divmod(blocks, levels)
        res_blocks -= 1
        firsts = [f"input_blocks.{1 + level * (res_blocks + 1)}" for level in range(levels)]
        widths = [shapes[f"{first}.0.out_layers.0.weight"][0] for first in firsts]
        in_channels, out_channels = shapes["input_blocks.0.0.weight"][1], shapes["out.2.weight"][0]
        embedded, added = shapes[f"{firsts[0]}.0.emb_layers.1.weight"][0], widths[0]
    except (KeyError, IndexError, ValueError, ZeroDivisionError):
        raise WrongArchitecture("checkpoint-no-unet") from None
    if in_channels != 3 or out_channels not in (3, 6) or rest:
        raise WrongArchitecture("checkpoint-other-unet", found=f"{in_channels}/{out_channels}")
    classes = shapes.get("label_emb.weight")
    return {
        "in_channels": in_channels,
        "out_channels": out_channels,
        "model_channels": width,
        "channel_mult": [_whole(each / width) for each in widths],
        "num_res_blocks": res_blocks,
        "attention_resolutions": [2**level for level, first in enumerate(firsts) if f"{first}.1.qkv.weight" in shapes],
        "num_classes": classes[0] if classes else None,
        "use_scale_shift_norm": embedded == 2 * added,
        "resblock_updown": any(".in_layers." in name for name in up),
    }


def _is_up(name: str) -> bool:
    """Return whether a tensor is part of what doubles the picture: a convolution, or a second residual block."""
    parts = name.split(".")
    return parts[0] == "output_blocks" and parts[2] != "0" and parts[3] in ("conv", "in_layers")


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number


def _require_heads_that_fit(shapes: Shapes, known: Mapping[str, Any]) -> None:
    """Raise WrongArchitecture if the heads do not share out the channels of each attention evenly."""
    name = "num_head_channels" if "num_head_channels" in known else "num_heads"
    for tensor, shape in shapes.items():
        if tensor.endswith(".qkv.weight") and shape[1] % known[name]:
            raise WrongArchitecture("told-heads-uneven", name=name, value=str(known[name]), channels=str(shape[1]))
