"""The architecture of the toy's diffusion model, for `generator.models.unet`."""

from typing import Any

from toybox.scenes.classes import CLASSES

ARCHITECTURE: dict[str, Any] = {
    "image_size": 16,
    "patch": 4,
    "predict_xstart": True,  # a patch of a clean picture is few numbers; its noise, or velocity, would be all 48
    "in_channels": 48,
    "out_channels": 96,
    "model_channels": 32,
    "channel_mult": (1, 2, 2),
    "num_res_blocks": 1,
    "attention_resolutions": (2, 4),
    "num_head_channels": 32,
    "use_scale_shift_norm": True,
    "conv_resample": False,
    "num_classes": len(CLASSES),
}
