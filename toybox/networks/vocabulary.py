"""The few tokens of openai-clip's tokenizer that the toy knows.

openai-clip has 49408 tokens, each with a row of the embedding; the toy's captions use about forty. The tokenizer is
openai-clip's own, and a token's row is its place in the sorted tensor `vocabulary`. Start and end are the two largest
ids in both, so `argmax` still finds the end.
"""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from generator.models.openai_clip import tokenize

PADDING = 0


def vocabulary_of(words: Iterable[str]) -> Tensor:
    """Return the sorted token ids (K,), int64, of `words`, the comma, start and end, and padding."""
    ids: Tensor = tokenize([*words, ","]).long().unique()
    return ids


def tokens(texts: Sequence[str], vocabulary: Tensor, context_length: int) -> Tensor:
    """Return rows of the embedding (n, context_length) for `texts`, without unknown tokens.

    Raise RuntimeError, as `clip.tokenize` does, for a text longer than openai-clip's own context.
    """
    rows = torch.full((len(texts), context_length), PADDING)
    for row, ids in zip(rows, tokenize(list(texts)).long(), strict=True):
        known = ids[(ids != PADDING) & torch.isin(ids, vocabulary)]
        row[: len(known)] = torch.searchsorted(vocabulary, known)
    return rows
