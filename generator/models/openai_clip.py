"""The parts of openai-clip that Easel uses, imported only here to silence its warning about pkg_resources.

It imports that module, which the lock file provides for it.
"""

import warnings
from typing import Any

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "pkg_resources is deprecated", UserWarning)
    from clip import tokenize
    from clip.model import CLIP, VisionTransformer, build_model, convert_weights
    from clip.simple_tokenizer import SimpleTokenizer

__all__ = [
    "CLIP",
    "MEAN",
    "STD",
    "VIT_B_16",
    "VIT_B_32",
    "SimpleTokenizer",
    "VisionTransformer",
    "build_model",
    "convert_weights",
    "tokenize",
]

# The normalisation that CLIP was trained with, for pictures in 0..1.
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)

VIT_B_32: dict[str, Any] = {
    "embed_dim": 512, "image_resolution": 224, "vision_layers": 12, "vision_width": 768, "vision_patch_size": 32,
    "context_length": 77, "vocab_size": 49408, "transformer_width": 512, "transformer_heads": 8,
    "transformer_layers": 12,
}  # fmt: skip
"""ViT-B/32 (Radford et al., arXiv 2103.00020)."""

VIT_B_16: dict[str, Any] = {**VIT_B_32, "vision_patch_size": 16}
