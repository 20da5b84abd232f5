"""The names and shapes of a network's tensors, as read from a file or from the library's own class."""

import contextlib
import io
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import nn

from generator.models.openai_clip import CLIP
from generator.wire.errors import WrongArchitecture

Shapes = Mapping[str, tuple[int, ...]]
"""The shape of each tensor, by name."""


def perceptor_tensors(shapes: Shapes) -> Shapes:
    """Return the tensors of the CLIP with these shapes, as openai-clip builds it. Raises WrongArchitecture."""
    try:
        arguments = _vision(shapes) | {
            "embed_dim": shapes["text_projection"][1],
            "context_length": shapes["positional_embedding"][0],
            "vocab_size": shapes["token_embedding.weight"][0],
            "transformer_width": shapes["ln_final.weight"][0],
            "transformer_heads": shapes["ln_final.weight"][0] // 64,
            "transformer_layers": count(shapes, "transformer.resblocks."),
        }
    except (KeyError, ValueError, IndexError, ZeroDivisionError):
        raise WrongArchitecture("checkpoint-no-clip") from None
    return shapes_of(lambda: CLIP(**arguments))


def _vision(shapes: Shapes) -> dict[str, Any]:
    if "visual.proj" in shapes:
        width, _, patch, _ = shapes["visual.conv1.weight"]
        grid = round((shapes["visual.positional_embedding"][0] - 1) ** 0.5)
        layers: Any = count(shapes, "visual.transformer.resblocks.")
    else:
        width, patch = shapes["visual.layer1.0.conv1.weight"][0], None
        grid = round((shapes["visual.attnpool.positional_embedding"][0] - 1) ** 0.5)
        layers = tuple(count(shapes, f"visual.layer{stage}.") for stage in (1, 2, 3, 4))
    resolution = grid * (patch or 32)  # a ResNet halves the resolution five times
    return {"vision_width": width, "vision_patch_size": patch, "vision_layers": layers, "image_resolution": resolution}


def count(shapes: Shapes, prefix: str) -> int:
    """Count the distinct indices that follow `prefix` in the names."""
    return len({name.removeprefix(prefix).split(".")[0] for name in shapes if name.startswith(prefix)})


def shapes_of(build: Callable[[], nn.Module]) -> Shapes:
    """Return the tensors of a network, built without memory. Raises WrongArchitecture if it cannot be built."""
    try:
        with torch.device("meta"), contextlib.redirect_stdout(io.StringIO()):  # taming prints the shape of its latents
            model = build()
    except (RuntimeError, TypeError, ValueError, AssertionError, ZeroDivisionError):
        raise WrongArchitecture("checkpoint-impossible") from None
    # A batch norm's batch count is unused after training, and the published CLIPs may lack it.
    kept = (item for item in model.state_dict().items() if not item[0].endswith("num_batches_tracked"))
    return {name: tuple(tensor.shape) for name, tensor in kept}
