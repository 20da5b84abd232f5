"""The toy's perceptor: openai-clip's own class, small, with a vocabulary of its own.

Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.openai_clip import CLIP, MEAN, STD

IMAGE_SIZE = 64
CONTEXT_LENGTH = 77  # openai-clip's, in the shipped file
TRAINED_LENGTH = 24  # tokens, a few more than the longest caption has; those after the end token are never read

_MEAN, _STD = torch.tensor(MEAN), torch.tensor(STD)


def new_perceptor(vocab_size: int, **smaller: int) -> CLIP:
    """Return an untrained perceptor for captions of `TRAINED_LENGTH` tokens."""
    sizes = {
        "embed_dim": 128,
        "image_resolution": IMAGE_SIZE,
        "vision_layers": 4,
        "vision_width": 192,
        "vision_patch_size": 8,
        "context_length": TRAINED_LENGTH,
        "vocab_size": vocab_size,
        "transformer_width": 128,
        "transformer_heads": 2,  # openai-clip: a head for every 64 of the width
        "transformer_layers": 2,
    }
    return CLIP(**(sizes | smaller))


def embed_images(perceptor: CLIP, images: Tensor) -> Tensor:
    """Return unit vectors (n, embed_dim) of pictures (n, 3, size, size) in [-1, 1]."""
    normal = ((images + 1) / 2 - _MEAN[:, None, None]) / _STD[:, None, None]
    return F.normalize(perceptor.encode_image(normal).float(), dim=-1)


def embed_texts(perceptor: CLIP, rows: Tensor) -> Tensor:
    """Return unit vectors (n, embed_dim) of the rows that `toybox.networks.vocabulary.tokens` returns."""
    return F.normalize(perceptor.encode_text(rows).float(), dim=-1)


def shipped_state(perceptor: nn.Module, vocabulary: Tensor) -> dict[str, Tensor]:
    """Return the state dict with openai-clip's context length and the vocabulary.

    Untrained positions are zero: only a caption of more known words than any here would reach them.
    """
    state: dict[str, Any] = dict(perceptor.state_dict())
    trained = state["positional_embedding"]
    state["positional_embedding"] = F.pad(trained, (0, 0, 0, CONTEXT_LENGTH - len(trained)))
    return state | {"vocabulary": vocabulary}
