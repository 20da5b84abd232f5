"""The toy's perceptor: openai-clip's own class, small, a ResNet with a vocabulary of its own.

Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021.
"""

from random import Random
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from generator.models.openai_clip import CLIP, MEAN, STD
from toybox.networks.vocabulary import tokens
from toybox.scenes.captions import sample_caption
from toybox.scenes.examples import examples

IMAGE_SIZE = 64
CONTEXT_LENGTH = 77  # openai-clip's, in the shipped file
TRAINED_LENGTH = 24  # tokens, a few more than the longest caption has; those after the end token are never read

_EXAMPLES = 60  # captions of a class
_BLOCKS_BEGIN_AT, _TOKENS_APART, _PLACES_APART = 0.7, 0.4, 0.1

_MEAN, _STD = torch.tensor(MEAN), torch.tensor(STD)


def new_perceptor(vocab_size: int, **smaller: int) -> CLIP:
    """Return an untrained perceptor for captions of `TRAINED_LENGTH` tokens.

    openai-clip's own start suits a long training: a residual block begins as nothing, which costs hundreds of steps
    here, and the tokens begin so near to each other that all captions are one.
    """
    sizes: dict[str, Any] = {
        "embed_dim": 128,
        "image_resolution": IMAGE_SIZE,
        "vision_layers": (1, 1, 1, 1),
        "vision_width": 16,
        "vision_patch_size": None,
        "context_length": TRAINED_LENGTH,
        "vocab_size": vocab_size,
        "transformer_width": 128,
        "transformer_heads": 2,  # openai-clip: a head for every 64 of the width
        "transformer_layers": 2,
    }
    perceptor = CLIP(**(sizes | smaller))
    for name, parameter in perceptor.visual.named_parameters():
        if name.endswith("bn3.weight"):
            nn.init.constant_(parameter, _BLOCKS_BEGIN_AT)
    nn.init.normal_(perceptor.token_embedding.weight, std=_TOKENS_APART)
    nn.init.normal_(perceptor.positional_embedding, std=_PLACES_APART)
    return perceptor


def embed_images(perceptor: CLIP, images: Tensor) -> Tensor:
    """Return unit vectors (n, embed_dim) of pictures (n, 3, size, size) in [-1, 1]."""
    normal = ((images + 1) / 2 - _MEAN[:, None, None]) / _STD[:, None, None]
    return F.normalize(perceptor.encode_image(normal).float(), dim=-1)


def embed_texts(perceptor: CLIP, rows: Tensor) -> Tensor:
    """Return unit vectors (n, embed_dim) of the rows that `toybox.networks.vocabulary.tokens` returns."""
    return F.normalize(perceptor.encode_text(rows).float(), dim=-1)


@torch.no_grad()
def class_embeddings(perceptor: CLIP, vocabulary: Tensor, seed: int) -> Tensor:
    """Return the mean embedding of captions of each class but the first, which is any: (classes, embed_dim)."""
    perceptor.eval()
    rng = Random(seed)
    said = [[sample_caption(scene, rng).text for scene in each] for each in examples(rng, _EXAMPLES)]
    return torch.stack([embed_texts(perceptor, tokens(each, vocabulary, TRAINED_LENGTH)).mean(0) for each in said])


def shipped_state(perceptor: CLIP, vocabulary: Tensor) -> dict[str, Tensor]:
    """Return the state dict with openai-clip's context length, the vocabulary and the classes' embeddings.

    Untrained positions are zero: only a caption of more known words than any here would reach them.
    """
    state: dict[str, Any] = dict(perceptor.state_dict())
    trained = state["positional_embedding"]
    state["positional_embedding"] = F.pad(trained, (0, 0, 0, CONTEXT_LENGTH - len(trained)))
    return state | {"vocabulary": vocabulary, "classes": class_embeddings(perceptor, vocabulary, seed=0)}
